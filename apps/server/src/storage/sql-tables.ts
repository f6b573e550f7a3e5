import { recordTables } from '@fulcrum/domain'
import type { FieldType, RecordTable } from '@fulcrum/domain'

/** How PostgreSQL stores each type of field. */
export const sqlTypes: Record<FieldType, string> = {
  text: 'text',
  int: 'integer',
  boolean: 'boolean',
  instant: 'bigint',
  uuid: 'uuid',
  json: 'jsonb',
}

/** `boardRef` is stored as `board_ref`; quoted, for `group` and `column` are words of SQL. */
export function sqlName(name: string): string {
  return `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`
}

/** The record tables whose records lie in scopes of a kind. */
export function tablesOf(scopeKind: string): readonly RecordTable[] {
  return recordTables.filter((table) => table.scope === scopeKind)
}
