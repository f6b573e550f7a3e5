import { query, type Table, type ViewSpec } from '@fulcrum/columnar'
import type { DaySpan } from '../schedule/plan.ts'
import type { WorkCalendar } from '../schedule/calendar.ts'
import { spanOf } from '../view/day-columns.ts'

/** Equal cells beside each other: `count` of them, `width` days each, from the day `from` on. */
export interface CellScale {
  readonly from: number
  readonly width: number
  readonly count: number
}

/** Where the work of a table stands. */
export interface WorkSource {
  /** The lane with the people of an item. */
  readonly people: string
  /** The lanes with its first and its last day; the same one twice where it stands on a single day. */
  readonly start: string
  readonly last: string
  /** The lane with how much it is; null where each item is 1. */
  readonly effort: string | null
  /** Whether nothing of an item is left to do. Such items say who is there and nothing else. */
  readonly isOver: (row: number) => boolean
}

/** The work of one person, or of nobody. */
export interface PersonLoad {
  /** The id of the member; null for work without a person. */
  readonly id: string | null
  /** By cell: how much is planned. */
  readonly planned: Float64Array
  /** By cell: of how many items. */
  readonly items: Int32Array
  /** The items that stand on no day. */
  readonly undated: readonly number[]
}

/** How an item is spread. */
export interface WorkShare {
  readonly row: number
  /** What of it falls into the days that were asked for. */
  readonly amount: number
  /** What all of it is for one of its people; null where nothing says so. */
  readonly whole: number | null
}

/** An answer, to be read before the table changes. */
export interface Workload {
  /** In the order of the table; nobody last. */
  readonly people: readonly PersonLoad[]
  /** Items of which something is left to do, with a day or without. */
  readonly open: number
  /** What somebody has to do from a day to a day, in the order of the table. */
  readonly sharesOf: (person: string | null, days: DaySpan) => readonly WorkShare[]
  /** How many items of somebody fall on at least one of some days. */
  readonly itemsOn: (person: string | null, days: readonly number[]) => number
}

/** A span with its working days by their numbers: from `first` to before `behind`. */
interface WorkedSpan extends DaySpan {
  readonly first: number
  readonly behind: number
}

interface Load extends PersonLoad {
  readonly undated: number[]
  /** The dated items, beside each other: row, first day, last day. */
  readonly dated: number[]
}

/**
 * Spreads the items that pass over the working days from their first to their last, evenly, and an item of several people evenly
 * over these. An item without a working day among its days is spread over all of them.
 *
 *     spreadWork(board.items, { filter }, source, calendar, { from: monday, width: 7, count: 12 }).people[0].planned
 */
export function spreadWork(
  table: Table,
  shown: Pick<ViewSpec, 'filter' | 'search'>,
  source: WorkSource,
  calendar: WorkCalendar,
  scale: CellScale,
): Workload {
  const loads = new Map<string | null, Load>()
  const worked = ({ start, end }: DaySpan): WorkedSpan => ({
    start,
    end,
    first: calendar.numberOf(start),
    behind: calendar.numberOf(end + 1),
  })
  const cells = Array.from({ length: scale.count }, (_, at) => {
    const start = scale.from + at * scale.width
    return worked({ start, end: start + scale.width - 1 })
  })
  const loadOf = (id: string | null): Load => {
    let load = loads.get(id)
    if (load === undefined) {
      load = { id, planned: new Float64Array(scale.count), items: new Int32Array(scale.count), undated: [], dated: [] }
      loads.set(id, load)
    }
    return load
  }
  function* datedOf(person: string | null): Generator<DaySpan & { readonly row: number }> {
    const { dated = [] } = loads.get(person) ?? {}
    for (let at = 0; at < dated.length; at += 3) {
      const [row = 0, start = 0, end = 0] = dated.slice(at, at + 3)
      yield { row, start, end }
    }
  }
  let open = 0
  for (const row of query(table, { ...shown, sort: [], group: null }).rows(null)) {
    const people = peopleAt(table, source, row)
    if (source.isOver(row)) {
      for (const id of people) if (id !== null) loadOf(id)
      continue
    }
    open += 1
    const days = spanOf(table.get(source.start, row), table.get(source.last, row))
    for (const id of people) {
      const load = loadOf(id)
      if (days === null) load.undated.push(row)
      else load.dated.push(row, days.start, days.end)
    }
    if (days === null) continue
    const each = (effortAt(table, source, row) ?? 0) / people.length
    const from = Math.max(0, Math.floor((days.start - scale.from) / scale.width))
    const to = Math.min(scale.count - 1, Math.floor((days.end - scale.from) / scale.width))
    if (from > to) continue
    const span = worked(days)
    for (let cell = from; cell <= to; cell += 1) {
      const cellDays = cells[cell]
      const part = cellDays === undefined ? 0 : partWithin(span, cellDays)
      if (part <= 0) continue
      for (const id of people) {
        const { planned, items } = loadOf(id)
        planned[cell] = (planned[cell] ?? 0) + each * part
        items[cell] = (items[cell] ?? 0) + 1
      }
    }
  }
  const people = [...loads.values()].sort((left, right) => Number(left.id === null) - Number(right.id === null))
  return {
    people,
    open,
    sharesOf: (person, span) => {
      const asked = worked(span)
      return [...datedOf(person)].flatMap(({ row, ...days }): WorkShare[] => {
        const part = partWithin(worked(days), asked)
        if (part <= 0) return []
        const effort = effortAt(table, source, row)
        const whole = effort === null ? null : effort / peopleAt(table, source, row).length
        return [{ row, whole, amount: (whole ?? 0) * part }]
      })
    },
    itemsOn: (person, days) => {
      const asked = days.map((day) => worked({ start: day, end: day }))
      let items = 0
      for (const dated of datedOf(person)) {
        const own = worked(dated)
        if (asked.some((day) => partWithin(own, day) > 0)) items += 1
      }
      return items
    },
  }
}

/** Which part of the work of an item falls into a span. */
function partWithin(days: WorkedSpan, span: WorkedSpan): number {
  const whole = days.behind - days.first
  if (whole === 0) return common(days, span) / (days.end - days.start + 1)
  return Math.max(0, Math.min(days.behind, span.behind) - Math.max(days.first, span.first)) / whole
}

/** Days that are in both. */
function common(left: DaySpan, right: DaySpan): number {
  return Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start) + 1)
}

const nobody: readonly [null] = [null]

function peopleAt(table: Table, { people }: WorkSource, row: number): readonly (string | null)[] {
  // @NOTE a lane of references holds lists of ids.
  const ids = table.get(people, row) as readonly string[] | null
  return ids === null || ids.length === 0 ? nobody : ids
}

/** How much an item is: nothing where its number is below zero; null where it has none. */
function effortAt(table: Table, { effort }: WorkSource, row: number): number | null {
  if (effort === null) return 1
  const value = table.get(effort, row)
  return typeof value === 'number' ? Math.max(0, value) : null
}
