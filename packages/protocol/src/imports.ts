import type { ColumnRole, Json, Stage } from '@fulcrum/domain'
import { colours, columnRoles, idOf, jsonValue, stages } from '@fulcrum/domain'
import * as z from 'zod/mini'

// Importing over HTTP. A file is sent, looked at, mapped and taken in:
//
//   GET    /imports/sources            ImportSourceEntry[]: what can be imported
//   POST   /imports?name=FILE&kind=csv the raw bytes as the body; answers an ImportPreview. `kind` may be left out.
//   POST   /imports/:id/preview        ImportReading; reads the file again and answers an ImportPreview
//   POST   /imports/:id/start          ImportStart; answers an ImportStatus at once and goes on by itself
//   GET    /imports/:id                ImportStatus: ask every 300 ms while its state is `running`
//   DELETE /imports/:id                stops a running one and takes back what it did; forgets one that is not running
//
// Refusals are `{ error: { code, message, details } }` like everywhere.

/** What a field can be in the source beyond its column. At most one field has each role. */
export const importRoles = ['title', 'key', 'parent', 'group', 'created', 'updated', 'creator'] as const

export type ImportRole = (typeof importRoles)[number]

/** A format that can be imported. */
export interface ImportSourceEntry {
  readonly kind: string
  readonly label: string
  readonly description: string
  /** With the dot, lower case, for the file dialog. */
  readonly extensions: readonly string[]
}

const fieldKey = z.string().check(z.minLength(1), z.maxLength(200))

/** How the file is read; `POST /imports/:id/preview` with these. */
export const importReading = z.strictObject({
  /** The sheet of a workbook. */
  sheet: z.optional(z.string().check(z.maxLength(200))),
  /** How `03/04/2024` is read; absent lets the file tell. */
  dayFirst: z.optional(z.boolean()),
  /** The zone of times that name none; absent is the account's. */
  timeZone: z.optional(z.string().check(z.maxLength(60))),
  /** False where the first row is data already. */
  hasHeader: z.optional(z.boolean()),
  /** The field that tells rows apart over several imports, by key. */
  keyField: z.optional(fieldKey),
  /** The field that holds the title, by key. */
  titleField: z.optional(fieldKey),
  /** True keeps kinds of links apart that use the same words. */
  linksApart: z.optional(z.boolean()),
})

export type ImportReading = z.infer<typeof importReading>

const label = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  colour: z.enum(colours),
  stage: z.optional(z.enum(stages)),
})

/** A label that a column gets, in the order in which labels stand. */
export interface ImportLabel {
  readonly name: string
  readonly colour: (typeof colours)[number]
  readonly stage?: Stage | undefined
}

/** What becomes of one field. A field that is not named here is taken as the preview suggests. */
const importFieldMapping = z.strictObject({
  field: fieldKey,
  /** False leaves the field out. */
  take: z.boolean(),
  /** The column's title. */
  title: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(255))),
  /** The id of a column kind. */
  kind: z.optional(z.string().check(z.maxLength(40))),
  /** What the field is besides: the group, the parent's key, who made the item and when. Title and key are chosen by reading. */
  role: z.optional(z.nullable(z.enum(importRoles))),
  /** What the column means to the engine. */
  columnRole: z.optional(z.nullable(z.enum(columnRoles))),
  /** Labels of a status or tags column; values that are none of them are added behind. */
  labels: z.optional(z.array(label).check(z.maxLength(500))),
  /** What parts several values in one text. */
  separator: z.optional(z.string().check(z.minLength(1), z.maxLength(3))),
  /** Other settings of the column's kind, put over the suggested ones: unit, precision, time. */
  settings: z.optional(jsonValue(20_000)),
})

export type ImportFieldMapping = z.infer<typeof importFieldMapping>

/** Where the items go: a new board, or one that exists. */
const importTarget = z.union([
  z.strictObject({
    workspace: idOf('workspace'),
    folder: z.optional(z.nullable(idOf('folder'))),
    name: z.string().check(z.trim(), z.minLength(1, 'Type a name for the board.'), z.maxLength(255)),
    access: z.optional(z.enum(['main', 'private', 'shareable'])),
  }),
  z.strictObject({ board: idOf('board') }),
])

export type ImportTarget = z.infer<typeof importTarget>

