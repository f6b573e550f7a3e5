import { stageOf, type BoardColumn, type BoardState, type Wait } from '@fulcrum/domain'
import {
  planOf,
  totalFloat,
  type Plan,
  type PlannedItem,
  type PlannedLink,
  type WorkCalendar,
} from '@fulcrum/domain/schedule'
import { lanesOf } from '../../../../shell/lateness.ts'
import { spanAt } from '../calendar/spans.ts'
import type { TimelineColumns } from './chosen-columns.ts'

/** The items of a board in time, and what that says of them. */
export interface BoardPlan {
  readonly plan: Plan
  /** How much later each linked item could go. */
  readonly float: ReadonlyMap<number, number>
  /** Items that wait for some that are on other boards, or have no days: how many. */
  readonly outside: ReadonlyMap<number, number>
  /** Why how items wait for each other is not shown. */
  readonly trouble: string | null
}

/**
 * Reads all items of a board that have days, whether the view shows them or not: what is filtered out moves all the same.
 * Done work is fixed.
 */
export function readPlan(
  state: BoardState,
  rows: Iterable<number>,
  { spans, dependency, status }: TimelineColumns,
  calendar: WorkCalendar,
  nameOf: (row: number) => string,
): BoardPlan {
  const items: PlannedItem[] = []
  const links: PlannedLink[] = []
  const outside = new Map<number, number>()
  if (spans === undefined) return { plan: planOf([], [], calendar), float: new Map(), outside, trouble: null }
  const reader = lanesOf(state)
  for (const row of rows) {
    const span = spanAt(reader, row, spans)
    if (span === null) continue
    const stage = stageOf(state, row, status)
    items.push({ id: row, ...span, fixed: stage === 'done' || stage === 'canceled' })
    for (const { item, reached, enter, lag = 0 } of waitsOf(state, row, dependency)) {
      const from = state.rowOf(item)
      const isHere = from !== undefined && state.isLive(from) && spanAt(reader, from, spans) !== null
      if (isHere) links.push({ from, to: row, reached, enter, lag })
      else outside.set(row, (outside.get(row) ?? 0) + 1)
    }
  }
  try {
    const plan = planOf(items, links, calendar, nameOf)
    return { plan, float: totalFloat(plan), outside, trouble: null }
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error)
    return { plan: planOf(items, [], calendar), float: new Map(), outside, trouble }
  }
}

/** What an item waits for by a column. */
export function waitsOf(state: BoardState, row: number, column: BoardColumn | undefined): readonly Wait[] {
  const lane = column?.lanes[0]
  if (column === undefined || lane === undefined || state.items.get(lane.key, row) === null) return []
  const value = state.cell(row, column.number)
  return value === null ? [] : (column.kind.connections?.waits?.(value, column.settings) ?? [])
}
