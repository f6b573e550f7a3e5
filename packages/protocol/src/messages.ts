import * as z from 'zod/mini'
import { boardViewSpec, idOf, isScope } from '@fulcrum/domain'
import type { CellColumn, Cause, ErrorCode, Fields, Json, JsonObject, Patch, Scope } from '@fulcrum/domain'
import { maxDocPartLength } from './version.ts'

const scope = z.string().check(z.refine((text) => isScope(text), 'Not a scope.')) as unknown as z.ZodMiniType<Scope>

/** A place in what Yjs holds, as it writes it. */
const relativePosition = z.strictObject({
  type: z.optional(z.nullable(yjsId())),
  tname: z.optional(z.nullable(z.string().check(z.maxLength(20)))),
  item: z.optional(z.nullable(yjsId())),
  assoc: z.optional(z.int().check(z.gte(-1), z.lte(0))),
})

function yjsId() {
  return z.strictObject({ client: z.int().check(z.gte(0)), clock: z.int().check(z.gte(0)) })
}

/** First on every socket: which browser profile this is. The session comes with the socket's own cookie. */
const hello = z.strictObject({
  t: z.literal('hello'),
  protocol: z.int(),
  client: idOf('client'),
})

/** Asks for a scope: everything, or what came after `version` where the fingerprint is still right. */
const open = z.strictObject({
  t: z.literal('open'),
  scope,
  version: z.optional(z.int().check(z.gte(0))),
  fingerprint: z.optional(z.string().check(z.maxLength(20_000))),
  /** Asks for the first rows of a view along with the board; `opening` is the one with which it opens for this person. */
  view: z.optional(z.union([boardViewSpec, z.literal('opening')])),
})

const close = z.strictObject({ t: z.literal('close'), scope })

/** Runs a command. `n` rises by one over all scopes of a client; the same `n` gives the same answer again. */
const run = z.strictObject({
  t: z.literal('run'),
  n: z.int().check(z.gte(1)),
  v: z.int().check(z.gte(1)),
  command: z.string().check(z.maxLength(80)),
  args: z.unknown(),
  /** When the person did it, by the client's clock, where that was offline. */
  claimedAt: z.optional(z.int()),
  /** Larger work is several commands that share a batch: one entry in activity, one undo. */
  batch: z.optional(idOf('batch') as z.ZodMiniType<string>),
})

/** Where this person is on a board; null is on it, at no cell. */
const presence = z.strictObject({
  t: z.literal('presence'),
  scope,
  cell: z.nullable(
    z.strictObject({
      row: z.int().check(z.gte(0)),
      column: z.union([z.int(), z.literal('title')]),
      editing: z.boolean(),
    }),
  ),
})

const base64 = z.string().check(z.maxLength(maxDocPartLength), z.regex(/^[A-Za-z0-9+/]*={0,2}$/))

/** Asks for what is written in an open doc beyond what is here: a state vector of Yjs. */
const docSync = z.strictObject({ t: z.literal('doc.sync'), scope, vector: base64 })

/** Something written in an open doc: an update of Yjs, in parts where it is long. `key` and `n` are the writer's own. */
const docUpdate = z.strictObject({
  t: z.literal('doc.update'),
  scope,
  key: z.string().check(z.maxLength(40)),
  n: z.int().check(z.gte(1)),
  data: base64,
  more: z.optional(z.literal(true)),
})

/** Where somebody's cursor is in an open doc; null is nowhere. `peer` is their id in Yjs. */
const docCursor = z.strictObject({
  t: z.literal('doc.cursor'),
  scope,
  peer: z.int().check(z.gte(0), z.lte(2 ** 53 - 1)),
  cursor: z.nullable(z.strictObject({ anchor: relativePosition, head: relativePosition })),
})

/** Everything that a client may send. */
export const clientMessage = z.discriminatedUnion('t', [
  hello,
  open,
  close,
  run,
  presence,
  docSync,
  docUpdate,
  docCursor,
])

export type ClientMessage = z.infer<typeof clientMessage>

/** A change as it is sent. Without `patches`, nothing of it may be known here: only that the version moved. */
export interface WireChange {
  readonly version: number
  readonly id?: string
  readonly at?: number
  readonly actor?: string | null
  readonly cause?: Cause
  readonly command?: string
  readonly patches?: readonly Patch[]
  readonly batch?: string
  readonly client?: string
  readonly n?: number
  /**
   * Stands for every change after this version: `patches` has what they touched, once, as it is at `version` or later. Who
   * stands anywhere between the two takes it and is at `version`.
   */
  readonly since?: number
  /** The same change goes on in the next one: only the last part brings its reader to `version`. */
  readonly more?: true
  /** The commands of this client among the changes that it stands for. */
  readonly confirms?: readonly number[]
}

/** What a client needs to fetch a board's items: `GET /sync/chunks` per lane. */
export interface ChunkManifest {
  readonly rowCount: number
  readonly chunks: number
  readonly lanes: readonly { readonly key: string; readonly type: string }[]
}

/** The first rows of a view, for painting before the chunks are here. `values` has one row of lane values for each row. */
export interface Viewport {
  readonly count: number
  readonly groups: readonly { readonly key: Json; readonly count: number; readonly rows: readonly number[] }[]
  readonly lanes: readonly string[]
  readonly values: readonly (readonly [row: number, values: readonly Json[]])[]
}

