import type { ColumnRole } from '@fulcrum/domain'
import type { ColumnProfile } from '../column-profile.ts'
import type {
  FieldGuess,
  GuessSettings,
  ImportAttachment,
  ImportKind,
  ImportPerson,
  ImportRole,
  ImportValue,
} from '../import-source.ts'
import type { TitleHint } from '../title-words.ts'
import { separated } from './separated.ts'

/** A column to be guessed at. */
export interface GuessQuestion {
  readonly title: string
  /** What the title speaks of. */
  readonly hint: TitleHint | null
  /** Finished, and with at least one value. */
  readonly profile: ColumnProfile
  /** How short dates are written, where the file or a person tells. */
  readonly dayFirst: boolean | undefined
}

/** A value to be read: never empty. */
export interface ReadQuestion {
  readonly value: string | number | boolean | readonly string[]
  /** The value as text, with line feeds only; lists joined by commas. */
  readonly text: string
  /** The text without space around it; not empty. */
  readonly trimmed: string
  readonly settings: GuessSettings
  readonly timeZone: string
}

/** A value read under a kind. */
export type ReadValue =
  | { readonly kind: 'text' | 'longText' | 'email' | 'link' | 'phone'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'status'; readonly label: string }
  | { readonly kind: 'tags'; readonly labels: readonly string[] }
  /** Where the field gives people by key, name and e-mail are in the document's people. */
  | { readonly kind: 'people'; readonly people: readonly ImportPerson[] }
  | { readonly kind: 'date'; readonly day: number; readonly minute: number | null; readonly instantMs: number }
  | { readonly kind: 'timeline'; readonly start: number; readonly end: number }
  | { readonly kind: 'checkbox'; readonly checked: boolean }
  | { readonly kind: 'items' | 'waits'; readonly keys: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly ImportAttachment[] }

/** A value, nothing (an empty cell), or a sentence about what does not fit. */
export type ReadResult =
  { readonly ok: true; readonly value: ReadValue | null } | { readonly ok: false; readonly message: string }

/** All that the kit knows of a kind: how to recognise a column of it, and how to read a value under it. */
export interface ImportKindDefinition {
  readonly id: ImportKind
  /** The guess for a column that seems to be of this kind, else null. Kinds are asked in the order of their list. */
  guess(question: GuessQuestion): FieldGuess | null
  /** Titles that make an empty column one of this kind, with the settings it then has. */
  readonly whenEmpty?: { readonly hints: readonly TitleHint[]; readonly settings: GuessSettings }
  read(question: ReadQuestion): ReadResult
  /** What a column of this kind means to the engine under a title. */
  columnRole?(hint: TitleHint | null, title: string): ColumnRole | undefined
  /** Roles in the source that only columns of this kind can have. */
  readonly importRoles?: readonly ImportRole[]
  /** Set where values name people. */
  readonly namesPeople?: true
  /** Set where a value can be the title of a record: with it a column is the better title the higher this is. */
  readonly asTitle?: 1 | 2
}

/** Declares a kind. */
export function defineImportKind(definition: ImportKindDefinition): ImportKindDefinition {
  return definition
}

/** An empty cell. */
export const nothing: ReadResult = { ok: true, value: null }

/** A value that was read. */
export function good(value: ReadValue): ReadResult {
  return { ok: true, value }
}

/** A text that does not fit. `bad('soon', 'a date')` */
export function bad(text: string, wanted: string): ReadResult {
  return { ok: false, message: `"${text.slice(0, 60)}" is not ${wanted}` }
}

/** How far a column may miss a kind: not at all when short, a fiftieth when long, a fifth when the title speaks of it. */
export function fits(count: number, filled: number, hinted: boolean): boolean {
  if (count === filled) return true
  if (hinted) return count >= filled * 0.8
  return filled >= 50 && count >= filled * 0.98
}

/** The elements of a list, or of a text that a separator parts, each once. */
export function elementsOf(value: ImportValue, separator: string | undefined): readonly string[] {
  if (value === null) return []
  const parts =
    typeof value === 'object' ? value : separator === undefined ? [String(value)] : separated(String(value), separator)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}
