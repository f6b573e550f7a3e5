import type { ColumnRole, Stage } from '@fulcrum/domain'
import type { DateStyle } from './dates.ts'
import type { FidelityProblem } from './fidelity.ts'
import type { ImportLimits } from './limits.ts'
import type { NumberStyle } from './numbers.ts'

/** A file that somebody gave. It is read in pieces, and may be read more than once. */
export interface ImportFile {
  readonly name: string
  readonly sizeBytes: number
  /** Each call starts at the beginning. */
  read(): AsyncIterable<Uint8Array>
  /** Bytes `start` up to and without `end`. Formats that jump about in a file hold it in memory where this is missing. */
  readRange?(start: number, end: number): Promise<Uint8Array>
}

/** What a person may say about a file before it is read. */
export interface ImportOptions {
  /** The zone of times that name none, and in which days of exact times are counted; UTC if not given. */
  readonly timeZone?: string
  /** How `03/04/2024` is read where the file itself does not tell. */
  readonly dayFirst?: boolean
  /** Which sheet of a workbook, by name; the first visible one if not given. */
  readonly sheet?: string
  /** The field (its key) that tells rows apart over several imports. */
  readonly keyField?: string
  /** The field (its key) that holds the title. */
  readonly titleField?: string
  /** False where the first row is data already; found out if not given. */
  readonly hasHeader?: boolean
  /** True where kinds of links that use the same words are to be kept apart. */
  readonly linksApart?: boolean
  readonly limits?: Partial<ImportLimits>
}

/** Kinds that a field can be taken for. */
export const importKinds = [
  'text',
  'longText',
  'number',
  'status',
  'tags',
  'people',
  'date',
  'timeline',
  'checkbox',
  'email',
  'link',
  'phone',
  /** Other records, by their keys: see `LinkFields`. */
  'items',
  /** Records that have to come first, by their keys. */
  'waits',
  /** Files that lie elsewhere, each as `fileText` writes it. They are never fetched. */
  'files',
] as const

export type ImportKind = (typeof importKinds)[number]

/** What a field is in the source, beyond its kind. At most one field has each role. */
export const importRoles = ['title', 'key', 'parent', 'group', 'created', 'updated', 'creator'] as const

export type ImportRole = (typeof importRoles)[number]

/** A label that occurs, in the order in which labels should stand. */
export interface ImportOption {
  readonly name: string
  readonly colour: string
  readonly stage?: Stage
  /** How many records hold it now; 0 for one that only history names. */
  readonly count: number
}

/** How to read the values of a field under its kind. Each setting is there only where the kind needs it. */
export interface GuessSettings {
  readonly options?: readonly ImportOption[]
  readonly dateStyle?: DateStyle
  /** Set where some values carry a time of day. */
  readonly withTime?: boolean
  /** Set where day and month could not be told apart. */
  readonly dayOrderUncertain?: boolean
  readonly numberStyle?: NumberStyle
  /** What stands beside the numbers: `%`, `€`, `h`. */
  readonly unit?: string
  /** The most decimals that were seen. */
  readonly precision?: number
  /** What parts the elements of a text with several. */
  readonly separator?: string
  /** Set where people are given by `ImportPerson.key`; otherwise their names are in the text. */
  readonly peopleByKey?: boolean
  /** How records that others name say so: the title of the column that shows the same from the other side. */
  readonly backTitle?: string
}

/** What a field seems to be, and how sure that is, from 0 to 1. */
export interface FieldGuess {
  readonly kind: ImportKind
  readonly confidence: number
  readonly settings: GuessSettings
}

/** One field of the source: a column of a table, a field of an issue. */
export interface ImportField {
  /** Unique in the document, the same in every import of the same source, and safe as a key of an object. */
  readonly key: string
  /** Unique in the document. */
  readonly title: string
  readonly guess: FieldGuess
  readonly role?: ImportRole
  /** What it would mean to the engine as a column. */
  readonly columnRole?: ColumnRole
  readonly filledCount: number
  /** Different values; `distinctIsMinimum` says that counting stopped there. */
  readonly distinctCount: number
  readonly distinctIsMinimum?: boolean
  /** Up to five different values as they stand in the source. */
  readonly samples: readonly string[]
  /** Entries of history about this field. */
  readonly historyCount: number
}

/** Somebody the source names. A placeholder, never an account. */
export interface ImportPerson {
  readonly key: string
  readonly name: string
  readonly email?: string
  /** Other keys that the same source, in another of its forms, may know this person by. */
  readonly aliases?: readonly string[]
}

