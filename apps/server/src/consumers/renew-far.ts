import { BoardState, scopeId, scopeKind, scopeOf } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'

const system: Principal = { kind: 'system', memberId: null }
const cause = { kind: 'system', reason: 'by a change of a column that is read on another board' } as const

export interface RenewFarOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  readonly everyMs?: number
}

/**
 * When a column becomes one of another kind or type, what is derived from it on other boards takes that in. A board's columns are
 * looked at when it moves; the first time they count as changed, so that what a node that was killed left is done too. Several
 * nodes may follow: whichever comes second changes nothing.
 */
export function followColumns({ node, pool, log, everyMs = 250 }: RenewFarOptions): { stop(): Promise<void> } {
  const { accountId, kinds } = node.store
  const derived = kinds.all().flatMap(({ id, derive }) => (derive ? [id] : []))
  /** Of each board what others may follow from, and the list of columns that said it. */
  const known = new Map<string, { readonly columns: unknown; readonly shape: string }>()
  const moved = new Set<string>()
  let working = Promise.resolve()
  let stopped = false
  node.bus.onMoved((scope) => {
    if (scopeKind(scope) === 'board') moved.add(scopeId(scope))
  })
  const timer = setInterval(() => {
    working = working.then(work)
  }, everyMs).unref()

  async function work(): Promise<void> {
    const boards = [...moved]
    moved.clear()
    for (const board of boards) {
      if (stopped) return
      try {
        if (isChanged(board)) for (const reader of await readersOf(pool, accountId, board, derived)) await renew(reader)
      } catch (error) {
        known.delete(board)
        moved.add(board)
        log.warn({ err: error, board }, 'what is derived from a board could not be renewed; it is tried again')
      }
    }
  }

  function isChanged(board: string): boolean {
    const state = node.store.peek(scopeOf('board', board))?.state
    if (!(state instanceof BoardState)) return false
    const before = known.get(board)
    const columns = state.columns()
    // The list is another one after every change of a column, and after no other.
    if (before?.columns === columns) return false
    const shape = shapeOf(state)
    known.set(board, { columns, shape })
    return before?.shape !== shape
  }

  async function renew(board: string): Promise<void> {
    const answer = await node.executor.run({ principal: () => system, cause }, 'column.renew', 1, { board })
    // What is refused now is refused tomorrow: the board is gone. What could not be stored is tried again.
    if (!answer.ok && answer.code === 'unavailable') throw new Error(answer.message)
  }

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

/** What of a board's columns others may follow from: which there are, and what their cells are. */
function shapeOf(state: BoardState): string {
  return JSON.stringify(
    state.columns().map(({ number, kind, lanes, fields }) => {
      return [number, kind.id, lanes.map(({ name, type }) => [name, type]), fields['deletedAt'] === undefined]
    }),
  )
}

/** The boards whose columns of these kinds name a board in their settings. */
async function readersOf(pool: pg.Pool, accountId: string, board: string, kinds: readonly string[]): Promise<string[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<{ board: string }>(
      `SELECT DISTINCT scope_id AS board FROM "column"
       WHERE account = $1 AND scope_id::text <> $2::text AND deleted_at IS NULL AND kind = ANY ($3)
         AND position($2::text IN settings::text) > 0`,
      [accountId, board, kinds],
    ),
  )
  return rows.map((row) => row.board)
}
