import { LiveView } from '@fulcrum/columnar'
import type { ViewSpec } from '@fulcrum/columnar'
import { useLayoutEffect, useMemo, useState } from 'react'
import { useScene } from '../../scene.tsx'
import { dayOrder, spanAt, standingIn, withoutDay, type Spans } from './spans.ts'
import { inLaneOrder, type DaySpan, type RowSpan } from './week-lanes.ts'

/**
 * The items of the view that stand on days of a range, in lane order. The engine reads only these; they are here before the
 * range is painted, and draw again once a frame when one of them moved. Null until all items are here.
 */
export function useSpanRows(spans: Spans, { start, end }: DaySpan): readonly RowSpan[] | null {
  const { plan, reader } = useScene()
  const { filter = null, sort = [] } = plan.spec
  const spec = useMemo<ViewSpec>(
    () => ({ filter: both(filter, standingIn(spans, { start, end })), sort: dayOrder(spans, sort), group: null }),
    [filter, sort, spans, start, end],
  )
  const live = useViewNow(spec)
  return useMemo(() => {
    if (live === null || reader === null) return null
    const rows = Array.from(live.view.rows(null), (row): RowSpan | null => {
      const span = spanAt(reader, row, spans)
      return span && { row, ...span }
    })
    return inLaneOrder(rows.filter((row) => row !== null))
  }, [live, reader, spans])
}

/** How many items stand on no day, and the first of them. */
export function useRowsWithoutDay(
  spans: Spans,
  limit: number,
): { readonly count: number; readonly rows: readonly number[] } {
  const { plan } = useScene()
  const { filter = null, sort = [] } = plan.spec
  const spec = useMemo<ViewSpec>(
    () => ({ filter: both(filter, withoutDay(spans)), sort, group: null }),
    [filter, sort, spans],
  )
  const live = useViewNow(spec)
  return useMemo(
    () =>
      live === null ? { count: 0, rows: [] } : { count: live.view.count, rows: [...live.view.window(null, 0, limit)] },
    [live, limit],
  )
}

/** The last day before a range and the first one after it on which an item stands. */
export function useNearestDays(
  spans: Spans,
  { start, end }: DaySpan,
): { readonly before: number | null; readonly after: number | null } {
  const { plan, reader } = useScene()
  const { filter = null } = plan.spec
  const specs = useMemo(() => {
    const beside = (lane: string, op: 'lt' | 'gt', value: number): ViewSpec => ({
      filter: both(filter, { lane, op, value }),
      sort: [{ lane, direction: op === 'lt' ? 'desc' : 'asc' }],
      group: null,
    })
    return { before: beside(spans.last, 'lt', start), after: beside(spans.start, 'gt', end) }
  }, [filter, spans, start, end])
  const before = useViewNow(specs.before)
  const after = useViewNow(specs.after)
  const dayIn = (shown: Shown | null, lane: string): number | null => {
    const [row] = shown?.view.window(null, 0, 1) ?? []
    const day = row === undefined || reader === null ? null : reader.lane(row, lane)
    return typeof day === 'number' ? day : null
  }
  return { before: dayIn(before, spans.last), after: dayIn(after, spans.start) }
}

interface Shown {
  readonly view: LiveView
  readonly spec: ViewSpec
}

/** A view of the engine that is here before what asked for it is painted, so that no page is empty for a moment. */
function useViewNow(spec: ViewSpec): Shown | null {
  const { state, model, plan } = useScene()
  const { collate } = plan
  const here = model !== null
  const [shown, setShown] = useState<Shown | null>(null)
  useLayoutEffect(() => {
    if (!here) return undefined
    const view = new LiveView(state.items, spec, { collate })
    // A view that nobody has read is not kept up to date.
    void view.count
    let frame = 0
    const stop = view.subscribe(() => {
      if (frame !== 0) return
      frame = requestAnimationFrame(() => {
        frame = 0
        setShown({ view, spec })
      })
    })
    // What is drawn next shows it, before anything is painted.
    // oxlint-disable-next-line react-hooks/set-state-in-effect
    setShown({ view, spec })
    return () => {
      cancelAnimationFrame(frame)
      stop()
      view.dispose()
    }
  }, [here, state, spec, collate])
  return shown?.spec === spec ? shown : null
}

function both(filter: ViewSpec['filter'], other: NonNullable<ViewSpec['filter']>): NonNullable<ViewSpec['filter']> {
  return filter ? { and: [filter, other] } : other
}