export interface WelcomeMessage {
  readonly t: 'welcome'
  readonly protocol: number
  readonly account: string
  readonly member: string
  /** The highest command number of this client that has an answer. */
  readonly lastN: number
  readonly now: number
}

/** A scope from scratch. Changes after `version` follow as `changes`; a board's chunks may be newer than `version`. */
export interface OpenedMessage {
  readonly t: 'opened'
  readonly scope: Scope
  readonly version: number
  readonly fingerprint: string
  readonly records: readonly (readonly [table: string, id: string, fields: Fields])[]
  readonly chunks?: ChunkManifest
  readonly viewport?: Viewport
}

/** The client's copy is right as far as it goes; what it misses follows as `changes`. */
export interface ResumedMessage {
  readonly t: 'resumed'
  readonly scope: Scope
  readonly version: number
}

/** Changes of a scope in order and without gaps; missed ones come together as one that has `since`. */
export interface ChangesMessage {
  readonly t: 'changes'
  readonly scope: Scope
  readonly changes: readonly WireChange[]
}

/** What became of a command. Sent after the changes that it made. */
export type AnswerMessage = { readonly t: 'answer'; readonly n: number } & Answer

export type Answer =
  | {
      readonly ok: true
      readonly change?: string
      readonly versions: { readonly [scope: string]: number }
      readonly result: Json
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly details: JsonObject }

/** A scope is closed from the server's side: the rights ended, or they changed and it must be opened afresh. */
export interface GoneMessage {
  readonly t: 'gone'
  readonly scope: Scope
  readonly reason: 'no-access' | 'reset'
}

/**
 * What the cells of a board name on other boards, as far as this person may know of it. It comes by itself with the board, whole
 * or in parts, and is absolute: of an item the last word counts. What names nothing any more is not told of.
 */
export interface LinkedMessage {
  readonly t: 'linked'
  /** The board whose cells name the items. */
  readonly scope: Scope
  /** All that was told for this board before is worth nothing. */
  readonly fresh?: true
  /** With `fresh`: this is the beginning. What is told anew counts at once, and all else as it was until `last`. */
  readonly more?: true
  /** The end of what began with `more`. */
  readonly last?: true
  readonly boards?: readonly LinkedPart[]
  /** Items of which this person may know nothing. */
  readonly noAccess?: readonly string[]
  /** Items that there are not any more. */
  readonly gone?: readonly string[]
  /** Boards of which nothing more can be told, of those that a column names which this person may read. */
  readonly closed?: readonly (readonly [board: string, is: 'no-access' | 'gone'])[]
}

/** Items of one board, at its version. */
export interface LinkedPart {
  readonly board: string
  readonly version: number
  readonly name: string
  readonly prefix: string
  /** The columns that are told of, and those that would be, were they not hidden from this person. */
  readonly columns: readonly (readonly [id: string, fields: Fields])[]
  readonly hidden: readonly number[]
  /** Those of the columns whose cells this person may set. */
  readonly editable: readonly number[]
  readonly items: readonly LinkedItem[]
}

export interface LinkedItem {
  readonly id: string
  readonly row: number
  readonly state: 'live' | 'archived'
  readonly title: string
  readonly cells: readonly (readonly [column: CellColumn, value: Json])[]
}

/** Everyone who is on a board now. */
export interface PresenceMessage {
  readonly t: 'presence'
  readonly scope: Scope
  readonly people: readonly PresentPerson[]
}

export interface PresentPerson {
  readonly member: string
  readonly client: string
  readonly cell: { readonly row: number; readonly column: number | 'title'; readonly editing: boolean } | null
}

/** What is written in a doc beyond the vector that was asked for, and how far the server is. Both are of Yjs, in base64. */
export interface DocStateMessage {
  readonly t: 'doc.state'
  readonly scope: Scope
  readonly data: string
  readonly vector: string
}

/** Something that was written in a doc and is stored. Whoever wrote it finds their `key` and `n`. */
export interface DocChangedMessage {
  readonly t: 'doc.changed'
  readonly scope: Scope
  readonly data: string
  readonly key?: string
  readonly n?: number
}

/** An update was not taken, and nothing of it is stored. With `resync` it lacks what it rests on: ask for the state, and send all. */
export interface DocRefusedMessage {
  readonly t: 'doc.refused'
  readonly scope: Scope
  readonly key: string
  readonly n: number
  readonly code: ErrorCode
  readonly message: string
  readonly resync?: true
}

/** Somebody's cursor in a doc. */
export interface DocCursorMessage {
  readonly t: 'doc.cursor'
  readonly scope: Scope
  readonly peer: number
  readonly member: string
  readonly cursor: Json
}

/** What the server says of an open doc's text. */
export type DocMessage = DocStateMessage | DocChangedMessage | DocRefusedMessage | DocCursorMessage

/** What a client says of it. */
export type DocRequest = Extract<ClientMessage, { t: `doc.${string}` }>

/** The socket is about to be closed. */
export interface ByeMessage {
  readonly t: 'bye'
  readonly reason: 'restart' | 'signed-out' | 'protocol' | 'too-fast' | 'invalid'
  readonly message: string
  readonly retryAfterMs?: number
}

/** Everything that the server may send. */
export type ServerMessage =
  | WelcomeMessage
  | OpenedMessage
  | ResumedMessage
  | ChangesMessage
  | AnswerMessage
  | GoneMessage
  | LinkedMessage
  | PresenceMessage
  | DocMessage
  | ByeMessage
