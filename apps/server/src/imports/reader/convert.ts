import { maxUpdateLength } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { elementsOf, parseDateText, peopleOf, readValue } from '@fulcrum/integration-kit'
import type { ImportComment, ImportDocument, ImportRecord, ImportValue } from '@fulcrum/integration-kit'
import type { Problems } from '../problems.ts'
import { cellReader } from './cell-reader.ts'
import type { CellReader } from './cell-reader.ts'
import { derivedId } from './derived-id.ts'
import { fieldKind } from '../field-kinds.ts'
import type { ConvertColumn, ConvertPlan, Slice, SliceHistory, SliceLinks, SliceUpdate } from './messages.ts'
import { pastChanges } from './past-values.ts'
import { SliceBuilder } from './slice-builder.ts'
import type { ConvertedRecord } from './slice-builder.ts'

const maxTitle = 1_000
const maxOldKey = 100

/** All records of a document as slices of items. What has no place is counted in `problems`. */
export async function* convertedSlices(
  document: ImportDocument,
  plan: ConvertPlan,
  problems: Problems,
): AsyncGenerator<Slice> {
  const convert = recordConverter(document, plan, problems)
  const builder = new SliceBuilder()
  for await (const record of document.records()) {
    const converted = convert(record)
    if (builder.isFullFor(converted)) {
      const slice = builder.take()
      if (slice) yield slice
    }
    builder.add(converted)
  }
  const last = builder.take()
  if (last) yield last
}

/** Turns one record after another into items. */
function recordConverter(document: ImportDocument, plan: ConvertPlan, problems: Problems) {
  const people = new Map(plan.people)
  const linkColumns = plan.columns.filter(namesItems)
  const ownColumns = plan.columns.filter((column) => !namesItems(column))
  const readers = ownColumns.map((column) => ({ ...column, reader: cellReader(column, plan, people, problems) }))
  const byField = new Map(readers.map(({ field, column, title, reader }) => [field, { column, title, reader }]))
  const fields = new Map(document.fields.map((field) => [field.key, field]))
  const titles = new Map(document.fields.map(({ key, title }) => [key, title]))
  const personOf = (key: string | null | undefined) =>
    key === null || key === undefined ? null : (people.get(key) ?? null)

  /** What a field says, where the person chose it for something that the source reads otherwise. */
  function chosen(record: ImportRecord, field: string): ImportValue {
    return record.values[field] ?? null
  }

  function instant(record: ImportRecord, role: 'created' | 'updated', own: number | undefined): number | null {
    const field = plan.roles[role]
    if (field === null) return null
    if (field === 'record') return own ?? null
    const text = String(chosen(record, field) ?? '')
    const style = fields.get(field)?.guess.settings.dateStyle
    return text === '' || style === undefined ? null : (parseDateText(text, style, plan.timeZone)?.instantMs ?? null)
  }

  function creator(record: ImportRecord): string | null {
    const field = plan.roles.creator
    if (field === null) return null
    if (field === 'record') return personOf(record.createdBy)
    const value = chosen(record, field)
    const byKey = fields.get(field)?.guess.settings.peopleByKey === true
    const keys = byKey ? elementsOf(value, undefined) : peopleOf(String(value ?? ''), undefined).map(({ key }) => key)
    return personOf(keys[0])
  }

  function text(record: ImportRecord, role: 'group' | 'parent', own: string | undefined): string | null {
    const field = plan.roles[role]
    if (field === null) return null
    const found = field === 'record' ? own : String(chosen(record, field) ?? '').trim()
    return found === undefined || found === '' ? null : found
  }

  return (record: ImportRecord): ConvertedRecord => {
    for (const { field, title } of plan.leftOut) {
      const value = record.values[field]
      if (value !== undefined && value !== null) problems.add(title, 'field-left-out', String(value))
    }
    const cells = readers.flatMap(({ field, column, reader }): (readonly [number, Json])[] => {
      const value = reader.read(record.values[field])
      return value === null ? [] : [[column, value]]
    })
    if (linkColumns.length === 0) noteLinks(record, cells, problems)
    const parent = text(record, 'parent', record.parentKey)
    const last = latest(record)
    return {
      key: plan.keyPrefix + record.key,
      title: titleOf(record, problems),
      parentKey: parent === null ? null : plan.keyPrefix + parent,
      group: text(record, 'group', record.group),
      createdAt: instant(record, 'created', record.createdAt),
      createdBy: creator(record),
      updatedAt: instant(record, 'updated', record.updatedAt),
      updatedBy: personOf(last),
      cells,
      history: historyOf(record, plan, { columns: byField, personOf, problems, titles }),
      updates: updatesOf(record, plan, personOf, problems),
      links: linkColumns.flatMap((column) => linksOf(record, column, plan)),
      oldKey: oldKeyOf(record),
    }
  }
}

