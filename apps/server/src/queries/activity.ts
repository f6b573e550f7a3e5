import {
  cellValue,
  cellsBehind,
  goneSince,
  idOf,
  isPurged,
  isPurgedRecord,
  itemRef,
  notFound,
  refsOf,
  scopeArg,
  scopeOf,
  visiblePatches,
} from '@fulcrum/domain'
import type { BoardState, CellPlace, CellsPatch, ItemRef, Json, LoggedChange, Patch } from '@fulcrum/domain'
import type { ActivityEntry, WhyEntry } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { changesAfter, changesOfItem } from '../storage/log.ts'
import { nextCursor, pageArgs, readCursor, writeCursor } from '../api/page.ts'
import { publicPatch } from '../api/public-ids.ts'
import { latestFirst, momentOf, pageOf } from './activity-page.ts'
import type { Moment } from './activity-page.ts'
import { formerPlaces, isLeaving } from './former-places.ts'
import type { FormerPlace } from './former-places.ts'
import type { SeenBoard } from '../sync/hub.ts'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'

const cellPlace = z.union([z.int(), z.string()])
const cellColumn = z.union([z.int(), z.enum(['title', 'group', 'parent', 'archivedAt', 'templateAt', 'deletedAt'])])
/** Changes of one item that are looked at for a reason: an item is changed some hundred times at most. */
const maxChangesOfItem = 2_000
/** So many changes of one item are read at once for a page of what happened to it. */
const changesAtOnce = 600

const change = {
  version: z.int(),
  id: idOf('change'),
  at: z.number(),
  actor: z.nullable(idOf('member')),
  cause: z.json(),
  command: z.string(),
  historic: z.boolean(),
  purged: z.optional(z.literal(true)),
}

const activity = z.object({
  ...change,
  scope: scopeArg,
  batch: z.nullable(idOf('batch')),
  was: z.optional(z.string()),
  patches: z.array(z.json()),
  inverse: z.array(z.json()),
})

/** Items whose changes are looked at for one cell that follows from others. */
const maxRowsBehind = 40
const maxCellsBehind = 400

/** Cells of other boards' items that are looked at for one cell that follows from these. */
const maxFarCells = 8

/**
 * Why a cell is what it is: every change of it that this person may know of, newest first. Of a cell that follows from others,
 * the changes of these; `of` says which it was, with the board where that is another one. Of cells there that follow from boards
 * again the changes on their own board are told.
 */
export const cellWhy = defineQuery({
  name: 'cell.why',
  args: z.strictObject({ board: idOf('board'), row: itemRef, column: cellColumn, ...pageArgs }),
  result: z.object({
    entries: z.array(
      z.object({
        ...change,
        from: z.json(),
        to: z.json(),
        made: z.boolean(),
        of: z.optional(z.strictObject({ row: z.int(), column: cellPlace, board: z.optional(idOf('board')) })),
      }),
    ),
    next: nextCursor,
  }),
  answer: async (context, { board: boardId, row: ref, column, cursor, limit = 50 }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const row = rowOf(board, ref)
    const isKnown = typeof column !== 'number' || (board.column(column) && !sight.hiddenColumns.has(column))
    if (row === null || !isKnown) throw notFound('cell')
    const entries = await reasonsOn(context, { board, sight }, { row, column })
    for (const { seen: there, place } of await farCells(context, board, { row, column })) {
      const reasons = await reasonsOn(context, there, place)
      entries.push(
        ...reasons.map((entry) => ({
          ...entry,
          of: { board: there.board.boardId, ...place, ...entry.of } satisfies WhyEntry['of'],
        })),
      )
    }
    return pageOf(entries, momentOf(cursor), limit)
  },
})

