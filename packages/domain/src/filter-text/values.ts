import type { KindOperator } from '../column/kind.ts'
import type { Json } from '../json.ts'
import { me } from '../view/to-filter.ts'
import type { ViewField } from '../view/fields.ts'
import { dayTexts, daysTexts, readDay, readDays } from './days.ts'
import { FilterRefusal, optionsOf } from './language.ts'
import { partsOfName, readName } from './names.ts'
import type { FilterLanguage, Named } from './language.ts'
import type { Scanner } from './scanner.ts'

/** How what an operator takes is read from a text and written to one. */
interface ValueWords {
  readonly read: (scan: Scanner, field: ViewField, language: FilterLanguage) => Json
  /** Ways to write it, the nicest first; those that do not read back to the same are passed over. */
  readonly write: (value: Json, field: ViewField, language: FilterLanguage) => readonly string[]
}

/** By what an operator takes. */
export const valueWords: Readonly<Record<KindOperator['takes'], ValueWords>> = {
  nothing: { read: () => null, write: () => [''] },
  text: { read: readText, write: (value) => (typeof value === 'string' ? [value, quoted(value)] : []) },
  number: { read: readNumber, write: (value) => [String(value)] },
  numbers: {
    read: (scan) => {
      const low = readNumber(scan)
      if (!scan.take('and') && !scan.take('to')) throw missing(scan, 'Two numbers are needed: between 1 and 5.')
      return [low, readNumber(scan)]
    },
    write: (value) => (Array.isArray(value) ? [value.map(String).join(' and ')] : []),
  },
  day: {
    read: (scan, _, { today }) => {
      const day = readDay(scan, today)
      if (day === undefined) throw missing(scan, 'A day is needed: today, in 7 days, next friday, 2026-12-24.')
      return day
    },
    write: dayTexts,
  },
  days: {
    read: (scan, _, { today }) => {
      const days = readDays(scan, today)
      if (days === undefined) throw missing(scan, 'Two days are needed: this week, next 7 days, today and 2026-12-24.')
      return days
    },
    write: daysTexts,
  },
  options: {
    read: (scan, field, language) => readList(scan, field.title, optionsOf(field, language), Number),
    write: (value, field, language) => listTexts(value, optionsOf(field, language)),
  },
  people: {
    read: (scan, field, { people }) =>
      readList(scan, field.title, [{ id: me, name: 'me' }, ...people], String, partsOfName),
    write: (value, _, { people }) => listTexts(value, [{ id: me, name: 'me' }, ...people]),
  },
  value: {
    read: (scan, field, { texts }) => {
      const from = scan.at
      const text = readText(scan)
      const read = field.source?.kind.parse(text, field.source.settings, texts)
      if (read?.ok !== true) throw new FilterRefusal(read?.message ?? 'This cannot be typed.', from, scan.at)
      return read.value
    },
    write: (value, field, { texts }) => {
      const { source } = field
      if (!source || !source.kind.value.safeParse(value).success) return []
      const text = source.kind.format(value, source.settings, texts)
      return [text, quoted(text)]
    },
  },
}

/** A text in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function missing(scan: Scanner, message: string): FilterRefusal {
  scan.skipSpace()
  return new FilterRefusal(message, scan.at, scan.endOfWord())
}

function readText(scan: Scanner): string {
  const text = scan.between('"') ?? scan.words()
  if (text === '') throw missing(scan, 'A text is needed.')
  return text
}

function readNumber(scan: Scanner): number {
  const found = scan.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy)
  if (!found) throw missing(scan, 'A number is needed.')
  return Number(found[0])
}

/** Names between commas; `#12` stands for what has no name of its own. */
function readList<Id extends string | number>(
  scan: Scanner,
  title: string,
  known: readonly Named<Id>[],
  idOf: (text: string) => Id,
  shortOf?: (name: string) => readonly string[],
): Id[] {
  const ids: Id[] = []
  do {
    const numbered = scan.match(/#([\w-]+)/y)
    if (numbered) ids.push(idOf(numbered[1] ?? ''))
    else ids.push(readName(scan, title, known, shortOf))
  } while (scan.take(','))
  return ids
}

function listTexts<Id extends string | number>(value: Json, known: readonly Named<Id>[]): string[] {
  if (!Array.isArray(value)) return []
  const ids = value as readonly Id[]
  const written = (nice: (name: string) => string): string =>
    ids
      .map((id) => {
        const found = known.find((each) => each.id === id)
        const isOne =
          found !== undefined &&
          known.filter(({ name }) => name.toLowerCase() === found.name.toLowerCase()).length === 1
        return found === undefined || !isOne ? `#${id}` : nice(found.name)
      })
      .join(', ')
  return [written((name) => name), written(quoted), ids.map((id) => `#${id}`).join(', ')]
}