/** `POST /imports/:id/start` with these. */
export const importStart = z.strictObject({
  target: importTarget,
  fields: z.optional(z.array(importFieldMapping).check(z.maxLength(2_000))),
})

export type ImportStart = z.infer<typeof importStart>

/** A kind that a field can be taken for. */
export interface ImportFieldKind {
  readonly kind: string
  readonly label: string
}

/** One field of the file with what it seems to be. */
export interface ImportPreviewField {
  readonly field: string
  readonly title: string
  /** What would become of it: the mapping to start from and to correct. */
  readonly suggestion: ImportSuggestion
  /** How sure the guess of the kind is, 0 to 1. */
  readonly confidence: number
  /** Day and month could not be told apart: ask, and read again with `dayFirst`. */
  readonly dayOrderUncertain: boolean
  readonly filledCount: number
  readonly distinctCount: number
  /** Counting different values stopped there; it may be more. */
  readonly distinctIsMinimum: boolean
  /** Up to five different values as they stand in the file. */
  readonly samples: readonly string[]
  readonly historyCount: number
}

/** The mapping of a field as it would be taken. */
export interface ImportSuggestion {
  readonly take: boolean
  readonly title: string
  readonly kind: string
  readonly role: ImportRole | null
  readonly columnRole: ColumnRole | null
  readonly labels: readonly ImportLabel[]
  readonly separator: string | null
  readonly settings: Json
}

/** A row of the file as it would become an item; cells are what the file says, by field. */
export interface ImportPreviewRow {
  readonly key: string
  readonly title: string
  readonly parentKey: string | null
  readonly group: string | null
  readonly cells: { readonly [field: string]: string }
}

/** Somebody the file names. `member` is who that is here; null becomes a placeholder. */
export interface ImportPreviewPerson {
  readonly key: string
  readonly name: string
  readonly email: string | null
  readonly member: string | null
}

/** One line of the report: what did not fit, why, how often, with up to five examples. */
export interface ImportProblem {
  /** The field's title; null where the whole row or file is meant. */
  readonly field: string | null
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly samples: readonly string[]
}

/** A file that was looked at. */
export interface ImportPreview {
  readonly id: string
  readonly file: { readonly name: string; readonly sizeBytes: number }
  readonly source: {
    readonly kind: string
    readonly label: string
    readonly name: string
    /** What tells rows apart in later imports: a field, the titles, or only their positions. */
    readonly identity: 'key' | 'title' | 'position'
  }
  readonly reading: ImportReading
  readonly sheets: readonly string[]
  readonly recordCount: number
  readonly historyCount: number
  readonly commentCount: number
  readonly fields: readonly ImportPreviewField[]
  /** The kinds that can be chosen. */
  readonly kinds: readonly ImportFieldKind[]
  /** The first rows. */
  readonly rows: readonly ImportPreviewRow[]
  /** Everybody the file names, at most 200 of them here. */
  readonly people: readonly ImportPreviewPerson[]
  readonly peopleCount: number
  readonly problems: readonly ImportProblem[]
  /** Boards that this source was imported into before and that this person may fill: importing there updates. */
  readonly knownBoards: readonly { readonly board: string; readonly name: string }[]
  readonly suggestedName: string
}

/** What an import has come to. */
export interface ImportReport {
  readonly board: string
  readonly boardName: string
  readonly isNewBoard: boolean
  /** All changes of the import share it; undo takes them back as one step. */
  readonly batch: string
  readonly items: { readonly created: number; readonly updated: number; readonly unchanged: number }
  readonly groups: number
  readonly columns: number
  readonly history: number
  readonly updates: number
  /** Connections that were made between items. */
  readonly links: number
  readonly people: { readonly known: number; readonly placeholders: number }
  readonly problems: readonly ImportProblem[]
  readonly durationMs: number
}

/** `GET /imports/:id`. */
export interface ImportStatus {
  readonly id: string
  readonly state: 'reading' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled'
  /** What is being written, while it runs: `people`, `columns`, `items`, `links`; `taking-back` where its server died meanwhile. */
  readonly phase: string | null
  readonly done: number
  readonly total: number
  readonly report: ImportReport | null
  /** Why it failed, for people. */
  readonly error: { readonly code: string; readonly message: string } | null
}
