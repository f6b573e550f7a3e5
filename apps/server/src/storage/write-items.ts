import { asideCells, cellValue, oldKeysOf } from '@fulcrum/domain'
import type { BoardColumn, BoardState, CellsPatch, Json, Patch, SystemCell } from '@fulcrum/domain'
import { heldFiles } from './held-files.ts'
import type { HeldFiles } from './held-files.ts'
import type { Statement } from './statement.ts'

/** How each system cell is stored in the table `item`. */
const systemColumns: Record<SystemCell, { readonly column: string; readonly type: string }> = {
  id: { column: 'id', type: 'uuid' },
  title: { column: 'title', type: 'text' },
  group: { column: '"group"', type: 'integer' },
  parent: { column: 'parent', type: 'integer' },
  rank: { column: 'rank', type: 'text' },
  createdAt: { column: 'created_at', type: 'bigint' },
  createdBy: { column: 'created_by', type: 'uuid' },
  archivedAt: { column: 'archived_at', type: 'bigint' },
  templateAt: { column: 'template_at', type: 'bigint' },
  deletedAt: { column: 'deleted_at', type: 'bigint' },
  updates: { column: 'updates', type: 'integer' },
  lastUpdateAt: { column: 'last_update_at', type: 'bigint' },
  sourceKey: { column: 'source_key', type: 'text' },
  aliases: { column: 'aliases', type: 'jsonb' },
  movedTo: { column: 'moved_to', type: 'uuid' },
  updatedAt: { column: 'updated_at', type: 'bigint' },
  updatedBy: { column: 'updated_by', type: 'uuid' },
}

/** True in SQL where an item of this name is not set aside. `notAside('i') // 'i.archived_at IS NULL AND …'` */
export function notAside(item: string): string {
  return asideCells.map((cell) => `${item}.${systemColumns[cell].column} IS NULL`).join(' AND ')
}

/** A cell whose JSON is longer than this many characters is stored apart from the others. */
const largeCellLength = 500

/** True where the JSON of a cell is over that length. A character takes six there at most. */
function isLargeCell(value: Json): boolean {
  if (typeof value === 'string' && value.length * 6 + 2 <= largeCellLength) return false
  return (
    (typeof value === 'string' || (typeof value === 'object' && value !== null)) &&
    JSON.stringify(value).length > largeCellLength
  )
}

const quietCells: ReadonlySet<SystemCell> = new Set(['updates', 'lastUpdateAt', 'updatedAt', 'updatedBy'])

/** What is written of a row, under the names that the statement reads. */
interface RowWrite {
  readonly row: number
  readonly set: Record<string, Json>
  readonly unset: string[]
  /** System cells in the order in which they came; rows of one shape are written together. */
  readonly system: { [cell in SystemCell]?: Json }
  touched: boolean
}

interface LargeCell {
  readonly row: number
  readonly col: number
  readonly value?: Json
}

/** Where a statement writes, and who does: the parameters that every part of it shares. */
export interface WriteTarget {
  readonly guard: string
  readonly account: string
  readonly scopeId: string
  readonly at: number
  readonly actor: string | null
  /** The places of the two in the statement. */
  readonly params: { readonly at: string; readonly actor: string }
}

/** Adds the writing of a board's `cells` patches to a statement: each item's row once, whatever the patches do to it. */
export function writeItems(
  statement: Statement,
  target: WriteTarget,
  board: BoardState,
  patches: readonly Patch[],
  inverse: readonly Patch[],
): void {
  const cells = patches.filter((patch): patch is CellsPatch => patch.op === 'cells')
  if (cells.length === 0) return
  const rows = new Map<number, RowWrite>()
  const large: LargeCell[] = []
  const wasLarge = largeBefore(inverse)
  // What is set without a way back stands in no inverse: the board says how large it was.
  const leavesLarge = (row: number, column: number, value: Json) =>
    wasLarge.has(`${column}|${row}`) || (value === null && isLargeCell(board.cell(row, column)))
  for (const patch of cells) collect(patch, rows, large, leavesLarge)
  writeRows(statement, target, board, rows)
  writeLarge(statement, target, large)
  writeAliases(statement, target, board, rows)
  for (const patch of cells) {
    const column = typeof patch.column === 'number' ? board.columnWith(patch.column, patches) : undefined
    if (column) writeLinks(statement, target, column, patch)
  }
  for (const held of heldFiles(board, patches)) writeFileRefs(statement, target, held)
}

