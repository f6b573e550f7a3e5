import { BoardState, scopeOf } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { notAside } from '../storage/write-items.ts'

interface Counted {
  readonly version: number
  readonly items: number
}

/** What was counted of the boards that a node does not hold; a count is good as long as its board's version. */
const counted = new WeakMap<ScopeStore, Map<string, Counted>>()

/**
 * How many items of their own each board has that are live. A board in memory knows; another one is counted by the database,
 * once for each version that this node does not hold it at, so that asking again costs the same however many items there are.
 */
export async function itemCounts(
  store: ScopeStore,
  boards: readonly { readonly id: string; readonly version: number }[],
): Promise<ReadonlyMap<string, number>> {
  const known = counted.get(store) ?? new Map<string, Counted>()
  counted.set(store, known)
  const counts = new Map<string, number>()
  const missing: string[] = []
  for (const { id, version } of boards) {
    const held = store.peek(scopeOf('board', id))?.state
    const before = known.get(id)
    if (held instanceof BoardState) counts.set(id, held.liveRoots)
    else if (before?.version === version) counts.set(id, before.items)
    else missing.push(id)
  }
  if (missing.length === 0) return counts
  for (const { id, version, items } of await countRows(store, missing)) {
    known.set(id, { version, items })
    counts.set(id, items)
  }
  return counts
}

async function countRows({ pool, accountId }: ScopeStore, boards: readonly string[]) {
  // The version and the count are of one moment.
  const { rows } = await withRetry(pool, () =>
    pool.query<Counted & { id: string }>(
      `SELECT b.id, s.version, coalesce(c.items, 0) AS items
       FROM unnest($2::uuid[]) AS b(id)
       JOIN scope s ON s.account = $1 AND s.scope = 'board:' || b.id
       LEFT JOIN (
         SELECT i.board, count(*) AS items FROM item i
         JOIN "group" g ON g.account = $1 AND g.scope_id = i.board AND g.number = i."group" AND g.deleted_at IS NULL
         WHERE i.account = $1 AND i.board = ANY ($2) AND i.parent IS NULL AND i.deleted_at IS NULL AND ${notAside('i')}
         GROUP BY i.board) c ON c.board = b.id`,
      [accountId, boards],
    ),
  )
  return rows
}