/** The changes by which a cell came to be what it is, on its own board and where its item was before. */
async function reasonsOn(
  context: QueryContext,
  { board, sight }: SeenBoard,
  { row, column }: CellPlace,
): Promise<WhyEntry[]> {
  const { store } = context.hub
  const behind = byRow(cellsBehind(board, { row, column }, maxCellsBehind))
  const entries: WhyEntry[] = []
  for (const place of await formerPlaces(context, board, row)) {
    const before = place.columnThere(column)
    const isHidden = typeof before === 'number' && place.sight.hiddenColumns.has(before)
    if (before === undefined || isHidden) continue
    const changes = (await changesAt(store, place, null, maxChangesOfItem))
      .filter((change) => !isLeaving(change, place.row))
      .map((change) => ({
        ...change,
        patches: onRow(place.translate(ofRow(change.patches, place.row)), row),
        inverse: onRow(place.translate(ofRow(change.inverse, place.row)), row),
      }))
    entries.push(...whyOf(board, changes, { row, column }, { row, column }))
  }
  // What an item was put below is told as far as that may be known.
  const said = (patches: readonly Patch[]) =>
    column === 'parent' ? visiblePatches(patches, sight, context.principal.memberId, board) : patches
  for (const [of, columns] of behind.slice(0, maxRowsBehind)) {
    // Changes of other columns of the item are read along.
    const changes = await withRetry(store.pool, (pool) =>
      changesOfItem(pool, store.accountId, board.scope, board.boardId, of, maxChangesOfItem),
    )
    const told = changes.map((change) => ({
      ...change,
      patches: said(change.patches),
      inverse: said(change.inverse),
    }))
    for (const each of columns) entries.push(...whyOf(board, told, { row: of, column: each }, { row, column }))
  }
  return entries
}

/** The cells of connected items on other boards that a cell follows from, as far as whoever asks may see them. */
async function farCells(
  context: QueryContext,
  board: BoardState,
  { row, column }: CellPlace,
): Promise<{ readonly seen: SeenBoard; readonly place: CellPlace }[]> {
  const found: { readonly seen: SeenBoard; readonly place: CellPlace }[] = []
  for (const input of typeof column === 'number' ? (board.derivedFrom(column) ?? []) : []) {
    if (input.of !== 'linked' || typeof input.column !== 'number') continue
    const link = board.column(input.through)
    const ids = link ? refsOf(link, board.cell(row, link.number)) : []
    if (ids.length === 0) continue
    const seen = await visibleBoard(context, input.board).catch(() => null)
    if (!seen || seen.sight.hiddenColumns.has(input.column) || !seen.board.column(input.column)) continue
    for (const id of ids) {
      const at = seen.board.rowOf(id)
      if (at === undefined || goneSince(seen.board, at) !== null) continue
      found.push({ seen, place: { row: at, column: input.column } })
      if (found.length === maxFarCells) return found
    }
  }
  return found
}

/** The cells by their items, in the order in which these come first. */
function byRow(cells: readonly CellPlace[]): [row: number, columns: CellPlace['column'][]][] {
  const rows = new Map<number, CellPlace['column'][]>()
  for (const { row, column } of cells) rows.set(row, [...(rows.get(row) ?? []), column])
  return [...rows]
}

/** The changes of one cell, as reasons for what stands in `asked`. */
function whyOf(
  board: BoardState,
  changes: readonly LoggedChange[],
  { row, column }: CellPlace,
  asked: CellPlace,
): WhyEntry[] {
  const isAsked = row === asked.row && column === asked.column
  return changes.flatMap((change): WhyEntry[] => {
    const to = valueOf(change.patches, column, row)
    if (to === undefined || isLeaving(change, row)) return []
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
        ...(!isAsked && { of: { row, column } }),
      },
    ]
  })
}

