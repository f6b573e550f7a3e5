import {
  BoardState,
  scopeId,
  scopeKind,
  scopeOf,
  touchedRows,
  withoutColumns,
  withoutItems,
  withoutRecords,
} from '@fulcrum/domain'
import type { Cause, LoggedChange, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { emptyItems, emptyRecords } from '../past/empty.ts'
import { forgetInCheckpoints } from '../past/make-checkpoints.ts'
import { rowsLeftBy } from '../storage/items.ts'
import { changesByCommand, rewriteLog } from '../storage/rewrite-log.ts'
import type { Rewrite, RewritePart } from '../storage/rewrite-log.ts'
import { dropCells, dropColumnCells, itemsWithMessages, moveCursor, scopesBehind } from '../storage/trash.ts'

/** The consumer whose cursors say how far the log has forgotten what was purged. */
export const purgeConsumer = 'purge'

/** Of more records than this the whole log is read: nearly every change names one of them. */
const recordsLookedFor = 20

interface Forgetting {
  readonly node: SyncNode
  readonly pool: pg.Pool
  /** Runs a command of the system; throws where it is refused. */
  readonly run: (command: string, args: object) => Promise<void>
  readonly stopped: () => boolean
}

/** Takes what was purged out of the log, wherever that is not done. */
export async function forgetPurged(context: Forgetting): Promise<void> {
  const { node, pool, stopped } = context
  const { accountId } = node.store
  for (const { scope, cursor, version } of await withRetry(pool, () => scopesBehind(pool, accountId, purgeConsumer))) {
    const part = { scope, after: cursor, upTo: version }
    const purges = await withRetry(pool, () => changesByCommand(pool, accountId, part, Object.keys(forgetting)))
    // Another node may have emptied them: this one's memory must know before it judges their messages.
    if (purges.length > 0) await node.store.catchUp(scope)
    for (const purge of purges) {
      if (stopped()) return
      await forgetting[purge.command]?.(context, purge)
    }
    await withRetry(pool, () => moveCursor(pool, accountId, purgeConsumer, { scope, version }))
  }
}

/** What the log forgets behind each command that purges. */
const forgetting: { readonly [command: string]: (context: Forgetting, purge: LoggedChange) => Promise<void> } = {
  'item.purge': forgetItems,
  'trash.purge': forgetRecords,
  'board.purge': forgetBoard,
}

/** All that a board's log says. The change stands in the account's log too, which is about others. */
async function forgetBoard(context: Forgetting, { scope, version }: LoggedChange): Promise<void> {
  if (scopeKind(scope) !== 'board') return
  await rewrite(context, { scope, before: version }, ({ patches, inverse, cause }) => ({
    patches: withoutRecords(patches, () => true),
    inverse: withoutRecords(inverse, () => true),
    cause: withoutName(cause),
  }))
  await forgetInCheckpoints(context.node, context.pool, { board: scopeId(scope), forget: 'all' })
}

async function forgetItems(context: Forgetting, { scope, version, patches }: LoggedChange): Promise<void> {
  const { node, pool, run } = context
  const { accountId } = node.store
  const board = scopeId(scope)
  const rows = touchedRows(patches)
  if (rows.length === 0) return
  await withRetry(pool, () => dropCells(pool, accountId, board, rows))
  const purged = new Set(rows)
  await rewrite(context, { scope, before: version, items: { board, rows } }, (change) => ({
    patches: withoutItems(change.patches, purged),
    inverse: withoutItems(change.inverse, purged),
  }))
  await forgetInCheckpoints(node, pool, { board, forget: (past) => emptyItems(past, rows) })
  // What they said on boards where they were before.
  const { state } = await node.store.get(scope)
  const ids = state instanceof BoardState ? rows.map((row) => String(state.system(row, 'id'))) : []
  for (const [left, at] of await withRetry(pool, () => rowsLeftBy(pool, accountId, ids))) {
    const leftRows = new Set(at)
    const part = { scope: scopeOf('board', left), before: Number.MAX_SAFE_INTEGER, items: { board: left, rows: at } }
    await rewrite(context, part, (change) => ({
      patches: withoutItems(change.patches, leftRows),
      inverse: withoutItems(change.inverse, leftRows),
    }))
    await forgetInCheckpoints(node, pool, { board: left, forget: (past) => emptyItems(past, at) })
  }
  for (const item of await withRetry(pool, () => itemsWithMessages(pool, accountId, board, rows))) {
    await run('update.purge', { board, item })
    await forgetThread(context, scopeOf('item', item))
  }
}

/** Nothing of a thread can be taken back any more, so it keeps no way back. */
function forgetThread(context: Forgetting, scope: Scope): Promise<void> {
  return rewrite(context, { scope, before: Number.MAX_SAFE_INTEGER }, ({ patches, inverse }) => ({
    patches: withoutRecords(patches, () => true),
    inverse: inverse.length > 0 ? [] : inverse,
  }))
}

/** Records, and of columns among them the cells too. */
async function forgetRecords(context: Forgetting, { scope, version, patches }: LoggedChange): Promise<void> {
  const { node, pool } = context
  const purged = patches.flatMap((patch) => (patch.op === 'put' ? [patch] : []))
  const { state } = await node.store.get(scope)
  const columns = purged
    .filter(({ table }) => table === 'column')
    .map(({ id }) => Number(state.record('column', id)?.['number']))
  if (columns.length > 0 && scopeKind(scope) === 'board') {
    await withRetry(pool, () => dropColumnCells(pool, node.store.accountId, scopeId(scope), columns))
  }
  const names = new Set(purged.map(({ table, id }) => `${table} ${id}`))
  const numbers = new Set(columns)
  const mentions = [...purged.map(({ id }) => id), ...columns.map((number) => `"column":${number},`)]
  const isFew = purged.length <= recordsLookedFor
  await rewrite(context, { scope, before: version, ...(isFew && { mentions }) }, (change) => {
    const forget = (said: LoggedChange['patches']) =>
      withoutColumns(
        withoutRecords(said, (table, id) => names.has(`${table} ${id}`)),
        numbers,
      )
    return { patches: forget(change.patches), inverse: forget(change.inverse) }
  })
  if (scopeKind(scope) !== 'board') return
  await forgetInCheckpoints(node, pool, { board: scopeId(scope), forget: (past) => emptyRecords(past, names) })
}

function rewrite({ node, pool }: Forgetting, part: RewritePart, say: Rewrite): Promise<void> {
  return withRetry(pool, () => rewriteLog(pool, node.store.accountId, part, say))
}

/** An import's cause quotes the name of a file. */
function withoutName(cause: Cause): Cause {
  return cause.kind === 'import' && cause.name !== '' ? { ...cause, name: '' } : cause
}
