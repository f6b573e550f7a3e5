import type { ChangeId, MemberId } from './ids.ts'
import type { Patch } from './patch.ts'
import type { Scope } from './scope.ts'

/** Why a change came about. */
export type Cause =
  | { readonly kind: 'person' }
  | { readonly kind: 'import'; readonly source: string; readonly name: string }
  | { readonly kind: 'undo'; readonly of: ChangeId }
  | { readonly kind: 'redo'; readonly of: ChangeId }
  | { readonly kind: 'system'; readonly reason: string }
  | { readonly kind: 'form'; readonly view: string; readonly name: string }

/** One entry of a scope's log, as it is sent and stored. */
export interface Change {
  readonly id: ChangeId
  readonly scope: Scope
  /** The order within the scope, from 1, without gaps. */
  readonly version: number
  /** When it was true, ms UTC. Differs from the time of recording for imported history only. */
  readonly at: number
  /** Who did it; null where nobody is known. */
  readonly actor: MemberId | null
  readonly cause: Cause
  readonly command: string
  readonly patches: readonly Patch[]
  /** The changes of one larger piece of work share a batch. */
  readonly batch?: string
  /** Imported history: never patches state, notifies or undoes. */
  readonly historic?: boolean
  /** The client and its command number, so that a client knows its own change. */
  readonly client?: string
  readonly n?: number
}

/** A change with what takes it back. */
export interface LoggedChange extends Change {
  readonly recordedAt: number
  /** How many scopes the change wrote. */
  readonly span: number
  readonly inverse: readonly Patch[]
}
