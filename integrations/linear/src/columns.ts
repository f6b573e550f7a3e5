import { FidelityLog, parseDateText, plainText } from '@fulcrum/integration-kit'

/** Where the columns that mean something here stand, by their titles in lower case. */
export type ColumnPlaces = ReadonlyMap<string, number>

/** Columns of numbers that only the source can resolve, and of what it computes. */
const leftOut = new Map([
  ['team id', 'field-of-container'],
  ['project id', 'field-of-container'],
  ['project milestone id', 'field-of-container'],
  ['uuid', 'field-of-container'],
  ['time in status (minutes)', 'field-derived'],
] as const)

/** Columns that are read for themselves: ties to other issues, and the two that say the cycle. */
const readElsewhere: ReadonlySet<string> = new Set([
  'cycle number',
  'cycle name',
  'related to',
  'blocked by',
  'blocks',
  'blocking',
  'duplicate of',
])

export const issueKey = /[A-Z][A-Z0-9_]{0,19}-\d{1,9}/gi

/** True for the row of titles of an export. */
export function isHeader(titles: readonly string[]): boolean {
  const names = new Set(titles.map(plainTitle))
  const isOwn = ['cycle number', 'cycle name', 'project id', 'triaged', 'sla status'].some((name) => names.has(name))
  return ['id', 'team', 'title', 'status'].every((name) => names.has(name)) && isOwn
}

/** Where each column stands. */
export function placesIn(titles: readonly string[]): ColumnPlaces {
  const places = new Map<string, number>()
  titles.forEach((title, at) => {
    const name = plainTitle(title)
    if (name !== '' && !places.has(name)) places.set(name, at)
  })
  return places
}

/** Rows of an export with the columns that become fields, and how each is told. */
export class RowShape {
  readonly places: ColumnPlaces
  private readonly kept: readonly number[]
  private readonly titles: readonly string[]
  private readonly hasCycle: boolean

  constructor(titles: readonly string[]) {
    this.titles = titles
    this.places = placesIn(titles)
    const isKept = (title: string) => !leftOut.has(title as never) && !readElsewhere.has(title)
    this.kept = titles.flatMap((title, at) => (isKept(plainTitle(title)) ? [at] : []))
    this.hasCycle = this.places.has('cycle number') || this.places.has('cycle name')
  }

  /** The titles of the fields. */
  header(): string[] {
    return [...this.kept.map((at) => (this.titles[at] ?? '').trim()), ...(this.hasCycle ? ['Cycle'] : [])]
  }

  /** The cell of a column, without the sign that keeps spreadsheets from running it. */
  cell(row: readonly string[], name: string): string {
    const at = this.places.get(name)
    return at === undefined ? '' : plainText(row[at] ?? '').trim()
  }

  /** The cells of the fields. */
  cells(row: readonly string[]): string[] {
    const cells = this.kept.map((at) => told(plainTitle(this.titles[at] ?? ''), plainText(row[at] ?? '')))
    return this.hasCycle ? [...cells, this.cycle(row)] : cells
  }

  /** The name of the cycle, or its number. */
  cycle(row: readonly string[]): string {
    const number = this.cell(row, 'cycle number')
    return this.cell(row, 'cycle name') || (number === '' ? '' : `Cycle ${number}`)
  }

  /** Counts what is left out of a row. */
  noteLeftOut(row: readonly string[], fidelity: FidelityLog): void {
    for (const [name, reason] of leftOut) {
      const cell = this.cell(row, name)
      if (cell !== '') fidelity.add(null, reason, `${name}: ${cell}`)
    }
  }
}

/** A cell as its field has it. */
function told(name: string, cell: string): string {
  const text = cell.trim()
  if (name === 'priority') return /^no priority$/i.test(text) ? '' : text
  if (name === 'parent issue') return text.match(issueKey)?.[0] ?? text
  return isoOf(text) ?? cell
}

const scriptDate = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})/

/** A time as older exports write it, `Wed Oct 11 2023 09:00:00 GMT+0000 (GMT)`, as ISO text; null for any other text. */
function isoOf(text: string): string | null {
  const found = text.length > 100 ? null : scriptDate.exec(text)
  const read = found === null ? null : parseDateText(`${found[1]} ${found[2]}`, 'named')
  return read === null ? null : new Date(read.instantMs).toISOString()
}

/** Milliseconds UTC of a time of the export, or null. */
export function instantIn(text: string, timeZone: string | undefined): number | null {
  return parseDateText(isoOf(text) ?? text, 'iso', timeZone)?.instantMs ?? null
}

function plainTitle(title: string): string {
  return title
    .replace(/^\ufeff/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
