import { DomainError } from '@fulcrum/domain'
import type { ColumnRole, Json, JsonObject, KindRegistry } from '@fulcrum/domain'
import type { GuessSettings, ImportField, ImportKind } from '@fulcrum/integration-kit'
import type { ImportFieldMapping, ImportLabel, ImportRole, ImportSuggestion } from '@fulcrum/protocol'
import { cleanLabels, fieldKind, importKindOf } from './field-kinds.ts'

/** Roles whose fields are what every item has anyway; they need no column of their own. */
const rolesWithoutColumn: ReadonlySet<ImportRole | null> = new Set(['title', 'parent', 'group', 'creator'])

/** Roles whose fields are shown by a kind that every item fills by itself. */
const stampKinds: { readonly [role in ImportRole]?: string } = { created: 'created', updated: 'updated' }

/** What becomes of one field: the source's guess, corrected by the person. */
export interface FieldPlan {
  readonly field: ImportField
  readonly take: boolean
  readonly title: string
  /** The id of the column kind. */
  readonly kind: string
  readonly role: ImportRole | null
  readonly columnRole: ColumnRole | null
  readonly labels: readonly ImportLabel[]
  readonly settings: JsonObject
  /** How its values are read; null where the column kind reads their text itself. */
  readonly read: { readonly kind: ImportKind; readonly settings: GuessSettings } | null
}

/** What becomes of a field if nobody corrects it. */
export function suggestionFor(field: ImportField): ImportSuggestion {
  const role = field.role ?? null
  const { kind, settings: guess } = field.guess
  const column = fieldKind(kind)
  const stamp = role === null ? undefined : stampKinds[role]
  const labels = column.hasLabels ? cleanLabels(guess.options ?? []) : []
  return {
    take: !rolesWithoutColumn.has(role),
    title: field.title.slice(0, 255),
    kind: stamp ?? column.kind,
    role,
    columnRole: field.columnRole ?? null,
    labels,
    separator: guess.separator ?? null,
    settings: stamp === undefined && !column.hasLabels ? column.settings(guess, []) : {},
  }
}

/** The plan for every field; refuses what no column can be made of. */
export function planFields(
  fields: readonly ImportField[],
  given: readonly ImportFieldMapping[],
  kinds: KindRegistry,
): FieldPlan[] {
  const corrections = new Map(given.map((mapping) => [mapping.field, mapping]))
  for (const { field } of given) {
    if (!fields.some(({ key }) => key === field)) {
      throw new DomainError('invalid', `There is no field "${field.slice(0, 80)}" in this file.`, { field })
    }
  }
  const plans = fields.map((field) => planField(field, corrections.get(field.key), kinds))
  refuseRepeatedRoles(plans)
  return plans
}

function planField(field: ImportField, given: ImportFieldMapping | undefined, kinds: KindRegistry): FieldPlan {
  const suggested = suggestionFor(field)
  const kindId = given?.kind ?? suggested.kind
  const kind = kinds.get(kindId)
  if (!kind) throw new DomainError('invalid', `There is no column kind "${kindId}".`, { field: field.key })
  const importKind = importKindOf(kindId)
  const isGuess = importKind === field.guess.kind
  const read = readingOf(field, importKind, given?.separator)
  const column = importKind === null ? null : fieldKind(importKind)
  const base =
    column === null ? kind.defaultSettings : column.hasLabels ? {} : column.settings(read?.settings ?? {}, [])
  const role = rightRole(given?.role === undefined ? suggested.role : given.role, field)
  return {
    field,
    take: given?.take ?? suggested.take,
    title: given?.title ?? suggested.title,
    kind: kindId,
    role,
    columnRole: given?.columnRole === undefined ? suggested.columnRole : given.columnRole,
    labels: column?.hasLabels ? allLabels(given?.labels ?? [], isGuess ? suggested.labels : []) : [],
    settings: { ...asObject(base), ...asObject(given?.settings) },
    read,
  }
}

const ownReadings: ReadonlySet<ImportKind> = new Set(['date', 'timeline', 'email', 'link', 'phone'])

/** How values are read under the kind: by the guess, or by plain settings of that kind where another one was chosen. */
function readingOf(field: ImportField, kind: ImportKind | null, separator: string | undefined): FieldPlan['read'] {
  if (kind === null) return null
  const parts = separator === undefined ? {} : { separator }
  if (kind === field.guess.kind) return { kind, settings: { ...field.guess.settings, ...parts } }
  // Days need a style that only a guess knows, and contacts are written in more ways; the column kind's own reading takes any.
  if (ownReadings.has(kind)) return null
  const { numberStyle, unit, separator: guessed, peopleByKey } = field.guess.settings
  return {
    kind,
    settings: {
      ...(numberStyle !== undefined && { numberStyle }),
      ...(unit !== undefined && { unit }),
      ...(peopleByKey !== undefined && { peopleByKey }),
      ...(guessed !== undefined && { separator: guessed }),
      ...parts,
    },
  }
}

/** Title and key are chosen when the file is read; here a field can only be given up for them. */
function rightRole(role: ImportRole | null, field: ImportField): ImportRole | null {
  const isFixed = role === 'title' || role === 'key'
  if (!isFixed || field.role === role) return role
  throw new DomainError('invalid', `Choose the field for the ${role} when the file is read.`, { field: field.key })
}

function allLabels(chosen: readonly ImportLabel[], guessed: readonly ImportLabel[]): ImportLabel[] {
  return cleanLabels([...chosen, ...guessed].map(({ name, colour, stage }) => ({ name, colour, stage })))
}

function refuseRepeatedRoles(plans: readonly FieldPlan[]): void {
  const seen = new Map<ImportRole, string>()
  for (const { role, field } of plans) {
    if (role === null) continue
    const other = seen.get(role)
    if (other !== undefined) {
      throw new DomainError('invalid', `"${other}" and "${field.title}" cannot both be the ${role}.`, { role })
    }
    seen.set(role, field.title)
  }
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}
