import { DomainError } from '@fulcrum/domain'
import type { ImportOptions, ImportRole, ImportSourceIdentity } from '../import-source.ts'
import { importKindOf } from '../kinds/all.ts'
import { titleHint } from '../title-words.ts'
import type { Column } from './columns.ts'

type Identity = ImportSourceIdentity['identity']

/** Longer texts are no keys, and longer titles do not tell rows apart. */
const maxKeyChars = 200
const maxTitleKeyChars = 500
/** A column with more different values than these makes no groups. */
const maxGroups = 200

/** Gives columns their roles; says what tells rows apart. */
export function assignRoles(columns: readonly Column[], options: ImportOptions, recordCount: number): Identity {
  const key = keyColumn(columns, options, recordCount)
  if (key !== undefined) key.role = 'key'
  const title = titleColumn(columns, options)
  if (title !== undefined) title.role = 'title'
  const identity = identityBy(key, title, recordCount)
  const taken = new Set<ImportRole>()
  for (const column of columns) {
    if (column.role !== undefined) continue
    const role = roleByTitle(column, identity)
    if (role === null || taken.has(role)) continue
    taken.add(role)
    column.role = role
  }
  return identity
}

/** The column with a role. */
export function columnWith(columns: readonly Column[], role: ImportRole): Column | undefined {
  return columns.find((column) => column.role === role)
}

function keyColumn(columns: readonly Column[], options: ImportOptions, recordCount: number): Column | undefined {
  if (options.keyField !== undefined) {
    const chosen = chosenColumn(columns, options.keyField)
    if (tellsApart(chosen, recordCount)) return chosen
    throw new DomainError(
      'invalid',
      `The column "${chosen.title}" has empty or repeated values and cannot tell rows apart: choose another one, or none.`,
      { reason: 'key-not-unique', field: chosen.key },
    )
  }
  return columns.find(
    (column) =>
      titleHint(column.title) === 'key' && tellsApart(column, recordCount) && column.profile.maxLength <= maxKeyChars,
  )
}

function tellsApart({ profile }: Column, recordCount: number): boolean {
  return recordCount > 0 && profile.isUnique && profile.filledCount === recordCount
}

/** By its own title; else the first column of text, but for those that hold addresses and the like. */
function titleColumn(columns: readonly Column[], options: ImportOptions): Column | undefined {
  if (options.titleField !== undefined) return chosenColumn(columns, options.titleField)
  const free = columns.filter((column) => column.role === undefined && column.profile.filledCount > 0)
  const fitness = ({ guess }: Column) => importKindOf(guess.kind).asTitle ?? 0
  return (
    free.find((column) => titleHint(column.title) === 'title' && fitness(column) > 0) ??
    free.find((column) => fitness(column) > 1 && column.profile.textCount > 0 && titleHint(column.title) !== 'text') ??
    free.find((column) => fitness(column) > 0) ??
    free[0] ??
    columns[0]
  )
}

function chosenColumn(columns: readonly Column[], key: string): Column {
  const column = columns.find((candidate) => candidate.key === key)
  if (column !== undefined) return column
  throw new DomainError('invalid', `There is no column "${key.slice(0, 80)}" in this file: choose one that is.`, {
    reason: 'no-such-field',
  })
}

function identityBy(key: Column | undefined, title: Column | undefined, recordCount: number): Identity {
  if (key !== undefined) return 'key'
  const tells = title !== undefined && tellsApart(title, recordCount) && title.profile.maxLength <= maxTitleKeyChars
  return tells ? 'title' : 'position'
}

function roleByTitle({ title, profile, guess }: Column, identity: Identity): ImportRole | null {
  if (profile.filledCount === 0) return null
  const hint = titleHint(title)
  if (hint === 'parent') return identity === 'position' ? null : hint
  if (hint === 'group') return (profile.distinct?.size ?? Infinity) <= maxGroups ? hint : null
  return importKindOf(guess.kind).importRoles?.find((role) => role === hint) ?? null
}