/** Everything that happened to an item, newest first. */
export const itemActivity = defineQuery({
  name: 'item.activity',
  args: z.strictObject({ board: idOf('board'), row: itemRef, ...pageArgs }),
  result: z.object({ entries: z.array(activity), next: nextCursor }),
  publish: publishActivity,
  answer: async (context, { board: boardId, row: ref, cursor, limit = 100 }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const row = rowOf(board, ref)
    if (row === null) throw notFound('item')
    const { store } = context.hub
    const viewer = context.principal.memberId
    const from = momentOf(cursor)
    const changes = await changesAt(store, { board, row }, from)
    const entries = changes.flatMap((change): ActivityEntry[] => {
      const patches = ofMove(change, row, ofRow(visiblePatches(change.patches, sight, viewer, board), row))
      if (patches.length === 0) return []
      const inverse = ofMove(change, row, ofRow(visiblePatches(change.inverse, sight, viewer, board), row))
      return [toActivity(board, change, patches, inverse)]
    })
    const ends = [endOf(changes)]
    for (const place of await formerPlaces(context, board, row)) {
      const said = (patches: readonly Patch[]) => {
        const seen = visiblePatches(patches, place.sight, viewer, place.board)
        return onRow(place.translate(ofRow(seen, place.row)), row)
      }
      const changesThere = await changesAt(store, place, from)
      ends.push(endOf(changesThere))
      for (const change of changesThere) {
        const patches = isLeaving(change, place.row) ? [] : said(change.patches)
        if (patches.length > 0) {
          entries.push({ ...toActivity(board, change, patches, said(change.inverse)), was: place.key })
        }
      }
    }
    return pageOf(entries, from, limit, ends.filter((end) => end !== null).sort(latestFirst)[0] ?? null)
  },
})

/** The changes of an item on a board where it is or was, of those before a moment. */
async function changesAt(
  store: ScopeStore,
  { board, row }: Pick<FormerPlace, 'board' | 'row'>,
  before: Moment | null,
  limit = changesAtOnce,
): Promise<LoggedChange[]> {
  return withRetry(store.pool, (pool) =>
    changesOfItem(pool, store.accountId, board.scope, board.boardId, row, limit, before),
  )
}

/** The last of changes that were read, where there may be more; null where these are all. */
function endOf(changes: readonly LoggedChange[]): Moment | null {
  return changes.length < changesAtOnce ? null : (changes.at(-1) ?? null)
}

/** What patches say of one item, said of its row here. */
function onRow(patches: readonly Patch[], row: number): Patch[] {
  return patches.map((patch) => (patch.op === 'cells' ? { ...patch, rows: [row] } : patch))
}

/** What happened on a board, newest first; `cursor` pages on, and so does `before`, which is a version. */
export const boardActivity = defineQuery({
  name: 'board.activity',
  args: z.strictObject({ board: idOf('board'), before: z.optional(z.int()), ...pageArgs }),
  result: z.object({ entries: z.array(activity), before: z.int(), next: nextCursor }),
  publish: publishActivity,
  answer: async (context, { board: boardId, before, cursor, limit: wanted = 100 }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const { store } = context.hub
    const end = readCursor(cursor)?.version ?? before ?? board.version + 1
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
    const start = Math.max(1, end - wanted)
    return { entries, before: start, next: start > 1 ? writeCursor({ version: start, row: 0 }) : null }
  },
})

/** Of a move to another board or back, that it was one: the cells went along and are the same as before. */
function ofMove(change: LoggedChange, row: number, patches: readonly Patch[]): readonly Patch[] {
  return isLeaving(change, row)
    ? patches.filter((patch) => patch.op === 'cells' && patch.column === 'movedTo')
    : patches
}

/** The row of an item that is there. */
function rowOf(board: BoardState, ref: ItemRef): number | null {
  const row = typeof ref === 'number' ? ref : board.rowOf(ref)
  return row !== undefined && board.exists(row) ? row : null
}

async function publishActivity(
  context: QueryContext,
  { board: boardId }: { readonly board: string },
  answer: { readonly entries: readonly ActivityEntry[] },
): Promise<unknown> {
  const { board } = await visibleBoard(context, boardId)
  const references = (column: number) => board.column(column)?.kind.references?.to
  const published = (patches: readonly Patch[]) => patches.map((patch) => publicPatch(patch, references))
  const entries = answer.entries.map((entry) => ({
    ...entry,
    patches: published(entry.patches),
    inverse: published(entry.inverse),
  }))
  return { ...answer, entries }
}

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
