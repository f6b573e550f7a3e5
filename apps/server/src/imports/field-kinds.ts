import { columnKinds, guessColour, labelColours, maxLabelName, maxLabels } from '@fulcrum/columns'
import type { ColumnKindId } from '@fulcrum/columns'
import { matchingKey, must } from '@fulcrum/domain'
import type { ColumnKind, Json, JsonObject } from '@fulcrum/domain'
import type { GuessSettings, ImportKind, ImportPerson, ReadValue } from '@fulcrum/integration-kit'
import type { ImportLabel } from '@fulcrum/protocol'

/** What reading a cell may ask about the column it goes to. */
export interface CellTarget {
  /** The number of a label, or null where the column has none of that name. */
  readonly label: (name: string) => number | null
  readonly person: (person: ImportPerson) => string | null
  /** Says that a part of the value has no place. */
  readonly lose: (reason: 'label-missing' | 'person-missing' | 'values-cut', sample: string) => void
}

type ReadOf<K extends ImportKind> =
  Extract<ReadValue, { readonly kind: K }> | Extract<ReadValue, { readonly kind: 'text' | 'longText' }>

/** How what a source read becomes a cell of a column kind. */
export interface FieldKind<K extends ImportKind = ImportKind> {
  /** The id of the column kind. */
  readonly kind: string
  /** The settings of a new column. */
  readonly settings: (guess: GuessSettings, labels: readonly ImportLabel[]) => JsonObject
  readonly value: (read: Extract<ReadOf<K>, { readonly kind: K }>, target: CellTarget) => Json
  /** Whether labels have to be known before cells are read. */
  readonly hasLabels?: true
  readonly hasPeople?: true
  /** Set where cells name other items, which are all there only at the end: the cell for some of them, given what it says now. */
  readonly ofItems?: (ids: readonly string[], now: Json) => Json
}

const maxInCell = 50
const maxFilesInCell = 100

/** For each kind that a source speaks of, the column that holds it. */
const fieldKinds: { readonly [K in ImportKind]: FieldKind<K> } = {
  text: { kind: 'text', settings: () => ({}), value: ({ text }) => text },
  longText: { kind: 'long-text', settings: () => ({}), value: ({ text }) => text },
  number: {
    kind: 'number',
    settings: ({ unit, precision }) => ({
      unit: (unit ?? '').slice(0, 20),
      unitPlace: 'after',
      ...(precision !== undefined && { precision: Math.min(precision, 10) }),
    }),
    value: ({ number }) => number,
  },
  status: {
    kind: 'status',
    hasLabels: true,
    settings: (_guess, labels) => ({ labels: numbered(labels, true) }),
    value: ({ label }, target) => {
      const number = target.label(label)
      if (number === null) target.lose('label-missing', label)
      return number
    },
  },
  tags: {
    kind: 'tags',
    hasLabels: true,
    settings: (_guess, labels) => ({ labels: numbered(labels, false) }),
    value: ({ labels }, target) => {
      const numbers = labels.map((name) => ({ name, number: target.label(name) }))
      for (const { name, number } of numbers) if (number === null) target.lose('label-missing', name)
      const known = numbers.flatMap(({ number }) => (number === null ? [] : [number]))
      return upToLimit(
        [...new Set(known)].sort((left, right) => left - right),
        target,
      )
    },
  },
  people: {
    kind: 'people',
    hasPeople: true,
    settings: () => ({ several: true }),
    value: ({ people }, target) => {
      const ids = people.flatMap((person) => {
        const id = target.person(person)
        if (id === null) target.lose('person-missing', person.name)
        return id === null ? [] : [id]
      })
      return upToLimit([...new Set(ids)], target)
    },
  },
  date: {
    kind: 'date',
    settings: ({ withTime }) => ({ time: withTime === true }),
    value: ({ day, minute }) => ({ day, minute }),
  },
  timeline: { kind: 'timeline', settings: () => ({}), value: ({ start, end }) => ({ start, end }) },
  checkbox: { kind: 'checkbox', settings: () => ({}), value: ({ checked }) => checked },
  email: { kind: 'email', settings: () => ({}), value: ({ text }) => readBy('email', text) },
  link: { kind: 'link', settings: () => ({}), value: ({ text }) => readBy('link', text) },
  phone: { kind: 'phone', settings: () => ({ countryCode: '' }), value: ({ text }) => readBy('phone', text) },
  items: {
    kind: 'connect',
    settings: () => ({ boards: [], several: true }),
    value: () => null,
    ofItems: (ids) => (ids.length === 0 ? null : [...ids]),
  },
  waits: {
    kind: 'dependency',
    settings: () => ({ boards: [], refuses: false }),
    value: () => null,
    ofItems: (ids, now) => (ids.length === 0 ? null : ids.map((id) => termsIn(now, id))),
  },
  files: {
    kind: 'file',
    settings: () => ({ sortBy: 'name' }),
    value: ({ files }, target) => {
      if (files.length > maxFilesInCell) target.lose('values-cut', `${files.length} files`)
      return files.slice(0, maxFilesInCell).map(({ name, url }) => ({ name, url }))
    },
  },
}

/** How an item waits for another: as somebody has said here, else simply until it is done. */
function termsIn(now: Json, item: string): Json {
  const terms = Array.isArray(now) ? now : []
  const isThis = (term: Json) => typeof term === 'object' && term !== null && 'item' in term && term.item === item
  return terms.find(isThis) ?? { item, type: 'finish-start', lag: 0 }
}

/** The value that the kind itself reads in a text which the source's kind took already. */
function readBy(id: ColumnKindId, text: string): Json {
  const kind: ColumnKind = must(columnKinds.find((candidate) => candidate.id === id))
  const read = kind.parse(text, kind.defaultSettings, withoutPeople)
  return read.ok ? read.value : null
}

const withoutPeople = { findPerson: () => null, dayFirst: false, timeZone: 'UTC' }

/** The column for a kind that a source speaks of. */
export function fieldKind(kind: ImportKind): FieldKind {
  // @NOTE whoever reads a value under a kind gives it to the entry of that kind.
  return fieldKinds[kind] as unknown as FieldKind
}

/** The kind that a source speaks of behind a column kind; null for kinds that only their own `parse` can read. */
export function importKindOf(columnKind: string): ImportKind | null {
  const found = Object.entries(fieldKinds).find(([, { kind }]) => kind === columnKind)
  return found ? (found[0] as ImportKind) : null
}

/** Labels as people may have them, each name once, at most as many as a column holds. */
export function cleanLabels(
  options: readonly { name: string; colour?: string; stage?: ImportLabel['stage'] }[],
): ImportLabel[] {
  const labels = new Map<string, ImportLabel>()
  for (const { name, colour, stage } of options) {
    const line = name.toWellFormed().replace(/\s+/g, ' ').trim()
    const key = matchingKey(line)
    if (line === '' || line.length > maxLabelName || labels.has(key) || labels.size >= maxLabels) continue
    const known = labelColours.find((candidate) => candidate === colour)
    labels.set(key, {
      name: line,
      colour: known ?? guessColour(line, labels.size),
      ...(stage !== undefined && { stage }),
    })
  }
  return [...labels.values()]
}

function numbered(labels: readonly ImportLabel[], staged: boolean): Json {
  return labels.map(({ name, colour, stage }, index) => ({
    number: index + 1,
    name,
    colour,
    ...(staged && stage !== undefined && { stage }),
  }))
}

function upToLimit(values: readonly Json[], target: CellTarget): Json {
  if (values.length > maxInCell) target.lose('values-cut', `${values.length} entries`)
  return values.length === 0 ? null : values.slice(0, maxInCell)
}
