import type { ErrorCode, Json, JsonObject } from '@fulcrum/domain'
import type { GuessSettings, ImportDocument, ImportKind, ImportOptions, ImportPerson } from '@fulcrum/integration-kit'
import type { ImportPreviewRow, ImportProblem, ImportRole, ImportSourceEntry } from '@fulcrum/protocol'

// What the server and the worker that reads a file say to each other.

/** A file on this machine. */
export interface ReadableFile {
  readonly name: string
  readonly path: string
}

/** A file, understood; everything but its records. */
export interface OpenedFile {
  readonly kind: string
  readonly label: string
  readonly document: Omit<ImportDocument, 'records' | 'fidelity'>
  readonly problems: readonly ImportProblem[]
  readonly rows: readonly ImportPreviewRow[]
}

/** A field whose labels or people have to be found because it was taken for another kind than guessed. */
export interface GatherField {
  readonly field: string
  readonly what: 'labels' | 'people'
  readonly separator?: string | undefined
}

export interface Gathered {
  readonly labels: { readonly [field: string]: readonly string[] }
  readonly people: readonly ImportPerson[]
}

/** A field with the column that its values go to. */
export interface ConvertColumn {
  readonly field: string
  readonly title: string
  /** The number of the column. */
  readonly column: number
  /** The id of the column's kind. */
  readonly kind: string
  readonly settings: Json
  readonly read: { readonly kind: ImportKind; readonly settings: GuessSettings } | null
}

/** How records become items. */
export interface ConvertPlan {
  readonly board: string
  /** Goes before the key of each record: `<source>:`. */
  readonly keyPrefix: string
  readonly columns: readonly ConvertColumn[]
  /** Titles of the fields that are left out. */
  readonly leftOut: readonly { readonly field: string; readonly title: string }[]
  readonly titleField: string | null
  readonly parentField: string | null
  /** The field that gives each of these; `record` where the source's own reading of it holds. */
  readonly roles: { readonly [role in Exclude<ImportRole, 'title' | 'key'>]: string | 'record' | null }
  /** Members by the keys of the source's people. */
  readonly people: readonly (readonly [key: string, member: string])[]
  readonly timeZone: string
  readonly dayFirst: boolean
}

/** Cells of one column for some of a slice's items. */
export interface SliceCells {
  readonly column: number
  readonly at: readonly number[]
  readonly values: readonly Json[]
}

/** One change that the source remembers. Parents are given by key. */
export interface SliceHistory {
  readonly at: number
  readonly id: string
  readonly ms: number
  readonly by: string | null
  readonly column: number | 'title' | 'parent'
  readonly from: Json
  readonly to: Json
}

/** Records that one cell names, by their keys. */
export interface SliceLinks {
  readonly at: number
  readonly column: number
  readonly keys: readonly string[]
}

export interface SliceUpdate {
  readonly at: number
  readonly id: string
  readonly ms: number
  readonly by: string | null
  readonly body: string
}

/** Some items, by column; `at` is an item's place in the slice. Small enough to be one change. */
export interface Slice {
  readonly keys: readonly string[]
  readonly titles: readonly string[]
  readonly parentKeys: readonly (string | null)[]
  readonly groups: readonly (string | null)[]
  readonly createdAt: readonly (number | null)[]
  readonly createdBy: readonly (string | null)[]
  readonly updatedAt: readonly (number | null)[]
  readonly updatedBy: readonly (string | null)[]
  readonly cells: readonly SliceCells[]
  readonly history: readonly SliceHistory[]
  readonly updates: readonly SliceUpdate[]
  readonly links: readonly SliceLinks[]
  /** What people call each item by in the source, where that is not its key. */
  readonly oldKeys: readonly (string | null)[]
}

export type ReaderRequest =
  | { readonly call: 'sources' }
  | {
      readonly call: 'open'
      readonly file: ReadableFile
      readonly kind: string | null
      readonly options: ImportOptions
    }
  | { readonly call: 'gather'; readonly fields: readonly GatherField[] }
  | { readonly call: 'convert'; readonly plan: ConvertPlan }
  | { readonly call: 'next' }
  | { readonly call: 'problems' }

/** What each request is answered with. */
export interface ReaderAnswers {
  readonly sources: readonly ImportSourceEntry[]
  readonly open: OpenedFile
  readonly gather: Gathered
  readonly convert: null
  readonly next: Slice | null
  readonly problems: readonly ImportProblem[]
}

export type ReaderReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number
      readonly ok: false
      readonly code: ErrorCode | null
      readonly message: string
      readonly details: JsonObject
    }
