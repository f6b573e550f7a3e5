import {
  isScope,
  isUuid,
  nounOf,
  publicId,
  recordTable,
  scopeArg,
  scopeId,
  scopeKind,
  scopeKinds,
} from '@fulcrum/domain'
import type { Json, JsonObject, Patch } from '@fulcrum/domain'
import { toUuid, mapSchema } from './map-schema.ts'

const uuidInPublic = /^([a-z]+)_([0-9a-f]{32})$/i

/** The noun and the UUID of an id in its public form; null for every other text. */
function readPublicId(text: string): { readonly noun: string; readonly id: string } | null {
  const match = uuidInPublic.exec(text)
  const id = match && toUuid(match[2] ?? '')
  return match && id && isUuid(id) ? { noun: match[1] ?? '', id } : null
}

/** A scope's public form: the id of what it is the scope of. `board:0190…` is `board_0190…`. */
export function publicScope(scope: string): string {
  return isScope(scope) ? publicId(scopeKind(scope), scopeId(scope)) : scope
}

/** The scope behind its public form; any other text stays as it is, for the schema to judge. */
export function scopeOfPublic(text: string): string {
  const found = readPublicId(text)
  return found && (scopeKinds as readonly string[]).includes(found.noun) ? `${found.noun}:${found.id}` : text
}

/** Arguments with every id in its public form replaced by its UUID, where the schema has an id. */
export function fromPublic(schema: object, value: unknown): unknown {
  return mapSchema(schema, value, (leaf, text) => {
    if (leaf === scopeArg) return scopeOfPublic(text)
    const noun = nounOf(leaf)
    const found = noun === undefined ? null : readPublicId(text)
    return found && found.noun === noun ? found.id : text
  })
}

/** An answer with every id in its public form, where the schema has an id. */
export function toPublic(schema: object, value: unknown): unknown {
  return mapSchema(schema, value, (leaf, text) => {
    if (leaf === scopeArg) return publicScope(text)
    const noun = nounOf(leaf)
    return noun !== undefined && isUuid(text) ? publicId(noun, text) : text
  })
}

/** A cell's value with the ids that it holds in their public form. They stand in lists: a text of a cell is never touched. */
export function publicReferences(value: Json, noun: string): Json {
  if (!Array.isArray(value)) return value
  return value.map((entry: Json) => (typeof entry === 'string' && isUuid(entry) ? publicId(noun, entry) : entry))
}

/** The same backwards, whatever the ids are of. */
export function referencesFromPublic(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((entry: unknown) => (typeof entry === 'string' ? (readPublicId(entry)?.id ?? entry) : entry))
}

/** Says of what a column's cells hold ids, where they do. */
export type ReferencesOf = (column: number) => string | undefined

const peopleCells: ReadonlySet<string | number> = new Set(['createdBy', 'updatedBy'])

/** A patch with its ids in their public form. */
export function publicPatch(patch: Patch, references: ReferencesOf): JsonObject {
  if (patch.op === 'cells') {
    const { column } = patch
    const values = patch.values.map((value) => {
      if (typeof column === 'number') return publicReferences(value, references(column) ?? '')
      const noun = column === 'id' ? 'item' : peopleCells.has(column) ? 'member' : null
      return noun !== null && typeof value === 'string' && isUuid(value) ? publicId(noun, value) : value
    })
    return { ...patch, values }
  }
  const id = patch.table === 'boardMember' ? patch.id : publicId(patch.table, patch.id)
  if (patch.op === 'drop') return { ...patch, id }
  return { ...patch, id, fields: publicFields(patch.table, patch.fields) }
}

/** The fields of a record with their ids in public form. */
function publicFields(table: string, fields: JsonObject): JsonObject {
  const types = recordTable(table)?.fields ?? {}
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const isId = types[field] === 'uuid' && typeof value === 'string' && isUuid(value)
      return [field, isId ? publicId(nounOfField(table, field), value) : value]
    }),
  )
}

/** Of what noun a field's ids are: `workspaceId` says it, a parent is of the same table, all others are people. */
function nounOfField(table: string, field: string): string {
  if (field === 'parentId') return table
  const named = field.endsWith('Id') ? field.slice(0, -2) : ''
  return ['workspace', 'folder', 'board', 'user', 'view'].includes(named) ? named : 'member'
}
