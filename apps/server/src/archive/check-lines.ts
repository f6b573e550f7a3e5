import {
  checkFields,
  isAliases,
  isUuid,
  must,
  recordTable,
  systemCells,
  tablesInScope,
  toBoardColumn,
} from '@fulcrum/domain'
import type { BoardColumn, CellColumn, Fields, Json, KindRegistry } from '@fulcrum/domain'
import { readRichText } from '@fulcrum/domain/rich-text'
import { damaged } from './open-archive.ts'
import type { ArchiveChange, ArchiveItem, ArchivePerson, ArchiveRecord, ArchiveUpdate } from './shape.ts'

// What a line must be to be taken in. All lines are looked at before the first is written.

type Row = { readonly [field: string]: unknown }

/** The line as JSON, if it is an object. */
export function parseLine(text: string, where: string): Row {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw damaged(`${where} is no JSON`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged(`${where} is no object`)
  return value as Row
}

export function checkedPerson({ id, name, email, colour }: Row, where: string): ArchivePerson {
  const isText = (value: unknown) => value === null || (typeof value === 'string' && value.length <= 320)
  if (typeof name !== 'string' || name.length > 1_000 || !isText(email) || !isText(colour))
    throw damaged(`${where} is no person`)
  return { id: checkedId(id, where), name, email: email as string | null, colour: colour as string | null }
}

/** A record of one of the tables, with fields that the table has, of their types. */
export function checkedRecord({ table, id, fields }: Row, tables: readonly string[], where: string): ArchiveRecord {
  if (typeof table !== 'string' || !tables.includes(table)) throw damaged(`${where} is of no table that belongs there`)
  return { table, id: checkedId(id, where), fields: checkedFields(table, fields, where) }
}

/** A message. What it says as rich text is of the closed set, like that of one that is posted. */
export function checkedUpdate(line: Row, where: string): ArchiveUpdate {
  const update = checkedOfThread('update', line, where)
  const { content } = update.fields
  if (content !== undefined && content !== null && !readRichText(content).ok) {
    throw damaged(`${where}: what the message says is no text`)
  }
  return update
}

/** A record of an item's thread. */
export function checkedOfThread(table: string, { item, id, fields }: Row, where: string): ArchiveUpdate {
  return { item: checkedId(item, where), id: checkedId(id, where), fields: checkedFields(table, fields, where) }
}

export const boardTables = tablesInScope('board')

/** The columns of a board, by number; refuses kinds that this build does not know. */
export function columnsOf(records: Iterable<ArchiveRecord>, kinds: KindRegistry): Map<number, BoardColumn> {
  const columns = new Map<number, BoardColumn>()
  for (const { table, id, fields } of records) {
    if (table !== 'column') continue
    const kind = kinds.get(String(fields['kind']))
    if (!kind)
      throw damaged(
        `its column "${String(fields['title'])}" is of the kind "${String(fields['kind'])}", which is not known here`,
      )
    if (Number(fields['settingsVersion'] ?? 1) > kind.version) {
      throw damaged(`its column "${String(fields['title'])}" is of a newer Fulcrum`)
    }
    const column = toBoardColumn(id, fields, kinds)
    // One that is gone for good has no cells any more.
    if (!column) continue
    if (!kind.settings.safeParse(column.settings).success)
      throw damaged(`the settings of its column "${column.title}" are none`)
    columns.set(column.number, column)
  }
  return columns
}

const systemTypes: { readonly [cell in (typeof systemCells)[number]]: 'text' | 'id' | 'int' | 'aliases' } = {
  id: 'id',
  title: 'text',
  group: 'int',
  parent: 'int',
  rank: 'text',
  createdAt: 'int',
  createdBy: 'id',
  archivedAt: 'int',
  templateAt: 'int',
  deletedAt: 'int',
  updates: 'int',
  lastUpdateAt: 'int',
  sourceKey: 'text',
  aliases: 'aliases',
  movedTo: 'id',
  updatedAt: 'int',
  updatedBy: 'id',
}

/** An item with cells of the board's columns, each a value of its column's kind. */
export function checkedItem(line: Row, columns: ReadonlyMap<number, BoardColumn>, where: string): ArchiveItem {
  const { row, cells, ...system } = line
  if (typeof row !== 'number' || !Number.isSafeInteger(row) || row < 0) throw damaged(`${where} has no row`)
  for (const [cell, value] of Object.entries(system)) {
    const type = Object.hasOwn(systemTypes, cell) ? systemTypes[cell as keyof typeof systemTypes] : null
    const isGood =
      type === 'int'
        ? Number.isSafeInteger(value)
        : type === 'aliases'
          ? isAliases(value)
          : typeof value === 'string' && (type === 'text' || isUuid(value))
    if (type === null || !isGood) throw damaged(`${where}: "${cell}" is not what an item has there`)
  }
  if (
    typeof system['id'] !== 'string' ||
    typeof system['createdAt'] !== 'number' ||
    typeof system['rank'] !== 'string'
  ) {
    throw damaged(`${where} has no id, rank or time`)
  }
  if (typeof cells !== 'object' || cells === null || Array.isArray(cells)) throw damaged(`${where} has no cells`)
  for (const [key, value] of Object.entries(cells)) {
    const column = columns.get(Number(key))
    if (!column || !column.kind.value.safeParse(value).success) {
      throw damaged(`${where}: the cell of column ${key.slice(0, 20)} is no value of it`)
    }
  }
  return line as unknown as ArchiveItem
}

const causes: ReadonlySet<unknown> = new Set(['person', 'import', 'undo', 'redo', 'system'])

/** An entry of a log. What it says happened is history: it is told, and never done. */
export function checkedChange(line: Row, where: string): ArchiveChange {
  const { id, at, actor, cause, command, patches, inverse, batch } = line
  const isGood =
    Number.isSafeInteger(at) &&
    (actor === null || isId(actor)) &&
    typeof cause === 'object' &&
    cause !== null &&
    causes.has((cause as Row)['kind']) &&
    typeof command === 'string' &&
    command.length <= 100 &&
    (batch === undefined || isId(batch)) &&
    isPatches(patches) &&
    isPatches(inverse)
  if (!isGood) throw damaged(`${where} is no entry of a log`)
  checkedId(id, where)
  return line as unknown as ArchiveChange
}

function isPatches(given: unknown): boolean {
  return Array.isArray(given) && given.every(isPatch)
}

function isPatch(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false
  const { op, table, id, fields, column, rows, values } = given as Row
  if (op === 'drop') return typeof table === 'string' && isId(id)
  if (op === 'put') return typeof table === 'string' && isId(id) && typeof fields === 'object' && fields !== null
  return (
    op === 'cells' &&
    (Number.isSafeInteger(column) || (systemCells as readonly unknown[]).includes(column)) &&
    Array.isArray(rows) &&
    rows.every((row) => Number.isSafeInteger(row) && row >= 0) &&
    Array.isArray(values) &&
    (values.length === 1 || values.length === rows.length)
  )
}

function checkedFields(table: string, fields: unknown, where: string): Fields {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw damaged(`${where} has no fields`)
  const definition = must(recordTable(table), `table ${table}`)
  try {
    // @NOTE they come from JSON.
    checkFields(definition, fields as Fields)
  } catch (error) {
    throw damaged(`${where}: ${error instanceof Error ? error.message : ''}`)
  }
  for (const [field, type] of Object.entries(definition.fields)) {
    const value = (fields as Fields)[field] ?? null
    if (type === 'uuid' && value !== null && !isId(value)) throw damaged(`${where}: "${field}" is no id`)
  }
  return fields as Fields
}

export function checkedId(id: unknown, where: string): string {
  if (!isId(id)) throw damaged(`${where} has no id`)
  return id
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && isUuid(id)
}

/** The cells of an item as the command takes them: what it is, then its columns. */
export function cellsOf({ row: _row, cells, ...system }: ArchiveItem): (readonly [CellColumn, Json])[] {
  const own = Object.entries(cells).map(([column, value]) => [Number(column), value] as const)
  // @NOTE the line was checked: what is left are system cells.
  return [...(Object.entries(system) as unknown as (readonly [CellColumn, Json])[]), ...own]
}
