import { DomainError } from '../errors.ts'
import type { WorkCalendar } from './calendar.ts'

/** From one day to another, both included. */
export interface DaySpan {
  readonly start: number
  readonly end: number
}

/** Work in time. */
export interface PlannedItem extends DaySpan {
  /** Its row on the board. */
  readonly id: number
  /** Stays where it is whatever others do: done work, or what one may not change. */
  readonly fixed?: boolean
  /**
   * Is somebody else's: it never moves here, what waits for it is not taken before it, and its end is no end of the network of
   * those that wait for it. It waits for nothing itself.
   */
  readonly outside?: boolean
}

/** `from` must have `reached` its start or finish, and `lag` working days have gone by, before `to` may `enter` its own. */
export interface PlannedLink {
  readonly from: number
  readonly to: number
  readonly reached: 'start' | 'finish'
  readonly enter: 'start' | 'finish'
  readonly lag: number
}

/** An item in numbers of working days: `last` is before `first` where it has no working day at all. */
export interface WorkSpan {
  readonly first: number
  readonly last: number
}

/** Items, how they wait for each other, and the days on which is worked. */
export interface Plan {
  readonly calendar: WorkCalendar
  readonly items: ReadonlyMap<number, PlannedItem>
  readonly spans: ReadonlyMap<number, WorkSpan>
  /** Those between two items of the plan. */
  readonly links: readonly PlannedLink[]
  readonly into: ReadonlyMap<number, readonly PlannedLink[]>
  readonly outOf: ReadonlyMap<number, readonly PlannedLink[]>
  /** All that are linked, each behind those it waits for. */
  readonly order: readonly number[]
}

/**
 * Puts a plan together; links to items that are not in it say nothing. Refuses links that go in a circle, and names the items
 * by `nameOf`.
 */
export function planOf(
  items: Iterable<PlannedItem>,
  links: Iterable<PlannedLink>,
  calendar: WorkCalendar,
  nameOf: (id: number) => string = String,
): Plan {
  const known = new Map<number, PlannedItem>()
  const spans = new Map<number, WorkSpan>()
  for (const item of items) {
    known.set(item.id, item)
    spans.set(item.id, workSpan(item, calendar))
  }
  const held = [...links].filter(({ from, to }) => known.has(from) && known.has(to))
  const into = Map.groupBy(held, ({ to }) => to)
  const outOf = Map.groupBy(held, ({ from }) => from)
  return { calendar, items: known, spans, links: held, into, outOf, order: ordered(into, outOf, nameOf) }
}

/** The same plan once some items have other days. */
export function withMoved(plan: Plan, moved: ReadonlyMap<number, DaySpan>): Plan {
  const items = new Map(plan.items)
  const spans = new Map(plan.spans)
  for (const [id, days] of moved) {
    items.set(id, { ...items.get(id), id, ...days })
    spans.set(id, workSpan(days, plan.calendar))
  }
  return { ...plan, items, spans }
}

/** Days as numbers of working days. */
export function workSpan({ start, end }: DaySpan, { numberOf }: WorkCalendar): WorkSpan {
  return { first: numberOf(start), last: numberOf(end + 1) - 1 }
}

/** Numbers of working days as days; what has no working day stands on the one it would begin with. */
export function daySpan({ first, last }: WorkSpan, { dayAt }: WorkCalendar): DaySpan {
  const start = dayAt(first)
  return { start, end: Math.max(start, dayAt(last)) }
}

/** The moment from which on a link lets its second item go, in whole working days: day `n` begins at moment `n`. */
export function momentOf({ reached, lag }: PlannedLink, from: WorkSpan): number {
  return (reached === 'start' ? from.first : from.last + 1) + lag
}

/** The moment at which the second item does what the link is about. */
export function entryOf({ enter }: PlannedLink, to: WorkSpan): number {
  return enter === 'start' ? to.first : to.last + 1
}

/** Every item behind those it waits for: Kahn's way, by counting what each still waits for. */
function ordered(into: Plan['into'], outOf: Plan['outOf'], nameOf: (id: number) => string): number[] {
  const waiting = new Map<number, number>()
  for (const id of outOf.keys()) waiting.set(id, 0)
  for (const [id, links] of into) waiting.set(id, links.length)
  const order = [...waiting].flatMap(([id, count]) => (count === 0 ? [id] : []))
  for (let at = 0; at < order.length; at += 1) {
    for (const { to } of outOf.get(order[at] ?? 0) ?? []) {
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      if (left === 0) order.push(to)
    }
  }
  if (order.length === waiting.size) return order
  const names = circle(into, new Set(order)).map(nameOf).join(' → ')
  throw new DomainError('invalid', `These items wait for each other and none could start: ${names}.`)
}

/** A way back to where it began, among the items that are not in order: each of them waits for another such. */
function circle(into: Plan['into'], done: ReadonlySet<number>): number[] {
  const [start = 0] = [...into.keys()].filter((id) => !done.has(id))
  const way = [start]
  for (;;) {
    const next = into.get(way.at(-1) ?? start)?.find(({ from }) => !done.has(from))?.from ?? start
    const seen = way.indexOf(next)
    way.push(next)
    if (seen >= 0) return way.slice(seen).toReversed()
  }
}
