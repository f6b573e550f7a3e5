import {
  isPurgedBoard,
  must,
  scopeId,
  scopeOf,
  touchedRows,
  trashDays,
  withoutFields,
  withoutItems,
} from '@fulcrum/domain'
import type { BoardState, LoggedChange, Principal, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { changesByCommand, rewriteLog } from '../storage/rewrite-log.ts'
import {
  beginCursor,
  boardsWithOldTrash,
  dropAnswers,
  dropCells,
  itemsWithMessages,
  moveCursor,
  rowsOfOldTrash,
  scopesBehind,
} from '../storage/trash.ts'

const consumer = 'purge'
const system: Principal = { kind: 'system', memberId: null }
const dayMs = 24 * 60 * 60 * 1_000
const answerDays = 90
const answersAtOnce = 5_000

/** One purge sets at most about this many cells, like any change. */
const cellsAtOnce = 2_000
const rowsAtOnce = 200

/** Finding what is old reads the whole board, so many are found at once; they are emptied in pieces. */
const rowsFound = 5_000

/** What a purged board had to say of itself. */
const boardTexts: ReadonlySet<string> = new Set(['name', 'description', 'source'])
const messageTexts: ReadonlySet<string> = new Set(['body'])

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
export function startPurge(options: PurgeOptions): { stop(): Promise<void> } {
  const { log, firstMs = 5 * 60_000, everyMs = 60 * 60_000 } = options
  let stopped = false
  let working = Promise.resolve()
  let timer = setTimeout(turn, firstMs).unref()

  function turn(): void {
    working = purgePass(options, () => stopped)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'the trash could not be emptied; it is tried again in an hour'),
      )
      .then(() => {
        if (!stopped) timer = setTimeout(turn, everyMs).unref()
      })
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await working
    },
  }
}

/** One pass: first what another one left unfinished, then what became old since. */
export async function purgePass(options: PurgeOptions, stopped: () => boolean = () => false): Promise<void> {
  const { node, pool, now } = options
  await forgetPurged(options, stopped)
  const before = now() - trashDays * dayMs
  for (const board of await withRetry(pool, () => boardsWithOldTrash(pool, node.store.accountId, before))) {
    for (let from = 0; from >= 0 && !stopped();) {
      from = await emptySlice(options, board, { before, from })
      await forgetPurged(options, stopped)
    }
  }
  while (!stopped()) {
    const dropped = await withRetry(pool, () => dropAnswers(pool, now() - answerDays * dayMs, answersAtOnce))
    if (dropped < answersAtOnce) return
  }
}

/** Empties some items of a board, and the board itself behind its last one. Gives the row to go on from, or -1 at the end. */
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
  await withRetry(pool, () => beginCursor(pool, accountId, consumer, scope))
  if (rows.length > 0) {
    const piece = Math.max(1, Math.min(rowsAtOnce, Math.floor(cellsAtOnce / (state.columns().length + 4))))
    for (let at = 0; at < rows.length; at += piece) {
      await run(node, 'item.purge', { board, rows: rows.slice(at, at + piece), before })
    }
    return must(rows.at(-1)) + 1
  }
  const deletedAt = state.board['deletedAt']
  if (typeof deletedAt === 'number' && deletedAt < before && !isPurgedBoard(state)) {
    await run(node, 'board.purge', { board, before })
  }
  return -1
}

/** Takes what was purged out of the log, wherever that is not done. */
async function forgetPurged({ node, pool }: PurgeOptions, stopped: () => boolean): Promise<void> {
  const { accountId } = node.store
  for (const { scope, cursor, version } of await withRetry(pool, () => scopesBehind(pool, accountId, consumer))) {
    const part = { scope, after: cursor, upTo: version }
    const purges = await withRetry(pool, () => changesByCommand(pool, accountId, part, ['item.purge', 'board.purge']))
    // Another node may have emptied them: this one's memory must know before it judges their messages.
    if (purges.length > 0) await node.store.catchUp(scope)
    for (const purge of purges) {
      if (stopped()) return
      await forgetItems(node, pool, purge)
      if (purge.command === 'board.purge') await forgetBoard(pool, accountId, purge)
    }
    await withRetry(pool, () => moveCursor(pool, accountId, consumer, { scope, version }))
  }
}

async function forgetItems(node: SyncNode, pool: pg.Pool, { scope, version, patches }: LoggedChange): Promise<void> {
  const { accountId } = node.store
  const board = scopeId(scope)
  const rows = touchedRows(patches)
  if (rows.length === 0) return
  await withRetry(pool, () => dropCells(pool, accountId, board, rows))
  const purged = new Set(rows)
  await withRetry(pool, () =>
    rewriteLog(pool, accountId, { scope, before: version, items: { board, rows } }, (change) => ({
      patches: withoutItems(change.patches, purged),
      inverse: withoutItems(change.inverse, purged),
    })),
  )
  for (const item of await withRetry(pool, () => itemsWithMessages(pool, accountId, board, rows))) {
    await run(node, 'update.purge', { board, item })
    await forgetThread(pool, accountId, scopeOf('item', item))
  }
}

/** Nothing of a thread can be taken back any more, so it keeps no way back. */
function forgetThread(pool: pg.Pool, accountId: string, scope: Scope): Promise<void> {
  return withRetry(pool, () =>
    rewriteLog(pool, accountId, { scope, before: Number.MAX_SAFE_INTEGER }, ({ patches, inverse }) => ({
      patches: withoutFields(patches, 'update', messageTexts),
      inverse: inverse.length > 0 ? [] : inverse,
    })),
  )
}

function forgetBoard(pool: pg.Pool, accountId: string, { scope, version }: LoggedChange): Promise<void> {
  return withRetry(pool, () =>
    rewriteLog(pool, accountId, { scope, before: version }, ({ patches, inverse }) => ({
      patches: withoutFields(patches, 'board', boardTexts),
      inverse: withoutFields(inverse, 'board', boardTexts),
    })),
  )
}

async function run(node: SyncNode, command: string, args: object): Promise<void> {
  const cause = { kind: 'system', reason: `after ${trashDays} days in the trash` } as const
  const answer = await node.executor.run({ principal: () => system, cause }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}
