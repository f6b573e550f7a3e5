import { parseDateText, type DateStyle, type FidelityLog, type Raw } from '@fulcrum/integration-kit'
import type { CsvColumn, CsvTarget } from './csv-columns.ts'

/** What reading a row needs to know of the whole file. */
export interface CsvContext {
  /** How the site writes its times. */
  readonly dateStyle: DateStyle
  readonly timeZone: string
  /** Keys of issues by their numbers: parents are given by number. */
  readonly keyById: ReadonlyMap<string, string>
  /** Hears of what is left out; null in later readings. */
  readonly fidelity: FidelityLog | null
}

interface Draft {
  key: string | null
  readonly fields: Record<string, Raw>
  readonly context: CsvContext
}

type Writer<T extends CsvTarget> = (draft: Draft, cell: string, target: T, title: string) => void
type Writers = { readonly [To in CsvTarget['to']]: Writer<Extract<CsvTarget, { readonly to: To }>> }

const categoryKeys: ReadonlyMap<string, string> = new Map([
  ['to do', 'new'],
  ['in progress', 'indeterminate'],
  ['done', 'done'],
])

const writers: Writers = {
  id: () => undefined,
  key: (draft, cell) => (draft.key ??= cell),
  parent({ fields, context }, cell) {
    fields['parent'] ??= { key: context.keyById.get(cell) ?? cell }
  },
  text: ({ fields }, cell, { field }) => (fields[field] ??= cell),
  number({ fields }, cell, { field }) {
    fields[field] = Number.isFinite(Number(cell)) ? Number(cell) : cell
  },
  instant({ fields, context }, cell, { field }) {
    fields[field] = instantText(cell, context)
  },
  day({ fields, context }, cell, { field }) {
    const read = parseDateText(cell, context.dateStyle, context.timeZone) ?? parseDateText(cell, 'iso')
    fields[field] = read === null ? cell : new Date(read.day * dayMs).toISOString().slice(0, 10)
  },
  part({ fields }, cell, { field, property }) {
    const object = objectOf(fields, field)
    if (property === 'category') object['statusCategory'] = { key: categoryKeys.get(cell.toLowerCase()) ?? null }
    else object[property] = cell
  },
  user({ fields }, cell, { field }) {
    const user = objectOf(fields, field)
    user['displayName'] = cell
  },
  userId({ fields }, cell, { field }) {
    const user = objectOf(fields, field)
    user['accountId'] = cell
  },
  element({ fields }, cell, { field }) {
    listOf(fields, field).push(cell)
  },
  count({ fields }, _cell, { field, property }) {
    const object = objectOf(fields, field)
    object[property] = Number(object[property] ?? 0) + 1
  },
  link({ fields }, cell, { direction, type }) {
    listOf(fields, 'issuelinks').push({
      type: { name: type, ...linkWords(type) },
      [`${direction}Issue`]: { key: cell },
    })
  },
  attachment({ fields }, cell) {
    // When; who; the file's name; its address.
    const parts = cell.split(';')
    const isWhole = parts.length >= 4
    const filename = isWhole ? parts.slice(2, -1).join(';') : cell
    listOf(fields, 'attachment').push({ filename, ...(isWhole && { content: parts.at(-1)?.trim() }) })
  },
  comment({ fields, context }, cell) {
    const [, at = '', by = '', body = cell] = /^([^;]{6,40});([^;]*);([\s\S]*)$/.exec(cell) ?? []
    const container = objectOf(fields, 'comment')
    const comments = listOf(container, 'comments')
    comments.push({ created: instantText(at, context), ...(by === '' ? {} : { author: { name: by } }), body })
  },
  worklog({ context }, cell, _target, title) {
    context.fidelity?.add(null, 'work-log-left-out', `${title}: ${cell}`)
  },
  nothing({ context }, cell, { reason }, title) {
    if (reason !== null) context.fidelity?.add(null, reason, `${title}: ${cell}`)
  },
}

const dayMs = 86_400_000

/** Words of the links that sites have from the start; the table itself has only their names. */
const knownWords: ReadonlyMap<string, readonly [inward: string, outward: string]> = new Map([
  ['blocks', ['is blocked by', 'blocks']],
  ['blocker', ['is blocked by', 'blocks']],
  ['cloners', ['is cloned by', 'clones']],
  ['causes', ['is caused by', 'causes']],
  ['problem/incident', ['is caused by', 'causes']],
  ['dependency', ['is depended on by', 'depends on']],
  ['depends', ['is depended on by', 'depends on']],
  ['duplicate', ['is duplicated by', 'duplicates']],
  ['relates', ['relates to', 'relates to']],
  ['related', ['is related to', 'is related to']],
  ['required', ['is required by', 'requires']],
])

function linkWords(type: string): { readonly inward: string; readonly outward: string } {
  const [inward, outward] = knownWords.get(type.trim().toLowerCase()) ?? [`${type} (inward)`, type]
  return { inward, outward }
}

/** A row of the export as an issue of the REST form. */
export function issueOfRow(columns: readonly CsvColumn[], cells: readonly string[], context: CsvContext): Raw {
  const draft: Draft = { key: null, fields: {}, context }
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]
    const cell = (cells[i] ?? '').trim()
    if (column !== undefined && cell !== '') write(draft, cell, column.target, column.title)
  }
  for (const field of ['assignee', 'reporter', 'creator']) settleUser(draft.fields, field)
  return { ...(draft.key === null ? {} : { key: draft.key }), fields: draft.fields }
}

function write<T extends CsvTarget>(draft: Draft, cell: string, target: T, title: string): void {
  // @NOTE the table has the writer of each target under its own name, which types cannot follow through the index.
  const writer = writers[target.to] as unknown as Writer<T>
  writer(draft, cell, target, title)
}

/** Sites without ids of accounts name people by their login. */
function settleUser(fields: Record<string, Raw>, field: string): void {
  const user = fields[field]
  if (typeof user !== 'object' || user === null) return
  const { accountId, displayName } = user as { accountId?: string; displayName?: string }
  if (accountId === undefined) fields[field] = { name: displayName, displayName }
}

function instantText(cell: string, { dateStyle, timeZone }: CsvContext): string {
  const read = parseDateText(cell, dateStyle, timeZone) ?? parseDateText(cell, 'iso', timeZone)
  return read === null ? cell : new Date(read.instantMs).toISOString()
}

function objectOf(fields: Record<string, Raw>, field: string): Record<string, Raw> {
  // @NOTE only the writers above put values here, each under the fields of its own targets.
  const object = (fields[field] ?? {}) as Record<string, Raw>
  fields[field] = object
  return object
}

function listOf(fields: Record<string, Raw>, field: string): Raw[] {
  // @NOTE as above.
  const list = (fields[field] ?? []) as Raw[]
  fields[field] = list
  return list
}
