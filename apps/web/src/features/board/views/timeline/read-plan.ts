import { stageOf, type BoardColumn, type BoardState, type Wait } from '@fulcrum/domain'
import {
  planOf,
  totalFloat,
  type Plan,
  type PlannedItem,
  type PlannedLink,
  type WorkCalendar,
} from '@fulcrum/domain/schedule'
import type { DatedItem } from '@fulcrum/protocol'
import { lanesOf } from '../../../../shell/lateness.ts'
import { spanAt } from '../calendar/spans.ts'
import type { TimelineColumns } from './chosen-columns.ts'

/** Items of other boards by their ids, null for one of which the reader may not know; those of which nothing is known yet are not in it. */
export type FarItems = ReadonlyMap<string, DatedItem | null>

/** What an item waits for on another board. */
export interface FarWait extends Pick<PlannedLink, 'reached' | 'enter' | 'lag'> {
  readonly item: string
  /** Undefined until something is known of it; null where the reader may not know of it. */
  readonly found: DatedItem | null | undefined
  /** Its number in the plan, below 0; null where it has no days. */
  readonly id: number | null
}

/** The items of a board in time, and what that says of them. */
export interface BoardPlan {
  readonly plan: Plan
  /** How much later each linked item could go. */
  readonly float: ReadonlyMap<number, number>
  /** Items that wait for some of this board that have no bar: how many. */
  readonly outside: ReadonlyMap<number, number>
  /** What items wait for on other boards. */
  readonly far: ReadonlyMap<number, readonly FarWait[]>
  /** Why how items wait for each other is not shown. */
  readonly trouble: string | null
}

/**
 * Reads all items of a board that have days, whether the view shows them or not: what is filtered out moves all the same.
 * Done work is fixed. What it waits for on other boards is in the plan too, as far as `farItems` has days of it.
 */
export function readPlan(
  state: BoardState,
  rows: Iterable<number>,
  { spans, dependency, status }: TimelineColumns,
  calendar: WorkCalendar,
  nameOf: (row: number) => string,
  farItems: FarItems = new Map(),
): BoardPlan {
  const items: PlannedItem[] = []
  const links: PlannedLink[] = []
  const outside = new Map<number, number>()
  const far = new Map<number, FarWait[]>()
  if (spans === undefined) return { plan: planOf([], [], calendar), float: new Map(), outside, far, trouble: null }
  const idOf = numbersFor(farItems, items)
  const reader = lanesOf(state)
  for (const row of rows) {
    const span = spanAt(reader, row, spans)
    if (span === null) continue
    const stage = stageOf(state, row, status)
    items.push({ id: row, ...span, fixed: stage === 'done' || stage === 'canceled' })
    for (const { item, reached, enter, lag = 0 } of waitsOf(state, row, dependency)) {
      const from = state.rowOf(item)
      if (from === undefined) {
        const id = idOf(item)
        far.set(row, [...(far.get(row) ?? []), { item, found: farItems.get(item), id, reached, enter, lag }])
        if (id !== null) links.push({ from: id, to: row, reached, enter, lag })
        continue
      }
      const isHere = state.isLive(from) && spanAt(reader, from, spans) !== null
      if (isHere) links.push({ from, to: row, reached, enter, lag })
      else outside.set(row, (outside.get(row) ?? 0) + 1)
    }
  }
  try {
    const plan = planOf(items, links, calendar, nameOf)
    return { plan, float: totalFloat(plan), outside, far, trouble: null }
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error)
    return { plan: planOf(items, [], calendar), float: new Map(), outside, far, trouble }
  }
}

/** Gives items of other boards that have days their numbers, and puts each among those of the plan once. */
function numbersFor(farItems: FarItems, items: PlannedItem[]): (item: string) => number | null {
  const numbers = new Map<string, number>()
  return (item) => {
    const days = farItems.get(item)?.days
    if (days === undefined || days === null) return null
    const known = numbers.get(item)
    if (known !== undefined) return known
    const id = -1 - numbers.size
    numbers.set(item, id)
    items.push({ id, ...days, outside: true })
    return id
  }
}

/** What a row waits for on this board. */
export function linksHere({ into, items }: Plan, row: number): readonly PlannedLink[] {
  return (into.get(row) ?? []).filter(({ from }) => items.get(from)?.outside !== true)
}

/** Whether what a row waits for elsewhere is among the broken links. */
export function isFarBroken(broken: ReadonlySet<PlannedLink>, row: number): (wait: FarWait) => boolean {
  const those = [...broken].filter(({ to }) => to === row)
  return ({ id, reached, enter }) =>
    those.some((link) => link.from === id && link.reached === reached && link.enter === enter)
}

/** What an item waits for by a column. */
export function waitsOf(state: BoardState, row: number, column: BoardColumn | undefined): readonly Wait[] {
  const lane = column?.lanes[0]
  if (column === undefined || lane === undefined || state.items.get(lane.key, row) === null) return []
  const value = state.cell(row, column.number)
  return value === null ? [] : (column.kind.connections?.waits?.(value, column.settings) ?? [])
}
