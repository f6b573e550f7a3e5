import type { WorkDays } from '../../account/day.ts'
import type { DaySpan, PlannedItem, PlannedLink } from '../plan.ts'

/** The same answers by trying: one day after another, one link after another, until nothing changes. */
export interface SlowPlan {
  readonly items: readonly PlannedItem[]
  readonly links: readonly PlannedLink[]
  readonly workDays: WorkDays
}

/** Whether nobody works on a day. */
export function slowIsFree(day: number, { weekend, holidays }: WorkDays): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1
  return holidays.includes(day) || (weekend.length < 7 && weekend.includes(weekday))
}

/** So many working days later, or earlier; a free day counts as the next working one. */
export function slowStep(day: number, by: number, workDays: WorkDays): number {
  let at = day
  while (slowIsFree(at, workDays)) at += 1
  for (let left = Math.abs(by); left > 0; left -= 1) {
    at += Math.sign(by)
    while (slowIsFree(at, workDays)) at += Math.sign(by)
  }
  return at
}

/** Working days from one day to before another; below zero where that one is earlier. */
export function slowCount(from: number, to: number, workDays: WorkDays): number {
  let count = 0
  for (let day = Math.min(from, to); day < Math.max(from, to); day += 1) if (!slowIsFree(day, workDays)) count += 1
  return to < from ? 0 - count : count
}

/** By how many working days a link is kept (0 and above) or broken. */
export function slowRoom(link: PlannedLink, from: DaySpan, to: DaySpan, workDays: WorkDays): number {
  const reached = link.reached === 'start' ? from.start : from.end + 1
  const entered = link.enter === 'start' ? to.start : to.end + 1
  return slowCount(reached, entered, workDays) - link.lag
}

/** A span so many working days later, as long as it was in working days. */
export function slowLater({ start, end }: DaySpan, by: number, workDays: WorkDays): DaySpan {
  if (by === 0) return { start, end }
  const length = slowCount(start, end + 1, workDays)
  const first = slowStep(start, by, workDays)
  let last = first
  while (slowCount(first, last + 1, workDays) < length) last += 1
  return { start: first, end: last }
}

/** `keep-slack`: while a link is broken by what moved, its second item goes a day later. */
export function slowKeepFloat({ items, links, workDays }: SlowPlan, moves: ReadonlyMap<number, DaySpan>) {
  const before = new Map<number, DaySpan>(items.map((item) => [item.id, item]))
  const pushed = new Map<number, number>()
  const now = (id: number): DaySpan => {
    const was = before.get(id) ?? { start: 0, end: 0 }
    return moves.get(id) ?? slowLater(was, pushed.get(id) ?? 0, workDays)
  }
  const stays = new Set(
    items.filter(({ id, fixed, outside }) => fixed === true || outside === true || moves.has(id)).map(({ id }) => id),
  )
  const reachedOf = (link: PlannedLink, span: DaySpan): number => (link.reached === 'start' ? span.start : span.end + 1)
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const link of links) {
      const was = reachedOf(link, before.get(link.from) ?? now(link.from))
      const wentLater = slowCount(was, reachedOf(link, now(link.from)), workDays) > 0
      if (!wentLater || stays.has(link.to) || slowRoom(link, now(link.from), now(link.to), workDays) >= 0) continue
      pushed.set(link.to, (pushed.get(link.to) ?? 0) + 1)
      isDone = false
    }
  }
  return changesOf(items, now)
}

/**
 * `move-followers`: what hangs on an edge that moved moves as far, but not so far back that a link of something outside breaks
 * by more than before; asked again and again until nothing changes.
 */
export function slowMoveFollowers({ items, links, workDays }: SlowPlan, moves: ReadonlyMap<number, DaySpan>) {
  const before = new Map<number, DaySpan>(items.map((item) => [item.id, item]))
  const moved = new Map<number, number>()
  const fixed = new Set(items.filter((item) => item.fixed === true || item.outside === true).map(({ id }) => id))
  const outside = new Set(items.filter((item) => item.outside === true).map(({ id }) => id))
  const edgeBy = ({ from, reached }: PlannedLink): number | null => {
    const [was, goes] = [before.get(from), moves.get(from)]
    if (was === undefined || goes === undefined) return moved.get(from) ?? null
    return reached === 'start'
      ? slowCount(was.start, goes.start, workDays)
      : slowCount(was.end + 1, goes.end + 1, workDays)
  }
  const breaksMore = (link: PlannedLink, id: number, by: number): boolean => {
    const [from, to] = [before.get(link.from), before.get(id)]
    if (from === undefined || to === undefined) return false
    const room = slowRoom(link, from, slowLater(to, by, workDays), workDays)
    return room < Math.min(0, slowRoom(link, from, to, workDays))
  }
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const { id } of items) {
      if (moves.has(id) || fixed.has(id)) continue
      const edges = links.flatMap((link) => (link.to === id ? (edgeBy(link) ?? []) : []))
      if (edges.length === 0) continue
      const bounds = links.filter((link) => link.to === id && outside.has(link.from))
      let by = Math.max(...edges)
      while (by < 0 && bounds.some((link) => breaksMore(link, id, by))) by += 1
      if (moved.get(id) === by) continue
      moved.set(id, by)
      isDone = false
    }
  }
  return changesOf(items, (id) => {
    const was = before.get(id) ?? { start: 0, end: 0 }
    return moves.get(id) ?? slowLater(was, moved.get(id) ?? 0, workDays)
  })
}

/** How many days later an item can go, all others pushed as far as they must, until its network ends later. */
export function slowFloat(plan: SlowPlan, id: number): number {
  const { items, links, workDays } = plan
  const network = new Set([id])
  for (let size = 0; size !== network.size;) {
    size = network.size
    for (const { from, to } of links) if (network.has(from) || network.has(to)) network.add(from).add(to)
  }
  const inNetwork = items.filter((item) => network.has(item.id))
  const end = Math.max(...inNetwork.map((item) => item.end))
  const item = items.find((each) => each.id === id) ?? { start: 0, end: 0 }
  for (let by = 1; ; by += 1) {
    const moves = new Map([[id, slowLater(item, by, workDays)]])
    const changes = slowKeepFloat(plan, moves)
    if (inNetwork.some((each) => slowCount(end + 1, (changes.get(each.id) ?? each).end + 1, workDays) > 0))
      return by - 1
  }
}

function changesOf(items: readonly PlannedItem[], now: (id: number) => DaySpan): Map<number, DaySpan> {
  const changes = new Map<number, DaySpan>()
  for (const { id, start, end } of items) {
    const span = now(id)
    if (span.start !== start || span.end !== end) changes.set(id, { start: span.start, end: span.end })
  }
  return changes
}
