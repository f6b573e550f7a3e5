import type { ShiftMode } from './modes.ts'
import {
  daySpan,
  entryOf,
  momentOf,
  workSpan,
  type DaySpan,
  type Plan,
  type PlannedLink,
  type WorkSpan,
} from './plan.ts'

/** What a move comes to. */
export interface Shift {
  /** The new days of all that move, the moved ones themselves among them; nothing for those that stay. */
  readonly changes: ReadonlyMap<number, DaySpan>
  /** The links that are broken then, whoever broke them. */
  readonly broken: readonly PlannedLink[]
}

/**
 * What happens to a plan when these items get these days. They stand where they were put, also before what they wait for:
 * then the link is broken, and says so. What is fixed never moves, and nothing moves on its account.
 */
export function shiftPlan(plan: Plan, moves: ReadonlyMap<number, DaySpan>, mode: ShiftMode): Shift {
  const { calendar, spans } = plan
  const after = new Map<number, WorkSpan>()
  const changes = new Map<number, DaySpan>()
  for (const [id, days] of moves) {
    const before = plan.items.get(id)
    after.set(id, workSpan(days, calendar))
    if (before?.start !== days.start || before.end !== days.end) changes.set(id, days)
  }
  const now = (id: number): WorkSpan => after.get(id) ?? spans.get(id) ?? { first: 0, last: -1 }
  for (const id of mode === 'leave' ? [] : plan.order) {
    if (moves.has(id) || plan.items.get(id)?.fixed === true) continue
    const links = plan.into.get(id) ?? []
    const by = mode === 'move-followers' ? travel(plan, links, after) : push(plan, links, after, now(id))
    if (by === null) continue
    const { first, last } = now(id)
    const moved = { first: first + by, last: last + by }
    after.set(id, moved)
    if (by !== 0) changes.set(id, daySpan(moved, calendar))
  }
  return { changes, broken: plan.links.filter((link) => momentOf(link, now(link.from)) > entryOf(link, now(link.to))) }
}

/** By how much the edges that an item hangs on have moved, the most of them; null where none of them is on its way. */
function travel({ spans }: Plan, links: readonly PlannedLink[], after: ReadonlyMap<number, WorkSpan>): number | null {
  let by: number | null = null
  for (const link of links) {
    const [before, moved] = [spans.get(link.from), after.get(link.from)]
    if (before === undefined || moved === undefined) continue
    by = Math.max(by ?? -Infinity, momentOf(link, moved) - momentOf(link, before))
  }
  return by
}

/** By how much an item has to go later for the links whose first item went later; null where none breaks. */
function push(
  { spans }: Plan,
  links: readonly PlannedLink[],
  after: ReadonlyMap<number, WorkSpan>,
  to: WorkSpan,
): number | null {
  let by = 0
  for (const link of links) {
    const [before, moved] = [spans.get(link.from), after.get(link.from)]
    if (before === undefined || moved === undefined) continue
    const moment = momentOf(link, moved)
    // One that was broken before and is no more so than it was is not this move's to mend.
    if (moment > momentOf(link, before)) by = Math.max(by, moment - entryOf(link, to))
  }
  return by === 0 ? null : by
}
