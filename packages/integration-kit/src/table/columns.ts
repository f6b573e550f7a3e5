import { ColumnProfile } from '../column-profile.ts'
import { dayOrderOf } from '../day-order.ts'
import type { FidelityLog } from '../fidelity.ts'
import { columnRoleOf, guessField } from '../guess.ts'
import type { FieldGuess, ImportField, ImportOptions, ImportPerson, ImportRole } from '../import-source.ts'
import { titleColumns } from '../keys.ts'
import { importKindOf } from '../kinds/all.ts'
import { peopleHints } from '../kinds/people.ts'
import { limitsOf, tooManyFields } from '../limits.ts'
import { peopleOf } from '../people.ts'
import { titleHint } from '../title-words.ts'
import { lastFilled, type TableCell } from './cells.ts'
import type { TableInput } from './input.ts'
import type { DataRow, Layout } from './layout.ts'

/** One column while stock is taken of it. */
export interface Column {
  readonly key: string
  readonly title: string
  readonly profile: ColumnProfile
  /** Different texts, where the column may be one of people; who is meant is known when the separator is. */
  readonly names: Set<string> | null
  guess: FieldGuess
  role?: ImportRole
}

/** Different texts that are kept of a column of people, and how long they may be. */
const maxNames = 20_000
const maxNameChars = 500

/** Columns for a row of titles. Titles that are missing or occur twice are made and reported. */
export function columnsOf({ header, width }: Layout, fidelity: FidelityLog, maxFields: number): Column[] {
  if (width > maxFields) throw tooManyFields({ ...limitsOf(undefined), maxFields })
  const titles = header.slice(0, width).map((cell) => (cell === null ? '' : String(cell)))
  return titleColumns(titles).map((titled, index) => {
    if (titled.change === 'untitled') fidelity.add(titled.key, 'column-untitled', titled.title)
    if (titled.change === 'repeated') {
      fidelity.add(titled.key, 'column-repeated', `${String(header[index])} → ${titled.title}`)
    }
    return newColumn(titled.key, titled.title)
  })
}

/** Reports a row that is shorter than the titles or longer than all columns; a longer one adds columns. */
export function noteWidth({ cells, ordinal }: DataRow, columns: Column[], layout: Layout, input: TableInput): void {
  const { fidelity, strictWidth } = input
  if (strictWidth && cells.length < layout.width) {
    fidelity.add(null, 'row-short', `row ${ordinal}: ${cells.length} of ${layout.width}`)
  }
  if (cells.length <= columns.length) return
  const last = lastFilled(cells)
  if (last < columns.length) return
  if (last >= limitsOf(input.options).maxFields) throw tooManyFields(limitsOf(input.options))
  fidelity.add(null, 'row-long', `row ${ordinal}: ${last + 1} of ${columns.length}`)
  const titles = [...columns.map((column) => column.title), ...cells.slice(columns.length, last + 1).map(() => '')]
  for (const { key, title } of titleColumns(titles).slice(columns.length)) columns.push(newColumn(key, title))
}

/** Counts the cells of a row. */
export function noteCells(cells: readonly TableCell[], columns: readonly Column[]): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? null
    const column = columns[i]
    if (cell === null || cell === '' || column === undefined) continue
    column.profile.add(cell)
    noteName(column, cell)
  }
}

/** Guesses the kinds of all columns; together they may tell whether days or months come first. */
export function guessAll(columns: readonly Column[], options: ImportOptions): void {
  for (const { profile } of columns) profile.finish()
  const dayFirst = options.dayFirst ?? dayOrderOf(columns.map(({ profile }) => profile.dateCounts))
  const context = dayFirst === undefined ? {} : { dayFirst }
  for (const column of columns) column.guess = guessField(column.title, column.profile, context)
}

/** The column as a field of the document. */
export function fieldOf(column: Column): ImportField {
  const { profile, guess, role } = column
  const { count, isMinimum } = profile.distinctCount
  const columnRole = role === undefined ? columnRoleOf(column.title, guess) : undefined
  return {
    key: column.key,
    title: column.title,
    guess,
    ...(role === undefined ? {} : { role }),
    ...(columnRole === undefined ? {} : { columnRole }),
    filledCount: profile.filledCount,
    distinctCount: count,
    ...(isMinimum ? { distinctIsMinimum: true } : {}),
    samples: profile.samples,
    historyCount: 0,
  }
}

/** Everybody named in columns of people. */
export function everybody(columns: readonly Column[]): readonly ImportPerson[] {
  const found = new Map<string, ImportPerson>()
  for (const { names, guess } of columns) {
    if (names === null || !importKindOf(guess.kind).namesPeople) continue
    for (const text of names) {
      for (const person of peopleOf(text, guess.settings.separator)) {
        if (!found.has(person.key)) found.set(person.key, person)
      }
    }
  }
  return [...found.values()]
}

function newColumn(key: string, title: string): Column {
  return {
    key,
    title,
    profile: new ColumnProfile(),
    names: peopleHints.has(titleHint(title)) ? new Set() : null,
    guess: { kind: 'text', confidence: 0, settings: {} },
  }
}

function noteName({ names }: Column, cell: TableCell): void {
  if (names === null || names.size >= maxNames || typeof cell !== 'string') return
  const text = cell.trim()
  if (text !== '' && text.length <= maxNameChars) names.add(text)
}
