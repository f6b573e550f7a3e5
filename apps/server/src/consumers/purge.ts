import { connectionsOf, isPurgedBoard, must, oldTrash, scopeOf, trashDays } from '@fulcrum/domain'
import type { BoardState, Principal, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { repeat } from '../repeat.ts'
import type { Repeated } from '../repeat.ts'
import {
  beginCursor,
  boardsOfOldWorkspaces,
  boardsWithOldTrash,
  docsOfOldWorkspaces,
  docsWithOldTrash,
  dropAnswers,
  dropDocText,
  rowsOfOldTrash,
  threadsWithOldTrash,
} from '../storage/trash.ts'
import { forgetPurged, purgeConsumer } from './forget-purged.ts'

const system: Principal = { kind: 'system', memberId: null }
const dayMs = 24 * 60 * 60 * 1_000
const answerDays = 90
const answersAtOnce = 5_000

/** One purge sets at most about this many cells, like any change. */
const cellsAtOnce = 2_000
const rowsAtOnce = 200
const recordsAtOnce = 200

/** Finding what is old reads the whole board, so many are found at once; they are emptied in pieces. */
const rowsFound = 5_000

export interface PurgeOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  /** The server's clock. */
  readonly now: () => number
  readonly firstMs?: number
  readonly everyMs?: number
}

/**
 * Once an hour forgets for good what was deleted 30 days ago, and the answers to clients that are 90 days old. Emptying an item
 * is a command like any other, so every node and client hears of it; then its values leave the log before that. A cursor in
 * the board's log says how far they have: it stands there before the command runs, so that whoever is killed in between is
 * followed by the next pass, of whichever node.
 */
export function startPurge(options: PurgeOptions): Repeated {
  const { log, firstMs = 5 * 60_000, everyMs = 60 * 60_000 } = options
  return repeat(
    everyMs,
    (stopped) => purgePass(options, stopped),
    (error) => log.warn({ err: error }, 'the trash could not be emptied; it is tried again in an hour'),
    firstMs,
  )
}

/** One pass: first what another one left unfinished, then what became old since. */
export async function purgePass(options: PurgeOptions, stopped: () => boolean = () => false): Promise<void> {
  const { node, pool, now } = options
  const { accountId } = node.store
  const before = now() - trashDays * dayMs
  const forget = () => forgetPurged({ node, pool, stopped, run: (command, args) => run(node, command, args) })
  await forget()
  // A workspace that is gone for good cannot come back, so its boards can go.
  await emptyRecords(options, scopeOf('account', accountId), before)
  for (const board of await withRetry(pool, () => boardsOfOldWorkspaces(pool, accountId, before))) {
    await run(node, 'board.deleteWithWorkspace', { board, before })
  }
  for (const doc of await withRetry(pool, () => docsOfOldWorkspaces(pool, accountId, before))) {
    await run(node, 'doc.deleteWithWorkspace', { doc, before })
  }
  for (const item of await withRetry(pool, () => threadsWithOldTrash(pool, accountId, before))) {
    if (stopped()) return
    await emptyRecords(options, scopeOf('item', item), before)
  }
  for (const doc of await withRetry(pool, () => docsWithOldTrash(pool, accountId, before))) {
    if (stopped()) return
    await emptyRecords(options, scopeOf('doc', doc), before)
    await withRetry(pool, () => dropDocText(pool, accountId, doc))
  }
  await forget()
  for (const board of await withRetry(pool, () => boardsWithOldTrash(pool, accountId, before))) {
    for (let from = 0; from >= 0 && !stopped();) {
      from = await emptySlice(options, board, { before, from })
      await forget()
    }
  }
  while (!stopped()) {
    const dropped = await withRetry(pool, () => dropAnswers(pool, now() - answerDays * dayMs, answersAtOnce))
    if (dropped < answersAtOnce) return
  }
}

/** Empties some items of a board; behind the last one its groups, columns and views, and the board itself. Gives the row to go on from, or -1 at the end. */
export async function emptySlice(
  { node, pool }: PurgeOptions,
  board: string,
  { before, from }: { readonly before: number; readonly from: number },
): Promise<number> {
  const { accountId } = node.store
  const scope = scopeOf('board', board)
  // @NOTE the scope's kind says that its state is a board's.
  const state = (await node.store.get(scope)).state as BoardState
  const rows = await withRetry(pool, () => rowsOfOldTrash(pool, accountId, board, { before, from, limit: rowsFound }))
  await withRetry(pool, () => beginCursor(pool, accountId, purgeConsumer, scope))
  if (rows.length > 0) {
    const piece = Math.max(1, Math.min(rowsAtOnce, Math.floor(cellsAtOnce / (state.columns().length + 4))))
    for (let at = 0; at < rows.length; at += piece) {
      await run(node, 'item.purge', { board, rows: rows.slice(at, at + piece), before, also: partnersOf(state) })
    }
    return must(rows.at(-1)) + 1
  }
  await emptyRecords({ node, pool }, scope, before)
  const deletedAt = state.board['deletedAt']
  if (typeof deletedAt === 'number' && deletedAt < before && !isPurgedBoard(state)) {
    await run(node, 'board.purge', { board, before })
  }
  return -1
}

/** The other boards on which connections of a board show. */
function partnersOf(board: BoardState): string[] {
  const boards = board
    .columns()
    .flatMap((column) => connectionsOf(column)?.boards ?? [])
    .filter((entry) => entry.partner !== null && entry.board !== board.boardId)
  return [...new Set(boards.map((entry) => entry.board))]
}

/** Empties what is old in the trash of a scope and no item: groups, columns, views, messages, workspaces, folders, teams. */
async function emptyRecords(
  { node, pool }: Pick<PurgeOptions, 'node' | 'pool'>,
  scope: Scope,
  before: number,
): Promise<void> {
  const records = oldTrash((await node.store.get(scope)).state, before)
  if (records.length === 0) return
  await withRetry(pool, () => beginCursor(pool, node.store.accountId, purgeConsumer, scope))
  for (let at = 0; at < records.length; at += recordsAtOnce) {
    await run(node, 'trash.purge', { scope, records: records.slice(at, at + recordsAtOnce), before })
  }
}

async function run(node: SyncNode, command: string, args: object): Promise<void> {
  const cause = { kind: 'system', reason: `after ${trashDays} days in the trash` } as const
  const answer = await node.executor.run({ principal: () => system, cause }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}
