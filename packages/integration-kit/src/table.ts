import { DomainError } from '@fulcrum/domain'
import { ColumnProfile } from './column-profile.ts'
import { dateStylesOf, parseDateText } from './dates.ts'
import { dayOrderOf } from './day-order.ts'
import type { FidelityLog } from './fidelity.ts'
import { columnRoleOf, guessField } from './guess.ts'
import type {
  FieldGuess,
  ImportDocument,
  ImportField,
  ImportFile,
  ImportOptions,
  ImportPerson,
  ImportRecord,
  ImportRole,
  ImportSourceIdentity,
  ImportValue,
} from './import-source.ts'
import { emptyRecord, hashText, titleColumns } from './keys.ts'
import { limitsOf, tooManyFields, tooManyRecords } from './limits.ts'
import { readNumberText } from './numbers.ts'
import { ParentLinks } from './parent-links.ts'
import { peopleOf } from './people.ts'
import { titleHint } from './words.ts'

/** A cell as a table has it; dates come as ISO text. */
export type TableCell = string | number | boolean | null

/** Rows of cells under one row of titles. */
export interface TableInput {
  /** The id of the source that reads it. */
  readonly sourceId: string
  /** Goes into the identity besides the file's name: the sheet. */
  readonly part?: string
  readonly file: ImportFile
  readonly options: ImportOptions
  readonly fidelity: FidelityLog
  /** All rows, in pieces; each call starts at the beginning and gives the same. */
  rows(): AsyncIterable<readonly (readonly TableCell[])[]>
  /** True where every row should have as many cells as there are titles. */
  readonly strictWidth: boolean
  readonly sheets?: readonly string[]
}

interface Layout {
  /** Rows before this one are no data. */
  readonly firstDataRow: number
  readonly header: readonly TableCell[]
}

interface Column {
  readonly key: string
  readonly title: string
  readonly profile: ColumnProfile
  readonly people: Map<string, ImportPerson> | null
  guess: FieldGuess
  role?: ImportRole
}

const peopleLimit = 20_000
const layoutRows = 30

/**
 * Understands a table: finds its titles, takes stock of every column in one reading, guesses kinds and roles. Records
 * are read anew each time they are asked for, so memory does not grow with the rows.
 */
export async function tableDocument(input: TableInput): Promise<ImportDocument> {
  const { options, fidelity } = input
  const limits = limitsOf(options)
  const layout = await findLayout(input)
  const columns = columnsOf(layout.header, fidelity, limits.maxFields)
  let recordCount = 0
  for await (const { cells } of dataRows(input, layout, fidelity)) {
    recordCount++
    if (recordCount > limits.maxRecords) throw tooManyRecords(limits)
    if (cells.length > limits.maxFields && lastFilled(cells) >= limits.maxFields) throw tooManyFields(limits)
    noteWidth(cells, columns, input, recordCount)
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? null
      const column = columns[i]
      if (cell === null || cell === '' || column === undefined) continue
      column.profile.add(cell)
      if (column.people !== null && typeof cell === 'string') notePeople(column.people, cell)
    }
  }
  if (recordCount === 0 && layout.header.every((cell) => cell === null || cell === '')) {
    throw new DomainError('invalid', `The file "${input.file.name}" has no rows: choose one with content.`, {
      reason: 'no-rows',
    })
  }
  guessAll(columns, options, recordCount)
  const key = keyColumn(columns, options, recordCount)
  if (key !== undefined) key.role = 'key'
  const title = titleColumn(columns, options)
  if (title !== undefined) title.role = 'title'
  assignRoles(columns, key !== undefined)
  const identity = identityOf(key, title, recordCount)
  const parent = columns.find((column) => column.role === 'parent')
  const links = parent === undefined ? null : await readParents(input, layout, columns, fidelity)
  return {
    source: sourceIdentity(input, columns, identity),
    fields: columns.map((column) => fieldOf(column)),
    people: everybody(columns),
    recordCount,
    historyCount: 0,
    commentCount: 0,
    ...(input.sheets === undefined ? {} : { sheets: input.sheets }),
    records: () => records(input, layout, columns, identity, links),
    fidelity: noteTitles(columns, title, recordCount, fidelity).report(),
  }
}