function collect(
  patch: CellsPatch,
  rows: Map<number, RowWrite>,
  large: LargeCell[],
  wasLarge: (row: number, column: number, value: Json) => boolean,
): void {
  const { column } = patch
  const touches = typeof column === 'number' || !quietCells.has(column)
  for (let index = 0; index < patch.rows.length; index++) {
    const row = patch.rows[index] ?? 0
    const value = cellValue(patch, index)
    let write = rows.get(row)
    if (!write) {
      write = { row, set: {}, unset: [], system: {}, touched: false }
      rows.set(row, write)
    }
    if (touches) write.touched = true
    if (typeof column === 'string') {
      write.system[column] = value
      continue
    }
    const isLarge = isLargeCell(value)
    if (isLarge) large.push({ row, col: column, value })
    else if (wasLarge(row, column, value)) large.push({ row, col: column })
    if (value === null || isLarge) write.unset.push(String(column))
    else write.set[column] = value
  }
}

function largeBefore(inverse: readonly Patch[]): Set<string> {
  const large = new Set<string>()
  for (const patch of inverse) {
    if (patch.op !== 'cells' || typeof patch.column !== 'number') continue
    patch.rows.forEach((row, index) => {
      const value = cellValue(patch, index)
      if (isLargeCell(value)) large.add(`${patch.column}|${row}`)
    })
  }
  return large
}

/** Rows that set the same system cells are written together. A row that gets its first id is a new item. */
function writeRows(
  statement: Statement,
  target: WriteTarget,
  board: BoardState,
  rows: ReadonlyMap<number, RowWrite>,
): void {
  const isNew = ({ row, system }: RowWrite) => typeof system.id === 'string' && board.system(row, 'id') === null
  const shapes = new Map<string, RowWrite[]>()
  for (const write of rows.values()) {
    const { system } = write
    if (write.touched && system.updatedAt === undefined) {
      system.updatedAt = target.at
      system.updatedBy = target.actor
    }
    const key = `${Object.keys(system).join()}${isNew(write) ? ' new' : ''}`
    const shape = shapes.get(key)
    if (shape) shape.push(write)
    else shapes.set(key, [write])
  }
  for (const written of shapes.values()) {
    // @NOTE the keys of `system` are system cells.
    const cells = Object.keys(written[0]?.system ?? {}).sort() as SystemCell[]
    const [only] = written
    const insert = only !== undefined && isNew(only)
    if (only && written.length === 1 && !insert) {
      updateRow(statement, target, only)
      continue
    }
    const shared = sharedCells(written, cells)
    const own = cells.filter((cell) => !shared.has(cell))
    const entryOf = ({ set, unset, system }: RowWrite) => {
      const entry: Record<string, Json> = insert ? { set } : { set, unset }
      for (const cell of own) entry[cell] = system[cell] ?? null
      return entry
    }
    const valueOf = (cell: SystemCell) =>
      shared.has(cell) ? cellParam(statement, cell, shared.get(cell) ?? null) : `p."${cell}"`
    const fields = `set jsonb, unset text[]${own.map((cell) => `, "${cell}" ${systemColumns[cell].type}`).join('')}`
    if (insert) {
      const json = written.map((write) => ({ row: write.row, ...entryOf(write) }))
      statement.with(
        `INSERT INTO item (account, board, row, cells${cells.map((cell) => `, ${systemColumns[cell].column}`).join('')})
         SELECT ${target.account}, ${target.scopeId}, p.row, p.set${cells.map((cell) => `, ${valueOf(cell)}`).join('')}
         FROM ${target.guard}, jsonb_to_recordset(${statement.param(JSON.stringify(json), 'jsonb')}) AS p(row integer, ${fields})`,
      )
    } else {
      const anyCells = written.some(({ set, unset }) => unset.length > 0 || Object.keys(set).length > 0)
      const columns = cells.map((cell) => systemColumns[cell].column)
      const values = cells.map(valueOf)
      if (anyCells) {
        columns.push('cells')
        values.push('(i.cells || p.set) - p.unset')
      }
      // By the rows' numbers: a join would be planned by what is known of a board, which for one that was just filled is nothing.
      const byRow = Object.fromEntries(written.map((write) => [write.row, entryOf(write)]))
      statement.with(
        `UPDATE item i SET (${columns.join(', ')}) = (
           SELECT ${values.join(', ')}
           FROM jsonb_to_record(${statement.param(JSON.stringify(byRow), 'jsonb')} -> i.row::text) AS p(${fields}))
         FROM ${target.guard}
         WHERE i.account = ${target.account} AND i.board = ${target.scopeId} AND ${named(
           'i.row',
           statement,
           written.map(({ row }) => row),
         )}`,
      )
    }
  }
}

