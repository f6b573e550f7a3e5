import { DomainError } from './errors.ts'
import type { Json, JsonObject } from './json.ts'
import type { ScopeKind } from './scope.ts'

/** The types a field of a record may have, and what stores them: text, int, boolean, bigint (ms), uuid, jsonb. */
const fieldTypes = ['text', 'int', 'boolean', 'instant', 'uuid', 'json'] as const

export type FieldType = (typeof fieldTypes)[number]

/**
 * A table of records: the nouns of which a scope holds few (columns, groups, views, members). Items are not records; they are
 * cells. The storage writes every table with the same code, from this definition.
 */
export interface RecordTable {
  readonly name: string
  readonly scope: ScopeKind
  readonly fields: { readonly [field: string]: FieldType }
  /**
   * The fields in which people say something, for tables with a trash: what the purge empties. The first is never empty
   * before that.
   */
  readonly content?: readonly [string, ...string[]]
}

/** The fields of a record; an absent field is null. */
export type Fields = JsonObject

/** Declares a table. `defineTable({ name: 'group', scope: 'board', fields: { title: 'text' } })` */
export function defineTable<const T extends RecordTable>(table: T): T {
  return table
}

const fieldSchemas: Record<FieldType, (value: Json) => boolean> = {
  text: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number' && Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  instant: (value) => typeof value === 'number' && Number.isSafeInteger(value),
  uuid: (value) => typeof value === 'string',
  json: () => true,
}

/** Refuses fields that the table does not have or that are of another type: a bug of a command, never of a person. */
export function checkFields(table: RecordTable, fields: Fields): void {
  for (const [field, value] of Object.entries(fields)) {
    const type = table.fields[field]
    if (type === undefined) throw new DomainError('invalid', `${table.name} has no field "${field}".`)
    if (value !== null && !fieldSchemas[type](value)) {
      throw new DomainError('invalid', `${table.name}.${field} takes ${type}, not ${JSON.stringify(value)}.`)
    }
  }
}

/** The fields that were given: those that are not undefined. */
export function given(fields: { readonly [field: string]: Json | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined))
}
