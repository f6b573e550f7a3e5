import type { Json, Scope } from '@fulcrum/domain'
import type { Answer, WireChunk } from '@fulcrum/protocol'
import type { Conflict } from './conflicts.ts'
import type { LinkedSnapshot } from './linked.ts'
import type { NewCommand, QueuedCommand } from './queued-command.ts'

/** What a socket tells. Messages come in order; `onClose` comes once, also where the socket never opened. */
export interface ConnectionHandlers {
  readonly onOpen: () => void
  readonly onMessage: (text: string) => void
  readonly onClose: () => void
}

/** One socket. `send` may be called between `onOpen` and `onClose`; after `close` nothing is told any more. */
export interface Connection {
  readonly send: (text: string) => void
  readonly close: () => void
}

/** Where sockets come from. The handlers are never called before `connect` has returned. */
export interface Transport {
  readonly connect: (handlers: ConnectionHandlers) => Connection
}

/** Which chunks of a board are wanted: each of `lanes` in the chunks `from` to `to - 1`, none older than `version`. */
export interface ChunkRequest {
  readonly scope: Scope
  readonly version: number
  readonly lanes: readonly string[]
  readonly from: number
  readonly to: number
}

/** Compressed chunks, each of them at least as new as `version`. */
export interface ChunkAnswer {
  readonly version: number
  readonly chunks: readonly WireChunk[]
}

/** Fetches chunks. Rejects with a DomainError where it is refused; a server without a lane leaves it out. */
export type ChunkPort = (request: ChunkRequest) => Promise<ChunkAnswer>

/** Makes bytes smaller and larger again. */
export interface Compression {
  readonly gzip: (bytes: Uint8Array) => Promise<Uint8Array>
  readonly gunzip: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** Timers, of the machine or of a test. */
export interface Timers {
  readonly setTimeout: (call: () => void, delayMs: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
}

/** A scope as it was confirmed at `version`; chunks may be newer, because patches are absolute. Bodies are gzipped. */
export interface CachedScope {
  readonly scope: Scope
  readonly version: number
  readonly fingerprint: string
  readonly records: readonly (readonly [table: string, id: string, fields: { readonly [field: string]: Json }])[]
  readonly chunks: readonly WireChunk[]
}

/** What the cells of a board name elsewhere, as it was last told to somebody who sees the board by these rights. */
export interface CachedLinked extends LinkedSnapshot {
  readonly fingerprint: string
}

/** What the storage holds of the queue. */
export interface StoredQueue {
  /** The id of this browser profile for this member; made at first use. */
  readonly clientId: string
  readonly commands: readonly QueuedCommand[]
  readonly conflicts: readonly Conflict[]
}

/**
 * What must survive a reload. The queue is kept for ever; scopes are a cache, of which any part may be lost. Calls may
 * overlap, also from several tabs. A command is safe once `append` resolves.
 */
export interface ClientStorage {
  readonly loadQueue: () => Promise<StoredQueue>
  /**
   * Stores a command under the next number, in one step: no other tab gets the same, and numbers are never used again.
   * Commands of one tab get theirs in the order of the calls, also where these overlap.
   */
  readonly append: (command: NewCommand) => Promise<QueuedCommand>
  /** Stores a command under the number that it has. */
  readonly putCommand: (command: QueuedCommand) => Promise<void>
  readonly removeCommands: (numbers: readonly number[]) => Promise<void>
  /** Says that the server knows numbers up to this one: the next is higher. */
  readonly raise: (lastN: number) => Promise<void>
  readonly putConflict: (conflict: Conflict) => Promise<void>
  readonly removeConflict: (id: string) => Promise<void>
  readonly loadScope: (scope: Scope) => Promise<CachedScope | undefined>
  /** Stores a scope. Chunks that are not given stay as they were, unless `whole` says these are all. */
  readonly saveScope: (cached: CachedScope, options: { readonly whole: boolean }) => Promise<void>
  /** Forgets a scope, and what its cells name elsewhere. */
  readonly dropScope: (scope: Scope) => Promise<void>
  readonly loadLinked: (scope: Scope) => Promise<CachedLinked | undefined>
  readonly saveLinked: (scope: Scope, linked: CachedLinked) => Promise<void>
}

/** The other tabs of this browser profile. One of all of them leads: it has the socket. */
export interface Tabs {
  readonly id: string
  /** False where nothing can say which tab leads: then each does, for itself, with a socket of its own. */
  readonly exclusive: boolean
  /** Calls back once this tab leads. It leads until the returned function is called or the tab is gone. */
  readonly lead: (onLead: () => void) => () => void
  /** Tells all other tabs, in order. What is said is data that can be cloned. */
  readonly post: (message: unknown) => void
  readonly listen: (listener: (message: unknown) => void) => () => void
}

/** Asks a query of the HTTP API: `query('change.stack', { scope })`. Rejects with a DomainError where it is refused. */
export type QueryPort = (name: string, args: Json) => Promise<Json>

/** Why a command was not carried out. `local` ones never left this client. */
export interface Refusal {
  readonly n: number | null
  readonly command: string
  readonly args: Json
  readonly answer: Extract<Answer, { readonly ok: false }>
  readonly local: boolean
}