/**
 * Writes one item's row, as nearly every edit does: with its values as parameters. Reading them from a list costs PostgreSQL
 * more than all the rest of an edit.
 */
function updateRow(statement: Statement, target: WriteTarget, { row, set, unset, system }: RowWrite): void {
  // @NOTE the keys of `system` are system cells.
  const sets = (Object.keys(system).sort() as SystemCell[]).map((cell) => {
    const { column } = systemColumns[cell]
    return `${column} = ${sharedParam(target, cell, system[cell]) ?? cellParam(statement, cell, system[cell] ?? null)}`
  })
  let cells = 'i.cells'
  if (Object.keys(set).length > 0) cells += ` || ${statement.param(JSON.stringify(set), 'jsonb')}`
  if (unset.length > 0) cells = `(${cells}) - ${statement.param(unset, 'text[]')}`
  if (cells !== 'i.cells') sets.push(`cells = ${cells}`)
  statement.with(
    `UPDATE item i SET ${sets.join(', ')} FROM ${target.guard}
     WHERE i.account = ${target.account} AND i.board = ${target.scopeId} AND i.row = ${statement.param(row, 'integer')}`,
  )
}

/** A system cell's value as a parameter of its type. */
function cellParam(statement: Statement, cell: SystemCell, value: Json): string {
  const { type } = systemColumns[cell]
  return statement.param(type === 'jsonb' && value !== null ? JSON.stringify(value) : value, type)
}

/** The parameter that the log's row has already for who changed an item last, and when. */
function sharedParam(target: WriteTarget, cell: SystemCell, value: Json | undefined): string | undefined {
  if (cell === 'updatedAt' && value === target.at) return target.params.at
  if (cell === 'updatedBy' && value === target.actor) return target.params.actor
  return undefined
}

/** Fewer rows than this are not worth looking for what they share. */
const manyRows = 16

/** System cells that are the same in all of many rows, with their value: an import's time and person need not be said for each. */
function sharedCells(written: readonly RowWrite[], cells: readonly SystemCell[]): ReadonlyMap<SystemCell, Json> {
  const shared = new Map<SystemCell, Json>()
  if (written.length < manyRows) return shared
  for (const cell of cells) {
    const first = written[0]?.system[cell] ?? null
    if (written.every(({ system }) => (system[cell] ?? null) === first)) shared.set(cell, first)
  }
  return shared
}

function writeLarge(statement: Statement, target: WriteTarget, large: readonly LargeCell[]): void {
  const kept = large.filter(({ value }) => value !== undefined)
  const gone = large.filter(({ value }) => value === undefined)
  if (kept.length > 0) {
    statement.with(
      `INSERT INTO cell_large (account, board, row, col, value)
       SELECT ${target.account}, ${target.scopeId}, p.row, p.col, p.value
       FROM ${target.guard}, jsonb_to_recordset(${statement.param(JSON.stringify(kept), 'jsonb')}) AS p(row integer, col integer, value jsonb)
       ON CONFLICT (account, board, row, col) DO UPDATE SET value = excluded.value`,
    )
  }
  if (gone.length > 0) {
    statement.with(
      `DELETE FROM cell_large l USING ${target.guard}, jsonb_to_recordset(${statement.param(JSON.stringify(gone), 'jsonb')}) AS p(row integer, col integer)
       WHERE l.account = ${target.account} AND l.board = ${target.scopeId} AND l.row = p.row AND l.col = p.col
         AND ${named(
           'l.row',
           statement,
           gone.map(({ row }) => row),
         )}`,
    )
  }
}

