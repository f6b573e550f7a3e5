import type { Json } from '../json.ts'

/** The first and last rank of a group's root items, null where it has none. */
export interface RankEnds {
  readonly first: string | null
  readonly last: string | null
}

/** An item's place, as far as the ends of a group depend on it. */
export interface Place {
  readonly group: Json
  readonly parent: Json
  readonly rank: Json
}

/**
 * Remembers the ends of groups, so that adding an item at an end does not look at every item of the board. A group whose
 * end went away is looked through again when it is next asked for.
 */
export class RankEndsCache {
  private readonly ends = new Map<number, { first: string | null; last: string | null }>()

  /** The ends of a group; `scan` looks through the board. */
  of(group: number, scan: () => Iterable<string>): RankEnds {
    const known = this.ends.get(group)
    if (known) return known
    const ends: { first: string | null; last: string | null } = { first: null, last: null }
    for (const rank of scan()) widen(ends, rank)
    this.ends.set(group, ends)
    return ends
  }

  /** An item left one place and took another. */
  moved(from: Place, to: Place): void {
    const left = typeof from.group === 'number' && from.parent === null ? this.ends.get(from.group) : undefined
    if (left && (from.rank === left.first || from.rank === left.last)) this.ends.delete(Number(from.group))
    const taken = typeof to.group === 'number' && to.parent === null ? this.ends.get(to.group) : undefined
    if (taken && typeof to.rank === 'string') widen(taken, to.rank)
  }

  clear(): void {
    this.ends.clear()
  }
}

function widen(ends: { first: string | null; last: string | null }, rank: string): void {
  if (ends.first === null || rank < ends.first) ends.first = rank
  if (ends.last === null || rank > ends.last) ends.last = rank
}
