import { parseDateText, parseRangeText } from './dates.ts'
import type { FieldGuess, ImportPerson, ImportValue } from './import-source.ts'
import { parseNumberText } from './numbers.ts'
import { peopleOf } from './people.ts'
import { parseBooleanText } from './words.ts'

/** A value read under a kind. */
export type ReadValue =
  | { readonly kind: 'text' | 'longText'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'status'; readonly label: string }
  | { readonly kind: 'tags'; readonly labels: readonly string[] }
  /** Where the field gives people by key, name and e-mail are in the document's people. */
  | { readonly kind: 'people'; readonly people: readonly ImportPerson[] }
  | { readonly kind: 'date'; readonly day: number; readonly minute: number | null; readonly instantMs: number }
  | { readonly kind: 'timeline'; readonly start: number; readonly end: number }
  | { readonly kind: 'checkbox'; readonly checked: boolean }

/** A value, nothing (an empty cell), or a sentence about what does not fit. */
export type ReadResult =
  { readonly ok: true; readonly value: ReadValue | null } | { readonly ok: false; readonly message: string }

/**
 * Reads what the source has under a kind and its settings: those of the guess, or others that a person chose.
 * `readValue('25 %', {kind: 'number', settings: {numberStyle: 'point'}}) // {ok: true, value: {kind: 'number', number: 25}}`
 */
export function readValue(
  value: ImportValue | undefined,
  field: Pick<FieldGuess, 'kind' | 'settings'>,
  timeZone = 'UTC',
): ReadResult {
  if (value === null || value === undefined || value === '') return { ok: true, value: null }
  const { kind, settings } = field
  const text = (typeof value === 'object' ? value.join(', ') : String(value)).replace(/\r\n?/g, '\n')
  const trimmed = text.trim()
  if (kind === 'longText') return trimmed === '' ? nothing : good({ kind, text })
  if (trimmed === '') return nothing
  switch (kind) {
    case 'text':
      return good({ kind, text: text.replace(/\s*\n\s*/g, ' ') })
    case 'number': {
      const number = typeof value === 'number' ? value : parseNumberText(trimmed, settings.numberStyle ?? 'point')
      return number === null || !Number.isFinite(number) ? bad(trimmed, 'a number') : good({ kind, number })
    }
    case 'status':
      return good({ kind, label: trimmed })
    case 'tags': {
      const labels = elementsOf(value, settings.separator)
      return labels.length === 0 ? nothing : good({ kind, labels })
    }
    case 'people': {
      const people = settings.peopleByKey
        ? elementsOf(value, undefined).map((key) => ({ key, name: key }))
        : typeof value === 'object'
          ? value.flatMap((element) => peopleOf(element, undefined))
          : peopleOf(trimmed, settings.separator)
      return people.length === 0 ? nothing : good({ kind, people })
    }
    case 'date': {
      const date = parseDateText(trimmed, settings.dateStyle ?? 'iso', timeZone)
      return date === null ? bad(trimmed, 'a date') : good({ kind, ...date })
    }
    case 'timeline': {
      const style = settings.dateStyle ?? 'iso'
      const range = parseRangeText(trimmed, style, timeZone)
      if (range !== null) return good({ kind, start: range[0].day, end: range[1].day })
      const day = parseDateText(trimmed, style, timeZone)?.day
      return day === undefined ? bad(trimmed, 'two dates') : good({ kind, start: day, end: day })
    }
    case 'checkbox': {
      const checked = typeof value === 'boolean' ? value : parseBooleanText(trimmed)
      return checked === null ? bad(trimmed, 'yes or no') : good({ kind, checked })
    }
  }
}

/** The elements of a list, or of a text that a separator parts, each once. */
export function elementsOf(value: ImportValue, separator: string | undefined): readonly string[] {
  if (value === null) return []
  const parts =
    typeof value === 'object' ? value : separator === undefined ? [String(value)] : String(value).split(separator)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

const nothing: ReadResult = { ok: true, value: null }

function good(value: ReadValue): ReadResult {
  return { ok: true, value }
}

function bad(text: string, wanted: string): ReadResult {
  return { ok: false, message: `"${text.slice(0, 60)}" is not ${wanted}` }
}