async function findLayout(input: TableInput): Promise<Layout> {
  const first: (readonly TableCell[])[] = []
  for await (const rows of input.rows()) {
    first.push(...rows.slice(0, layoutRows - first.length))
    if (first.length >= layoutRows) break
  }
  const widths = first.map((row) => row.filter((cell) => !isEmpty(cell)).length)
  const widest = Math.max(0, ...widths)
  const candidate = widths.findIndex((width) => width >= Math.max(1, widest > 2 ? Math.ceil(widest / 2) : widest))
  if (candidate < 0) return { firstDataRow: 0, header: [] }
  const row = first[candidate] ?? []
  const hasHeader = input.options.hasHeader ?? !looksLikeData(row)
  for (let i = 0; i < candidate; i++) {
    if ((widths[i] ?? 0) > 0) input.fidelity.add(null, 'row-before-header', (first[i] ?? []).join(' '))
  }
  return hasHeader
    ? { firstDataRow: candidate + 1, header: row }
    : { firstDataRow: candidate, header: row.map(() => null) }
}

/** True where more than half of the filled cells are numbers, dates or yes and no: then the row is no row of titles. */
function looksLikeData(row: readonly TableCell[]): boolean {
  const filled = row.filter((cell) => !isEmpty(cell))
  const data = filled.filter(
    (cell) => typeof cell !== 'string' || readNumberText(cell, 'point') !== null || dateStylesOf(cell).length > 0,
  )
  return data.length > filled.length / 2
}

function columnsOf(header: readonly TableCell[], fidelity: FidelityLog, maxFields: number): Column[] {
  const width = lastFilled(header) + 1 || header.length
  if (width > maxFields) throw tooManyFields({ ...limitsOf(undefined), maxFields })
  return titleColumns(header.slice(0, width).map((cell) => (cell === null ? '' : String(cell)))).map(
    (titled, index) => {
      if (titled.change === 'untitled') fidelity.add(titled.key, 'column-untitled', titled.title)
      if (titled.change === 'repeated')
        fidelity.add(titled.key, 'column-repeated', `${String(header[index])} → ${titled.title}`)
      return newColumn(titled.key, titled.title)
    },
  )
}

function newColumn(key: string, title: string): Column {
  const hint = titleHint(title)
  return {
    key,
    title,
    profile: new ColumnProfile(),
    people: hint === 'people' || hint === 'creator' ? new Map() : null,
    guess: { kind: 'text', confidence: 0, settings: {} },
  }
}

async function* dataRows(
  input: TableInput,
  layout: Layout,
  fidelity: FidelityLog | null,
): AsyncGenerator<{ cells: readonly TableCell[]; ordinal: number }> {
  let index = 0
  let ordinal = 0
  for await (const rows of input.rows()) {
    for (const cells of rows) {
      const isData = index >= layout.firstDataRow
      index++
      if (!isData) continue
      if (cells.every(isEmpty)) {
        fidelity?.add(null, 'row-empty', `row ${index}`)
        continue
      }
      ordinal++
      yield { cells, ordinal }
    }
  }
}

function noteWidth(cells: readonly TableCell[], columns: Column[], input: TableInput, ordinal: number): void {
  if (cells.length === columns.length) return
  if (cells.length < columns.length) {
    if (input.strictWidth) input.fidelity.add(null, 'row-short', `row ${ordinal}: ${cells.length} of ${columns.length}`)
    return
  }
  const last = lastFilled(cells)
  if (last < columns.length) return
  input.fidelity.add(null, 'row-long', `row ${ordinal}: ${last + 1} of ${columns.length}`)
  const titles = [...columns.map((column) => column.title), ...cells.slice(columns.length, last + 1).map(() => '')]
  for (const { key, title } of titleColumns(titles).slice(columns.length)) columns.push(newColumn(key, title))
}