/** Keeps the index of old keys beside the cells that say them. */
function writeAliases(
  statement: Statement,
  target: WriteTarget,
  board: BoardState,
  rows: ReadonlyMap<number, RowWrite>,
): void {
  const said = [...rows.values()].filter(({ system }) => system.aliases !== undefined || system.sourceKey !== undefined)
  if (said.length === 0) return
  const known = said.filter(({ row }) => board.system(row, 'id') !== null).map(({ row }) => row)
  const keys = said.flatMap(({ row, system }) => {
    const cell = (name: 'aliases' | 'sourceKey') =>
      system[name] === undefined ? board.system(row, name) : (system[name] ?? null)
    return oldKeysOf(cell('aliases'), cell('sourceKey')).map((key) => ({ row, key }))
  })
  if (known.length > 0) {
    const rest = statement.param(JSON.stringify(keys), 'jsonb')
    statement.with(
      `DELETE FROM item_alias a USING ${target.guard}
       WHERE a.account = ${target.account} AND a.board = ${target.scopeId} AND ${named('a.row', statement, known)}
         AND (a.row, a.key) NOT IN (SELECT p.row, p.key FROM jsonb_to_recordset(${rest}) AS p(row integer, key text))`,
    )
  }
  if (keys.length === 0) return
  statement.with(
    `INSERT INTO item_alias (account, board, row, key)
     SELECT ${target.account}, ${target.scopeId}, p.row, p.key
     FROM ${target.guard}, jsonb_to_recordset(${statement.param(JSON.stringify(keys), 'jsonb')}) AS p(row integer, key text)
     ON CONFLICT DO NOTHING`,
  )
}

/**
 * Names the rows once more, as a list that the index can be asked for: a planner without statistics (a board that was just
 * imported) would else read the whole board to find one row.
 */
function named(column: string, statement: Statement, rows: readonly number[]): string {
  return `${column} = ANY (${statement.param(rows, 'integer[]')})`
}

/** Keeps the table of references beside the cells that hold them. */
function writeLinks(statement: Statement, target: WriteTarget, column: BoardColumn, patch: CellsPatch): void {
  const { references } = column.kind
  if (!references) return
  const links = patch.rows.map((row, index) => {
    const value = cellValue(patch, index)
    const ids = value === null ? null : column.kind.toLanes(value, column.settings)[references.lane]
    return { row, ids: Array.isArray(ids) ? ids : [] }
  })
  const col = statement.param(column.number, 'integer')
  const source = `jsonb_to_recordset(${statement.param(JSON.stringify(links), 'jsonb')}) AS p(row integer, ids uuid[])`
  statement.with(
    `DELETE FROM link l USING ${target.guard}, ${source}
     WHERE l.account = ${target.account} AND l.board = ${target.scopeId} AND l.from_row = p.row AND l.col = ${col}
       AND NOT l.to_id = ANY (p.ids) AND ${named('l.from_row', statement, patch.rows)}`,
  )
  statement.with(
    `INSERT INTO link (account, board, from_row, col, to_kind, to_id)
     SELECT ${target.account}, ${target.scopeId}, p.row, ${col}, ${statement.param(references.to, 'text')}, ids.id
     FROM ${target.guard}, ${source}, unnest(p.ids) AS ids(id)
     ON CONFLICT DO NOTHING`,
  )
}

/** Keeps beside the cells which files they hold; what they held lately stays known, so that it can be put back. */
function writeFileRefs(statement: Statement, target: WriteTarget, { column, rows }: HeldFiles): void {
  const held = [...rows].map(([row, files]) => ({ row, hashes: files.map(({ hash }) => hash) }))
  const col = statement.param(column, 'integer')
  const source = `jsonb_to_recordset(${statement.param(JSON.stringify(held), 'jsonb')}) AS p(row integer, hashes text[])`
  statement.with(
    `UPDATE file_ref r SET removed_at = ${target.params.at} FROM ${target.guard}, ${source}
     WHERE r.account = ${target.account} AND r.board = ${target.scopeId} AND r.row = p.row AND r.col = ${col}
       AND r.removed_at IS NULL AND NOT r.hash = ANY (p.hashes) AND ${named('r.row', statement, [...rows.keys()])}`,
  )
  if (held.every(({ hashes }) => hashes.length === 0)) return
  statement.with(
    `INSERT INTO file_ref (account, board, row, col, hash)
     SELECT ${target.account}, ${target.scopeId}, p.row, ${col}, held.hash
     FROM ${target.guard}, ${source}, unnest(p.hashes) AS held(hash)
     ON CONFLICT (account, board, row, col, hash) DO UPDATE SET removed_at = NULL`,
  )
}
