import { computeChart, planChart } from '@fulcrum/domain'
import type { ChartFigures, ChartSettings } from '@fulcrum/domain'
import { useEffect, useMemo, useState } from 'react'
import { useScene } from '../../scene.tsx'

/** A number that rises once a frame while cells or items of the board change. */
function useItemRevision(): number {
  const { items } = useScene().state
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let frame = 0
    const stop = items.follow({
      before: () => undefined,
      after: () => undefined,
      replaced: () => undefined,
      announce: () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0
          setRevision((before) => before + 1)
        })
      },
    })
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [items])
  return revision
}

/** The chart's plan, and its figures, kept up with the board. */
export function useFigures(settings: ChartSettings): {
  readonly plan: ReturnType<typeof planChart>
  readonly figures: ChartFigures | null
} {
  const { state, view, plan: shown, context, records } = useScene()
  const revision = useItemRevision()
  // What columns there are follows from the records.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const plan = useMemo(() => planChart(state, settings), [state, settings, records])
  const figures = useMemo(() => {
    if ('lacks' in plan) return null
    const { filter, search } = view.spec
    return computeChart(state.items, { filter: filter ?? null, search: search ?? null }, plan, settings, {
      timeZone: context.timeZone,
      weekStart: context.weekStart,
      collate: shown.collate,
    })
    // `revision` says that the items are others.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [plan, state, view, settings, context, shown, revision])
  return { plan, figures }
}
