import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { CommandEnv } from '../command.ts'
import { connectionsOf, itemIdOf } from '../connection/connection.ts'
import { must } from '../errors.ts'
import { isOfTemplate } from '../item/template.ts'
import { maxItemsAtOnce } from '../item/transfer/family.ts'
import { DomainError } from '../errors.ts'
import type { Json, JsonObject } from '../json.ts'
import { hiddenColumns } from '../rights/readable.ts'
import { boardResource } from '../rights/board-resource.ts'
import type { Fields } from '../record.ts'
import type { BoardWriter } from '../transaction.ts'
import { withIds } from './with-ids.ts'

/** What a copy of a board is made of: as much of it as whoever copies it may see. */
export interface BoardCopy {
  readonly board: BoardReader
  readonly columns: readonly BoardColumn[]
  /** The rows that are copied; none where only the structure is. */
  readonly rows: readonly number[]
}

/** Chooses what is copied of a board, with its templates. What is in the trash or archived stays behind. */
export function chooseCopy(board: BoardReader, items: boolean, { principal }: CommandEnv): BoardCopy {
  const hidden = hiddenColumns(principal, board, boardResource(board, board.boardId))
  const columns = board.columns().filter(({ number, fields }) => isThere(fields) && !hidden.has(number))
  const rows: number[] = []
  const end = items ? board.rowCount : 0
  for (let row = 0; row < end; row++) if (board.isLive(row) || isOfTemplate(board, row)) rows.push(row)
  if (rows.length > maxItemsAtOnce) {
    const [most, count] = [maxItemsAtOnce, rows.length].map((number) => number.toLocaleString('en'))
    const message = `A board is copied with at most ${most} items, and “${String(board.board['name'])}” has ${count}: copy its structure.`
    throw new DomainError('too-large', message, { limit: maxItemsAtOnce, items: rows.length })
  }
  return { board, columns, rows }
}

/** The ids that things get in the copies of boards, by those that they have. */
export function idsOfCopies(
  copies: readonly BoardCopy[],
  boards: ReadonlyMap<string, string>,
  { newId }: CommandEnv,
): Map<string, string> {
  const ids = new Map(boards)
  for (const { board, columns, rows } of copies) {
    for (const { id } of columns) ids.set(id, newId())
    for (const [id] of board.records('view')) ids.set(id, newId())
    for (const row of rows) ids.set(itemIdOf(board, row), newId())
  }
  return ids
}

/** The view with which a copy opens for everybody, where one was chosen for the original and is there. */
export function openingOfCopy({ board }: BoardCopy, ids: ReadonlyMap<string, string>): string | null {
  const { viewId } = board.board
  const view = typeof viewId === 'string' ? board.record('view', viewId) : undefined
  return view !== undefined && isThere(view) ? (ids.get(String(viewId)) ?? null) : null
}

/** Writes a copy onto a new board. Numbers stay as they are, so that views, formulas and mirrors mean the same in it. */
export function writeCopy(
  target: BoardWriter,
  copy: BoardCopy,
  ids: ReadonlyMap<string, string>,
  env: CommandEnv,
): void {
  const { board, columns } = copy
  for (const [, fields] of board.records('group'))
    if (isThere(fields)) target.create('group', env.newId(), { ...fields })
  for (const column of columns) {
    // What it was imported from is not what the copy is imported from.
    const { sourceField: _, ...fields } = column.fields
    const settings = withIds(alone(column, ids), ids)
    target.create('column', must(ids.get(column.id)), { ...fields, settings, settingsVersion: column.kind.version })
  }
  writeViews(target, board, ids, env)
  writeItems(target, copy, ids, env)
}

/** The views that whoever copies may see, and with which of them the copy opens for them. */
function writeViews(target: BoardWriter, board: BoardReader, ids: ReadonlyMap<string, string>, env: CommandEnv): void {
  const { memberId } = env.principal
  const copied = new Map<Json | undefined, string>()
  for (const [id, fields] of board.records('view')) {
    const { ownerId = null } = fields
    if (!isThere(fields) || (ownerId !== null && ownerId !== memberId)) continue
    const copy = must(ids.get(id))
    copied.set(id, copy)
    target.create('view', copy, { ...fields, spec: withIds(specOfCopy(fields), ids) })
  }
  const choice = memberId === null ? undefined : copied.get(board.record('viewChoice', memberId)?.['viewId'])
  if (memberId !== null && choice !== undefined) target.create('viewChoice', memberId, { viewId: choice })
}

function isThere(fields: Fields): boolean {
  return (fields['deletedAt'] ?? null) === null
}

/** Settings of a column that shows its connections on no board which is not copied with it: one column cannot be the partner of two. */
function alone(column: BoardColumn, ids: ReadonlyMap<string, string>): Json {
  const { withPartner } = column.kind.connections ?? {}
  let { settings } = column
  for (const { board, partner } of connectionsOf(column)?.boards ?? []) {
    const isAlong = ids.has(board) && (partner === null || ids.has(partner))
    if (partner !== null && !isAlong && withPartner) settings = withPartner(settings, board, null)
  }
  return settings
}

/** A view without what it keeps of the items as they once were: those of a copy have other rows. */
function specOfCopy(fields: Fields): Json {
  const spec = (fields['spec'] ?? {}) as JsonObject
  const settings = spec['settings']
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings) || !('kept' in settings)) return spec
  const { kept: _, ...rest } = settings as JsonObject
  return { ...spec, settings: rest }
}

function writeItems(
  target: BoardWriter,
  { board, columns, rows }: BoardCopy,
  ids: ReadonlyMap<string, string>,
  env: CommandEnv,
): void {
  if (rows.length === 0) return
  const first = target.reader.rowCount
  const placeOf = new Map(rows.map((row, at) => [row, first + at]))
  const parents = rows.map((row) => placeOf.get(Number(board.system(row, 'parent') ?? -1)) ?? null)
  const templates = rows.map((row) => board.system(row, 'templateAt') !== null)
  const { memberId } = env.principal
  const made = target.createItems(rows.length, [
    ['id', rows.map((row) => must(ids.get(itemIdOf(board, row))))],
    ['title', rows.map((row) => board.system(row, 'title'))],
    ['group', rows.map((row) => board.system(row, 'group'))],
    ...(parents.some((parent) => parent !== null) ? [['parent', parents] as const] : []),
    ['rank', rows.map((row) => board.system(row, 'rank'))],
    ...(memberId === null ? [] : [['createdBy', [memberId]] as const]),
    ['createdAt', [env.now]],
    ...(templates.some((is) => is) ? [['templateAt', templates.map((is) => (is ? env.now : null))] as const] : []),
  ])
  for (const column of columns) {
    // Time that was spent is not spent twice.
    if (column.kind.tracksTime !== undefined || !column.lanes.some(({ own }) => own)) continue
    const at = rows.flatMap((row, index) => (board.cell(row, column.number) === null ? [] : [index]))
    if (at.length === 0) continue
    target.fillCells(
      column.number,
      at.map((index) => must(made[index])),
      at.map((index) => withIds(board.cell(rows[index] ?? 0, column.number), ids)),
    )
  }
}