/** A value as the source has it; the field's guess says how to read it. A list has several elements of a set. */
export type ImportValue = string | number | boolean | readonly string[] | null

/**
 * One change that the source remembers. `value`: `from` and `to` are whole values. `element`: `from` left the set and
 * `to` joined it. People are given by key, days as `YYYY-MM-DD`, anything else as the source shows it.
 */
export interface ImportHistoryEntry {
  readonly at: number
  readonly by: string | null
  readonly field: string
  readonly mode: 'value' | 'element'
  readonly from: string | null
  readonly to: string | null
  readonly fromId?: string
  readonly toId?: string
}

/** A message on a record. */
export interface ImportComment {
  readonly key?: string
  readonly at: number
  readonly by: string | null
  readonly text: string
}

/** A tie between two records of the source, seen from this one: this record `label` the one named `key`. */
export interface ImportLink {
  readonly type: string
  readonly direction: 'inward' | 'outward'
  readonly label: string
  readonly key: string
  /** How the other record says the same: `is blocked by` for `blocks`. */
  readonly reverse?: string
}

/** A file that lies with the source. */
export interface ImportAttachment {
  readonly name: string
  readonly url: string
}

/** One item to be. Times are milliseconds UTC. */
export interface ImportRecord {
  /** Tells this record from all others, in this and later imports; see `ImportDocument.source.identity`. */
  readonly key: string
  readonly title: string
  readonly parentKey?: string
  readonly group?: string
  /** By field key; an absent field is empty. The object has no prototype. */
  readonly values: Readonly<Record<string, ImportValue>>
  readonly createdAt?: number
  readonly updatedAt?: number
  readonly createdBy?: string
  readonly history: readonly ImportHistoryEntry[]
  readonly comments: readonly ImportComment[]
  /** All that it is tied to, in the words of the source; fields of the kinds `items` and `waits` say it as cells. */
  readonly links: readonly ImportLink[]
  /** What people call it by in the source where that is not its key, such as `#123`: it is found by that here, too. */
  readonly oldKey?: string
}

/** Where a document comes from. */
export interface ImportSourceIdentity {
  /** The same in every import of the same source, so that a second one updates and makes no twins. */
  readonly id: string
  /** For people: the file's or the site's name. */
  readonly name: string
  /** A hash of the fields' titles: tells that a renamed file has the same make. */
  readonly fingerprint: string
  /**
   * What makes up the keys of records: a field of the source; the titles, which are all different; or the positions,
   * which hold only while rows keep their order.
   */
  readonly identity: 'key' | 'title' | 'position'
  /** What keys begin with, where one source may fill many boards: those hold it that have items of one of these. */
  readonly keyBeginnings?: readonly string[]
}

/** A file, understood: neutral towards its format, ready to be mapped to columns. */
export interface ImportDocument {
  readonly source: ImportSourceIdentity
  readonly fields: readonly ImportField[]
  readonly people: readonly ImportPerson[]
  readonly recordCount: number
  readonly historyCount: number
  readonly commentCount: number
  /** Sheets that could be chosen instead, for workbooks. */
  readonly sheets?: readonly string[]
  /** All records in the order of the source, read in pieces. Each call starts at the beginning. */
  records(): AsyncIterable<ImportRecord>
  /** Everything of the source that has no place in this document, with counts. Whole when `open` returns. */
  readonly fidelity: readonly FidelityProblem[]
}

/** A format that can be imported. */
export interface ImportSource {
  readonly id: string
  readonly label: string
  /** With the dot, lower case. */
  readonly extensions: readonly string[]
  readonly mediaTypes: readonly string[]
  /** One sentence for the screen on which people choose. */
  readonly description: string
  /** How surely these first bytes (up to 64 KB) are of this format, 0 to 1; the most certain source is offered first. */
  recognise(head: Uint8Array, name: string): number
  /**
   * The same by a look into the file, where `recognise` gives more than 0 but the first bytes cannot tell: what lies in an archive. It
   * may refuse a damaged file.
   */
  recogniseWhole?(file: ImportFile): Promise<number>
  /** Reads the file through once. What is wrong with it is a `DomainError` that says what to do. */
  open(file: ImportFile, options?: ImportOptions): Promise<ImportDocument>
}

/** Declares a source. */
export function defineImportSource(source: ImportSource): ImportSource {
  return source
}
