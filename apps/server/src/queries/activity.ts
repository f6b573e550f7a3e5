import { cellValue, idOf, isPurged, isPurgedRecord, notFound, scopeOf, visiblePatches } from '@fulcrum/domain'
import type { BoardState, CellsPatch, Json, LoggedChange, Patch } from '@fulcrum/domain'
import type { ActivityEntry, WhyEntry } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { changesAfter, changesOfItem } from '../storage/log.ts'
import { defineQuery, visibleBoard } from './query.ts'

const cellColumn = z.union([z.int(), z.enum(['title', 'group', 'parent', 'archivedAt', 'deletedAt'])])
const limit = z.optional(z.int().check(z.gte(1), z.lte(500)))

/** Why a cell is what it is: every change of it that this person may know of, newest first. */
export const cellWhy = defineQuery({
  name: 'cell.why',
  args: z.strictObject({ board: idOf('board'), row: z.int().check(z.gte(0)), column: cellColumn, limit }),
  answer: async (context, { board: boardId, row, column, limit: wanted = 50 }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const isKnown = typeof column !== 'number' || (board.column(column) && !sight.hiddenColumns.has(column))
    if (!board.exists(row) || !isKnown) throw notFound('cell')
    const { store } = context.hub
    // Changes of other columns of the item are read along; an item is changed some hundred times at most.
    const changes = await withRetry(store.pool, (pool) =>
      changesOfItem(pool, store.accountId, board.scope, boardId, row, 2_000),
    )
    const entries = changes.flatMap((change): WhyEntry[] => {
      const to = valueOf(change.patches, column, row)
      if (to === undefined) return []
      return [
        {
          version: change.version,
          id: change.id,
          at: change.at,
          actor: change.actor,
          cause: change.cause,
          command: change.command,
          from: valueOf(change.inverse, column, row) ?? null,
          to,
          historic: change.historic === true,
          made: valueOf(change.patches, 'createdAt', row) !== undefined,
          ...(change.command !== 'item.purge' && isPurged(board, row) && { purged: true as const }),
        },
      ]
    })
    return { entries: entries.sort(latestFirst).slice(0, wanted) }
  },
})

/** Everything that happened to an item, newest first. */
export const itemActivity = defineQuery({
  name: 'item.activity',
  args: z.strictObject({ board: idOf('board'), row: z.int().check(z.gte(0)), limit }),
  answer: async (context, { board: boardId, row, limit: wanted = 100 }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    if (!board.exists(row)) throw notFound('item')
    const { store } = context.hub
    const viewer = context.principal.memberId
    const changes = await withRetry(store.pool, (pool) =>
      changesOfItem(pool, store.accountId, board.scope, boardId, row, wanted),
    )
    const entries = changes.flatMap((change): ActivityEntry[] => {
      const patches = ofRow(visiblePatches(change.patches, sight, viewer, board), row)
      if (patches.length === 0) return []
      return [toActivity(board, change, patches, ofRow(visiblePatches(change.inverse, sight, viewer, board), row))]
    })
    return { entries: entries.sort(latestFirst) }
  },
})

/** What happened on a board, newest first; `before` pages on. */
export const boardActivity = defineQuery({
  name: 'board.activity',
  args: z.strictObject({ board: idOf('board'), before: z.optional(z.int()), limit }),
  answer: async (context, { board: boardId, before, limit: wanted = 100 }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const { store } = context.hub
    const end = before ?? board.version + 1
    const changes = await withRetry(store.pool, (pool) =>
      changesAfter(pool, store.accountId, scopeOf('board', boardId), Math.max(0, end - 1 - wanted), wanted),
    )
    const entries = changes
      .filter(({ version }) => version < end)
      .reverse()
      .flatMap((change): ActivityEntry[] => {
        const patches = visiblePatches(change.patches, sight, context.principal.memberId, board)
        return patches.length === 0 ? [] : [toActivity(board, change, patches, [])]
      })
    return { entries, before: Math.max(1, end - wanted) }
  },
})

function toActivity(
  board: BoardState,
  change: LoggedChange,
  patches: readonly Patch[],
  inverse: readonly Patch[],
): ActivityEntry {
  return {
    scope: change.scope,
    version: change.version,
    id: change.id,
    at: change.at,
    actor: change.actor,
    cause: change.cause,
    command: change.command,
    batch: change.batch ?? null,
    historic: change.historic === true,
    patches,
    inverse,
    ...(forgot(board, { command: change.command, patches }) && { purged: true }),
  }
}

/** The entries that a purge leaves say what it did, and nothing that was forgotten. */
const purges: ReadonlySet<string> = new Set(['item.purge', 'trash.purge'])

/** True where a change is only of what was purged since: what it said is not there any more. */
function forgot(board: BoardState, { command, patches }: Pick<LoggedChange, 'command' | 'patches'>): boolean {
  if (purges.has(command)) return false
  return patches.every((patch) =>
    patch.op === 'cells'
      ? patch.rows.every((row) => isPurged(board, row)) || isPurgedColumn(board, patch.column)
      : isPurgedRecord(patch.table, board.record(patch.table, patch.id) ?? {}),
  )
}

function isPurgedColumn(board: BoardState, number: CellsPatch['column']): boolean {
  for (const [, fields] of board.records('column')) {
    if (fields['number'] === number) return isPurgedRecord('column', fields)
  }
  return false
}

/** Imported history was true long before it was recorded: people read by when things were so. */
function latestFirst(left: { readonly at: number; readonly version: number }, right: typeof left): number {
  return right.at - left.at || right.version - left.version
}

/** What patches set a cell to, the last word counting; undefined where they do not touch it. */
function valueOf(patches: readonly Patch[], column: CellsPatch['column'], row: number): Json | undefined {
  let value: Json | undefined
  for (const patch of patches) {
    if (patch.op !== 'cells' || patch.column !== column) continue
    const index = patch.rows.indexOf(row)
    if (index >= 0) value = cellValue(patch, index)
  }
  return value
}

/** The part of patches that is about one item. */
function ofRow(patches: readonly Patch[], row: number): Patch[] {
  return patches.flatMap((patch): Patch[] => {
    if (patch.op !== 'cells') return []
    const index = patch.rows.indexOf(row)
    if (index < 0) return []
    return [{ op: 'cells', column: patch.column, rows: [row], values: [cellValue(patch, index)] }]
  })
}
