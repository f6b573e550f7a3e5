import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { LoggedChange } from '../change.ts'
import { changedRefs, connectionsOf, refsOf, without } from '../connection/connection.ts'
import { partnersTakenBack } from '../connection/take-back-pairs.ts'
import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'
import { hasMoved, isPurged, refusePurgedBoard } from '../item/purged.ts'
import { cellValue } from '../patch.ts'
import type { CellColumn, Patch } from '../patch.ts'
import type { BoardWriter, ScopeWriter } from '../transaction.ts'
import { isPurgedRecord } from '../trash/purged-record.ts'

/** How much of a change could be taken back, and why the rest could not. */
export interface TakenBack {
  taken: number
  kept: number
}

/**
 * Writes what a change's inverse says wherever the present value still is what the change wrote. What somebody changed since
 * is kept and counted, and so is what is gone for good. Items that the change made go to the trash, unless somebody else has
 * edited them since.
 */
export function takeBack(writer: ScopeWriter, change: LoggedChange, count: TakenBack): void {
  refusePurgedBoard(writer.reader)
  const wrote = finalValues(change.patches)
  for (const patch of change.inverse) {
    if (patch.op === 'cells') takeBackCells(writer as BoardWriter, patch, wrote, change, count)
    else takeBackRecord(writer, patch, wrote, count)
  }
}

function takeBackCells(
  board: BoardWriter,
  patch: Extract<Patch, { op: 'cells' }>,
  wrote: ReadonlyMap<string, Json>,
  change: LoggedChange,
  count: TakenBack,
): void {
  const { reader } = board
  const paired = typeof patch.column === 'number' ? pairedColumn(reader, patch.column) : undefined
  if (paired) return takeBackLinks(board, paired, patch, wrote, count)
  const rows: number[] = []
  const values: Json[] = []
  patch.rows.forEach((row, index) => {
    const madeHere = wrote.has(cellKey('createdAt', row))
    const written = wrote.get(cellKey(patch.column, row)) ?? null
    const value = cellValue(patch, index)
    // Below an item that went to another board nothing is found again.
    const isLost = patch.column === 'parent' && typeof value === 'number' && hasMoved(reader, value)
    const untouched =
      isLost || isPurged(reader, row)
        ? false
        : madeHere
          ? !editedByOthers(reader, row, change)
          : sameJson(present(reader, patch.column, row), written) && reader.exists(row)
    if (!untouched) {
      count.kept += 1
      return
    }
    rows.push(row)
    values.push(value)
    count.taken += 1
  })
  if (rows.length > 0) board.setCells(patch.column, rows, values)
}

/**
 * A connection that shows on two boards is taken back link by link: what the change added goes, what it removed is there again,
 * and what others did to the same cells since stays. So both boards, each for itself, come to say the same.
 */
function takeBackLinks(
  board: BoardWriter,
  column: BoardColumn,
  patch: Extract<Patch, { op: 'cells' }>,
  wrote: ReadonlyMap<string, Json>,
  count: TakenBack,
): void {
  const { reader } = board
  const rows: number[] = []
  const values: Json[] = []
  patch.rows.forEach((row, index) => {
    const written = refsOf(column, wrote.get(cellKey(column.number, row)) ?? null)
    const before = refsOf(column, cellValue(patch, index))
    const now = refsOf(column, reader.cell(row, column.number))
    const ids = changedRefs(now, without(before, written), without(written, before))
    if (isPurged(reader, row) || !reader.exists(row) || sameJson([...now], ids)) {
      count.kept += 1
      return
    }
    rows.push(row)
    values.push(ids.length === 0 ? null : ids)
    count.taken += 1
  })
  if (rows.length > 0) board.setCells(column.number, rows, values)
}

/** The column of a number where it shows the same as a column of another board. */
function pairedColumn(reader: BoardReader, number: number): BoardColumn | undefined {
  const column = reader.column(number)
  return column && connectionsOf(column)?.boards.some(({ partner }) => partner !== null) ? column : undefined
}

function takeBackRecord(
  writer: ScopeWriter,
  patch: Exclude<Patch, { op: 'cells' }>,
  wrote: ReadonlyMap<string, Json>,
  count: TakenBack,
): void {
  const { reader } = writer
  const now = reader.record(patch.table, patch.id)
  if (patch.op === 'drop') {
    if (!now) return
    writer.drop(patch.table, patch.id)
    count.taken += 1
    return
  }
  if (!now) {
    if (!wrote.has(dropKey(patch.table, patch.id))) {
      count.kept += 1
      return
    }
    writer.create(patch.table, patch.id, patch.fields)
    count.taken += 1
    return
  }
  if (isPurgedRecord(patch.table, now)) {
    count.kept += 1
    return
  }
  const fields: Record<string, Json> = {}
  for (const [field, value] of Object.entries(patch.fields)) {
    const written = wrote.get(fieldKey(patch.table, patch.id, field)) ?? null
    const back = sameJson(now[field] ?? null, written) ? value : settingsBack(writer, patch, field, written)
    if (back === undefined) {
      count.kept += 1
      continue
    }
    fields[field] = back
    count.taken += 1
  }
  if (Object.keys(fields).length > 0) writer.put(patch.table, patch.id, fields)
}

/** Of the settings of a column that others changed since, its partners at least. */
function settingsBack(
  { reader }: ScopeWriter,
  { table, id, fields }: Extract<Patch, { op: 'put' }>,
  field: string,
  written: Json,
): Json | undefined {
  if (table !== 'column' || field !== 'settings') return undefined
  // @NOTE columns are a board's, whose state is.
  return partnersTakenBack(reader as BoardReader, id, { written, before: fields[field] ?? null })
}

function present(reader: BoardReader, column: CellColumn, row: number): Json {
  return typeof column === 'number' ? reader.cell(row, column) : reader.system(row, column)
}

function editedByOthers(reader: BoardReader, row: number, change: LoggedChange): boolean {
  const updatedBy = reader.system(row, 'updatedBy')
  return updatedBy !== null && updatedBy !== change.actor && Number(reader.system(row, 'updatedAt') ?? 0) > change.at
}

/** What each cell and field had when the change was done. */
function finalValues(patches: readonly Patch[]): Map<string, Json> {
  const values = new Map<string, Json>()
  for (const patch of patches) {
    if (patch.op === 'cells') {
      patch.rows.forEach((row, index) => values.set(cellKey(patch.column, row), cellValue(patch, index)))
    } else if (patch.op === 'put') {
      for (const [field, value] of Object.entries(patch.fields))
        values.set(fieldKey(patch.table, patch.id, field), value)
    } else values.set(dropKey(patch.table, patch.id), null)
  }
  return values
}

function cellKey(column: CellColumn, row: number): string {
  return `${column}|${row}`
}

function fieldKey(table: string, id: string, field: string): string {
  return `${table}|${id}|${field}`
}

function dropKey(table: string, id: string): string {
  return `${table}|${id}`
}
