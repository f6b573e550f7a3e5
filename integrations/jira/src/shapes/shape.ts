import type {
  ColumnProfile,
  FieldGuess,
  ImportOption,
  ImportRole,
  ImportValue,
  LabelTheme,
  Raw,
} from '@fulcrum/integration-kit'
import type { PeopleRegistry } from '../people.ts'

/** How the raw value of a field is read; `any` goes by the value itself. */
export type FieldShape =
  | 'text'
  | 'longText'
  | 'label'
  | 'labels'
  /** Labels that history writes in one text, with spaces between them. */
  | 'words'
  | 'person'
  | 'people'
  | 'day'
  | 'instant'
  | 'number'
  /** Work, which the source counts in seconds. */
  | 'hours'
  | 'boolean'
  /** A list that is no set of labels. */
  | 'names'
  /** Files by their addresses. */
  | 'files'
  | 'links'
  | 'any'

/** What reading a value needs to know. */
export interface ReadContext {
  readonly people: PeopleRegistry
  /** Hears of parts of rich text that have no text. */
  readonly onLost: (what: string) => void
}

/** A value, with the shape it turned out to have; value null for an empty one. */
export interface ShapedValue {
  readonly shape: FieldShape
  readonly value: ImportValue
}

/** What a reading of all issues has gathered about a field. */
export interface FieldFacts {
  readonly title: string
  readonly role: ImportRole | undefined
  readonly theme: LabelTheme
  readonly profile: ColumnProfile
  /** Shapes that values turned out to have. */
  readonly seen: ReadonlySet<FieldShape>
  /** The most decimals of a number. */
  readonly decimals: number
  /** How many different labels there are, those of history too; null where they are too many to be labels. */
  readonly labelCount: number | null
  /** The labels with colours, and with stages where the theme has them. */
  options(): readonly ImportOption[]
}

/** All that is to be known of a shape. */
export interface Shape {
  /** Reads a value that is there; undefined where its form is not understood. */
  read(raw: Raw, context: ReadContext): ShapedValue | undefined
  /** One end of a change, which history gives as an id and a text; the text, or the id where there is none, if missing. */
  readHistory?(id: string | null, text: string | null, people: PeopleRegistry): string | null
  guess(facts: FieldFacts): FieldGuess
  /** Set where values are labels, to be counted: one in a field or several. */
  readonly labels?: 'one' | 'several'
}

/** How sure a guess is where the source itself says what a field is. */
export const sure = 0.98

/** What is taken for text because nothing better fits. */
export const plainText: FieldGuess = { kind: 'text', confidence: 0.9, settings: {} }

/** A value that is there but holds nothing. */
export function empty(shape: FieldShape): ShapedValue {
  return { shape, value: null }
}

/** A list of texts, each once; undefined where an element is not understood. */
export function listOf(
  raw: Raw,
  shape: FieldShape,
  read: (element: Raw) => string | undefined,
): ShapedValue | undefined {
  const elements = new Set<string>()
  for (const element of Array.isArray(raw) ? (raw as readonly Raw[]) : [raw]) {
    if (element === null || element === '') continue
    const text = read(element)
    if (text === undefined) return undefined
    elements.add(text)
  }
  return elements.size === 0 ? empty(shape) : { shape, value: [...elements] }
}
