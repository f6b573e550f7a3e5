import { followedRights, followsBoard, sameJson, scopeId, scopeKind } from '@fulcrum/domain'
import type { BoardResource, Json, Principal } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { repeat } from '../repeat.ts'
import type { Repeated } from '../repeat.ts'

const system: Principal = { kind: 'system', memberId: null }
const cause = { kind: 'system', reason: 'by a change of who sees the board' } as const

/** Docs that nobody told of are looked at so often: a hint may be lost. */
const sweepMs = 60_000

export interface FollowBoardsOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  readonly everyMs?: number
}

/**
 * When it changes who sees a board, or an item goes to another one, the docs that follow the board take that in. What a doc keeps
 * is compared with what the board says now, so that several nodes may follow: whichever comes second changes nothing. All are
 * compared at the start and once a minute.
 */
export function followBoards({ node, pool, log, everyMs = 250 }: FollowBoardsOptions): Repeated {
  const moved = new Set<string>()
  let sweepAt = 0
  node.bus.onMoved((scope) => {
    const kind = scopeKind(scope)
    if (kind === 'board' || kind === 'doc') moved.add(scopeId(scope))
  })
  return repeat(
    everyMs,
    async () => {
      const all = performance.now() >= sweepAt
      if (!all && moved.size === 0) return
      const ids = all ? null : [...moved]
      moved.clear()
      sweepAt = all ? performance.now() + sweepMs : sweepAt
      await followBoardsOnce(node, pool, ids)
    },
    (error) => {
      sweepAt = 0
      log.warn({ err: error }, 'docs could not follow their boards; they are tried again')
    },
  )
}

/** One pass over the docs that follow these boards, are these, or all; gives how many did not stand as their boards say. */
export async function followBoardsOnce(
  node: SyncNode,
  pool: pg.Pool,
  ids: readonly string[] | null = null,
): Promise<number> {
  let renewed = 0
  for (const { id, board, boardId, rights, now } of await followers(pool, node.store.accountId, ids)) {
    if (board === boardId && sameJson(rights, now)) continue
    const answer = await node.executor.run({ principal: () => system, cause }, 'doc.renewRights', 1, { doc: id, board })
    // What is refused now is refused tomorrow: the doc is gone. What could not be stored is tried again.
    if (!answer.ok && answer.code === 'unavailable') throw new Error(answer.message)
    renewed += 1
  }
  return renewed
}

interface Follower {
  readonly id: string
  /** The board of its item by now, or the one that it follows already. */
  readonly board: string
  readonly boardId: string | null
  readonly rights: Json
  readonly now: Json
}

/** A board in the trash says nothing any more: who saw it goes on seeing the docs. */
async function followers(pool: pg.Pool, accountId: string, ids: readonly string[] | null): Promise<Follower[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<{
      id: string
      board: string
      boardId: string | null
      rights: Json
      name: string | null
      access: string | null
      hidden: boolean | null
      members: BoardResource['members'] | null
    }>(
      `SELECT d.id, b.id AS board, d.board_id AS "boardId", d.board_rights AS rights, b.name, b.access, b.hidden,
              (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role, 'rows', m.rows))
               FROM board_member m WHERE m.account = b.account AND m.scope_id = b.id) AS members
       FROM doc d
       LEFT JOIN item i ON i.account = d.account AND i.id = d.item_id
       JOIN board b ON b.account = d.account AND b.id = coalesce(i.board, d.board_id)
       WHERE d.account = $1 AND d.access = $2 AND b.deleted_at IS NULL
         AND ($3::uuid[] IS NULL OR d.id = ANY ($3) OR b.id = ANY ($3) OR d.board_id = ANY ($3))`,
      [accountId, followsBoard, ids],
    ),
  )
  return rows.map(({ id, board, boardId, rights, name, access, hidden, members }) => ({
    id,
    board,
    boardId,
    rights,
    now: followedRights({
      id: board,
      board: { ...(name !== null && { name }), ...(access !== null && { access }), ...(hidden && { hidden }) },
      members: members ?? [],
    }),
  }))
}
