import type { ShiftMode } from './modes.ts'
import {
  daySpan,
  entryOf,
  momentOf,
  workSpan,
  type DaySpan,
  type Plan,
  type PlannedItem,
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
 * then the link is broken, and says so. What is fixed or outside never moves, and nothing moves on its account; what follows
 * another stops where it would begin too early for what is outside.
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
    if (moves.has(id) || !mayMove(plan.items.get(id))) continue
    const links = plan.into.get(id) ?? []
    const by = mode === 'move-followers' ? travel(plan, links, after, now(id)) : push(plan, links, after, now(id))
    if (by === null) continue
    const { first, last } = now(id)
    const moved = { first: first + by, last: last + by }
    after.set(id, moved)
    if (by !== 0) changes.set(id, daySpan(moved, calendar))
  }
  return { changes, broken: plan.links.filter((link) => momentOf(link, now(link.from)) > entryOf(link, now(link.to))) }
}

function mayMove(item: PlannedItem | undefined): boolean {
  return item?.fixed !== true && item?.outside !== true
}

/**
 * By how much the edges that an item hangs on have moved, the most of them, and no further back than what is outside lets it go;
 * null where none of them is on its way.
 */
function travel(
  { items, spans }: Plan,
  links: readonly PlannedLink[],
  after: ReadonlyMap<number, WorkSpan>,
  to: WorkSpan,
): number | null {
  let by: number | null = null
  let least = -Infinity
  for (const link of links) {
    const [before, moved] = [spans.get(link.from), after.get(link.from)]
    if (before === undefined) continue
    // One that is broken is no more so than it was.
    if (items.get(link.from)?.outside === true)
      least = Math.max(least, Math.min(0, momentOf(link, before) - entryOf(link, to)))
    if (moved !== undefined) by = Math.max(by ?? -Infinity, momentOf(link, moved) - momentOf(link, before))
  }
  return by === null ? null : Math.max(by, least)
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
