import type { Json, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { Conflict } from './conflicts.ts'
import type { QueuedCommand } from './queued-command.ts'

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

/** Which chunks of a board are wanted: all of `lanes` times `chunks`, none older than `version`. */
export interface ChunkRequest {
  readonly scope: Scope
  readonly version: number
  readonly lanes: readonly string[]
  readonly chunks: readonly number[]
}

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
  readonly chunks: readonly CachedChunk[]
}

export interface CachedChunk {
  readonly lane: string
  readonly chunk: number
  readonly body: Uint8Array
}

/** What the storage holds of the queue. */
export interface StoredQueue {
  /** The highest command number ever given; survives the commands. */
  readonly lastN: number
  readonly commands: readonly QueuedCommand[]
  readonly conflicts: readonly Conflict[]
}

/**
 * What must survive a reload. The queue is kept for ever; scopes are a cache, of which any part may be lost. Calls may
 * overlap; a command is safe once `putCommand` resolves.
 */
export interface ClientStorage {
  readonly loadQueue: () => Promise<StoredQueue>
  readonly putCommand: (command: QueuedCommand) => Promise<void>
  readonly removeCommands: (numbers: readonly number[]) => Promise<void>
  readonly putConflict: (conflict: Conflict) => Promise<void>
  readonly removeConflict: (id: string) => Promise<void>
  readonly loadScope: (scope: Scope) => Promise<CachedScope | undefined>
  /** Stores a scope. Chunks of lanes that are not given stay as they were, unless `whole` says these are all. */
  readonly saveScope: (cached: CachedScope, options: { readonly whole: boolean }) => Promise<void>
  readonly dropScope: (scope: Scope) => Promise<void>
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