function notePeople(people: Map<string, ImportPerson>, cell: string): void {
  if (people.size >= peopleLimit) return
  // Kept by text; who is meant is known when the separator is.
  const text = cell.trim()
  if (text !== '' && text.length <= 500 && !people.has(text)) people.set(text, { key: text, name: text })
}

function guessAll(columns: readonly Column[], options: ImportOptions, recordCount: number): void {
  for (const { profile } of columns) profile.finish()
  const dayFirst = options.dayFirst ?? dayOrderOf(columns.map(({ profile }) => profile.dateCounts))
  const context = { recordCount, ...(dayFirst === undefined ? {} : { dayFirst }) }
  for (const column of columns) column.guess = guessField(column.title, column.profile, context)
}

function keyColumn(columns: readonly Column[], options: ImportOptions, recordCount: number): Column | undefined {
  const tellsApart = ({ profile }: Column) => profile.isUnique && profile.filledCount === recordCount && recordCount > 0
  if (options.keyField !== undefined) {
    const chosen = chosenColumn(columns, options.keyField)
    if (tellsApart(chosen)) return chosen
    throw new DomainError(
      'invalid',
      `The column "${chosen.title}" has empty or repeated values and cannot tell rows apart: choose another one, or none.`,
      { reason: 'key-not-unique', field: chosen.key },
    )
  }
  return columns.find(
    (column) => titleHint(column.title) === 'key' && tellsApart(column) && column.profile.maxLength <= 200,
  )
}

