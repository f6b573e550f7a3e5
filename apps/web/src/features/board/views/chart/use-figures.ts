import { computeChart, planChart } from '@fulcrum/domain'
import type { ChartFigures, ChartSettings } from '@fulcrum/domain'
import { useMemo } from 'react'
import { useScene } from '../../scene.tsx'
import { useItemRevision } from '../use-item-revision.ts'

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