/** Columns whose cells name other items are filled when all items are there. */
function namesItems({ read }: ConvertColumn): boolean {
  return read !== null && fieldKind(read.kind).ofItems !== undefined
}

function linksOf(
  { values }: ImportRecord,
  { field, column, read }: ConvertColumn,
  plan: ConvertPlan,
): Omit<SliceLinks, 'at'>[] {
  const found = read === null ? null : readValue(values[field], read, plan.timeZone)
  if (found === null || !found.ok || found.value === null || !('keys' in found.value)) return []
  return [{ column, keys: found.value.keys.map((key) => plan.keyPrefix + key) }]
}

function oldKeyOf({ oldKey = '' }: ImportRecord): string | null {
  return oldKey.trim() === '' || oldKey.length > maxOldKey ? null : oldKey.trim()
}

function titleOf({ title, key }: ImportRecord, problems: Problems): string {
  const line = title.toWellFormed().replace(/\s+/g, ' ').trim() || key
  if (line.length <= maxTitle) return line
  problems.add(null, 'title-cut', line)
  return line.slice(0, maxTitle).trim()
}

/** Links for which no column is taken: kept where a text names them. */
function noteLinks(
  { key, links }: ImportRecord,
  cells: readonly (readonly [number, Json])[],
  problems: Problems,
): void {
  for (const link of links) {
    const isNamed = cells.some(([, value]) => typeof value === 'string' && value.includes(link.key))
    problems.add(null, isNamed ? 'link-as-text' : 'link-left-out', `${key} ${link.label} ${link.key}`)
  }
}

/** Who did the last thing that the source remembers. */
function latest({ history, comments }: ImportRecord): string | null {
  let found: { readonly at: number; readonly by: string | null } | undefined
  for (const entry of [history.at(-1), comments.at(-1)]) {
    if (entry && (!found || entry.at > found.at)) found = entry
  }
  return found?.by ?? null
}

interface HistoryContext {
  readonly columns: ReadonlyMap<
    string,
    { readonly column: number; readonly title: string; readonly reader: CellReader }
  >
  readonly personOf: (key: string | null) => string | null
  readonly problems: Problems
  readonly titles: ReadonlyMap<string, string>
}

function historyOf(
  record: ImportRecord,
  plan: ConvertPlan,
  { columns, personOf, problems, titles }: HistoryContext,
): Omit<SliceHistory, 'at'>[] {
  if (record.history.length === 0) return []
  const same = new Map<string, number>()
  return pastChanges(record).flatMap(({ entry, from, to }): Omit<SliceHistory, 'at'>[] => {
    const parts = [plan.board, record.key, entry.at, entry.by, entry.field, entry.from, entry.to]
    const twins = same.get(JSON.stringify(parts)) ?? 0
    same.set(JSON.stringify(parts), twins + 1)
    const base = { id: derivedId('history', ...parts, twins), ms: entry.at, by: personOf(entry.by) }
    if (entry.field === plan.titleField) return [{ ...base, column: 'title', from: side(from), to: side(to) }]
    if (entry.field === plan.parentField) {
      const parent = (value: ImportValue) => (value === null ? null : plan.keyPrefix + String(value))
      return [{ ...base, column: 'parent', from: parent(from), to: parent(to) }]
    }
    const target = columns.get(entry.field)
    if (!target) {
      problems.add(
        titles.get(entry.field) ?? entry.field,
        'history-of-left-out',
        `${entry.from ?? ''} → ${entry.to ?? ''}`,
      )
      return []
    }
    const past = (value: ImportValue): Json => {
      if (value === null || value === '') return null
      const read = target.reader.readPast(value)
      if (read === undefined) problems.add(target.title, 'history-misfit', String(value))
      return read ?? null
    }
    return [{ ...base, column: target.column, from: past(from), to: past(to) }]
  })
}

function side(value: ImportValue): Json {
  return value === null ? null : String(value).replace(/\s+/g, ' ').trim().slice(0, maxTitle)
}

function updatesOf(
  record: ImportRecord,
  plan: ConvertPlan,
  personOf: (key: string | null) => string | null,
  problems: Problems,
): Omit<SliceUpdate, 'at'>[] {
  const same = new Map<string, number>()
  return record.comments.flatMap((comment: ImportComment): Omit<SliceUpdate, 'at'>[] => {
    const body = comment.text.toWellFormed().trim()
    if (body === '') {
      problems.add(null, 'update-empty', record.key)
      return []
    }
    if (body.length > maxUpdateLength) problems.add(null, 'update-cut', record.key)
    const name = comment.key ?? `${comment.at} ${comment.by ?? ''}`
    const twins = same.get(name) ?? 0
    same.set(name, twins + 1)
    return [
      {
        id: derivedId('update', plan.board, record.key, name, twins),
        ms: comment.at,
        by: personOf(comment.by),
        body: body.slice(0, maxUpdateLength).trim(),
      },
    ]
  })
}