function titleColumn(columns: readonly Column[], options: ImportOptions): Column | undefined {
  if (options.titleField !== undefined) return chosenColumn(columns, options.titleField)
  const free = columns.filter((column) => column.role === undefined && column.profile.filledCount > 0)
  const isText = ({ guess }: Column) => guess.kind === 'text'
  return (
    free.find(
      (column) => titleHint(column.title) === 'title' && (isText(column) || column.guess.kind === 'longText'),
    ) ??
    free.find((column) => isText(column) && column.profile.textCount > 0 && titleHint(column.title) !== 'text') ??
    free.find((column) => isText(column) || column.guess.kind === 'longText') ??
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

function assignRoles(columns: readonly Column[], hasKey: boolean): void {
  const taken = new Set<ImportRole>()
  for (const column of columns) {
    if (column.role !== undefined) continue
    const { guess, profile } = column
    const hint = titleHint(column.title)
    const distinct = profile.distinct?.size ?? Infinity
    const role: ImportRole | null =
      hint === 'parent' && hasKey && profile.filledCount > 0
        ? 'parent'
        : hint === 'group' && distinct <= 200 && profile.filledCount > 0
          ? 'group'
          : (hint === 'created' || hint === 'updated') && guess.kind === 'date'
            ? hint
            : hint === 'creator' && guess.kind === 'people'
              ? 'creator'
              : null
    if (role === null || taken.has(role)) continue
    taken.add(role)
    column.role = role
  }
}

function identityOf(
  key: Column | undefined,
  title: Column | undefined,
  recordCount: number,
): ImportSourceIdentity['identity'] {
  if (key !== undefined) return 'key'
  const tells = title !== undefined && title.profile.isUnique && title.profile.filledCount === recordCount
  return tells && title.profile.maxLength <= 500 ? 'title' : 'position'
}

async function readParents(
  input: TableInput,
  layout: Layout,
  columns: readonly Column[],
  fidelity: FidelityLog,
): Promise<ParentLinks> {
  const links = new ParentLinks()
  const keyAt = columns.findIndex((column) => column.role === 'key')
  const parentAt = columns.findIndex((column) => column.role === 'parent')
  for await (const { cells } of dataRows(input, layout, null)) {
    const parent = textOf(cells[parentAt])
    links.add(textOf(cells[keyAt]), parent === '' ? null : parent)
  }
  links.finish(columns[parentAt]?.key ?? null, fidelity)
  return links
}

async function* records(
  input: TableInput,
  layout: Layout,
  columns: readonly Column[],
  identity: ImportSourceIdentity['identity'],
  links: ParentLinks | null,
): AsyncGenerator<ImportRecord> {
  const at = (role: ImportRole) => columns.findIndex((column) => column.role === role)
  const [keyAt, titleAt, groupAt, createdAt, updatedAt, creatorAt] = [
    at('key'),
    at('title'),
    at('group'),
    at('created'),
    at('updated'),
    at('creator'),
  ]
  const instant = (cells: readonly TableCell[], index: number): number | undefined => {
    const style = columns[index]?.guess.settings.dateStyle
    const text = textOf(cells[index])
    return style === undefined || text === ''
      ? undefined
      : parseDateText(text, style, input.options.timeZone)?.instantMs
  }
  for await (const { cells, ordinal } of dataRows(input, layout, null)) {
    const values = emptyRecord<ImportValue>()
    for (let i = 0; i < columns.length && i < cells.length; i++) {
      const cell = cells[i] ?? null
      const column = columns[i]
      if (column === undefined || isEmpty(cell)) continue
      values[column.key] = typeof cell === 'string' && cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
    }
    const ownKey = textOf(cells[keyAt])
    const titleText = textOf(cells[titleAt])
    const key = identity === 'key' ? ownKey : identity === 'title' ? `title:${titleText}` : `row:${ordinal}`
    const parentKey = links?.parentOf(key)
    const group = textOf(cells[groupAt])
    const created = instant(cells, createdAt)
    const updated = instant(cells, updatedAt)
    const creator = peopleOf(textOf(cells[creatorAt]), undefined)[0]
    yield {
      key,
      title: titleText === '' ? ownKey || `Row ${ordinal}` : titleText,
      ...(parentKey === undefined ? {} : { parentKey }),
      ...(group === '' ? {} : { group }),
      values,
      ...(created === undefined ? {} : { createdAt: created }),
      ...(updated === undefined ? {} : { updatedAt: updated }),
      ...(creator === undefined ? {} : { createdBy: creator.key }),
      history: [],
      comments: [],
      links: [],
    }
  }
}

function fieldOf(column: Column): ImportField {
  const { profile, guess } = column
  const { count, isMinimum } = profile.distinctCount
  const columnRole = column.role === undefined ? columnRoleOf(column.title, guess) : undefined
  return {
    key: column.key,
    title: column.title,
    guess,
    ...(column.role === undefined ? {} : { role: column.role }),
    ...(columnRole === undefined ? {} : { columnRole }),
    filledCount: profile.filledCount,
    distinctCount: count,
    ...(isMinimum ? { distinctIsMinimum: true } : {}),
    samples: profile.samples,
    historyCount: 0,
  }
}

function everybody(columns: readonly Column[]): readonly ImportPerson[] {
  const found = new Map<string, ImportPerson>()
  for (const { people, guess } of columns) {
    if (people === null || guess.kind !== 'people') continue
    for (const text of people.keys()) {
      for (const person of peopleOf(text, guess.settings.separator)) found.set(person.key, person)
    }
  }
  return [...found.values()]
}

function sourceIdentity(
  input: TableInput,
  columns: readonly Column[],
  identity: ImportSourceIdentity['identity'],
): ImportSourceIdentity {
  const name = input.file.name.split(/[\\/]/).at(-1) ?? input.file.name
  const part = input.part === undefined ? '' : `#${input.part}`
  return {
    id: `${input.sourceId}:${name.toLowerCase()}${part.toLowerCase()}`,
    name: `${name}${part === '' ? '' : ` (${input.part})`}`,
    fingerprint: hashText(columns.map((column) => column.key).join('\n')),
    identity,
  }
}

function noteTitles(
  columns: readonly Column[],
  title: Column | undefined,
  recordCount: number,
  fidelity: FidelityLog,
): FidelityLog {
  const untitled = recordCount - (title?.profile.filledCount ?? 0)
  if (untitled > 0) fidelity.add(title?.key ?? columns[0]?.key ?? null, 'title-missing', undefined, untitled)
  return fidelity
}

function isEmpty(cell: TableCell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && (cell === '' || cell.trim() === ''))
}

function lastFilled(cells: readonly TableCell[]): number {
  return cells.findLastIndex((cell) => !isEmpty(cell))
}

function textOf(cell: TableCell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim()
}
