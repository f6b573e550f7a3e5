import type { Json, Scope, ScopeState } from '@fulcrum/domain'
import type { Answer, PresentPerson, Viewport } from '@fulcrum/protocol'
import type { Channel, ChannelMessage } from './channels.ts'
import type { Conflict } from './conflicts.ts'
import type { LinkStatus } from './link.ts'
import type { Linked } from './linked.ts'
import type { Refusal } from './ports.ts'
import type { QueuedCommand } from './queued-command.ts'
import type { MovedRow } from './store.ts'

/** What the whole client tells of itself. A new object whenever anything in it changes. */
export interface ClientStatus {
  readonly link: LinkStatus
  /** Commands without an answer. */
  readonly queued: number
  /** Commands of an earlier time, another protocol or another person: to be applied or discarded by hand. */
  readonly stale: readonly QueuedCommand[]
  readonly conflicts: readonly Conflict[]
}

/**
 * `opening`: nothing is here. `viewport`: the first rows of the view are, in `viewport`; the state has the records but no items.
 * `loading`: the state has records and some lanes. `ready`: all of it is here. `gone`: there is no such thing, or no right to it.
 */
export type ScopePhase = 'opening' | 'viewport' | 'loading' | 'ready' | 'gone'

/** What a handle tells. `replaced`: `state` is another object. `linked`: what is known of items of other boards. `moved` names items whose rows the server gave otherwise. */
export type ScopeEvent =
  | { readonly kind: 'replaced' }
  | { readonly kind: 'changed'; readonly moved: readonly MovedRow[] }
  | { readonly kind: 'phase' }
  | { readonly kind: 'presence' }
  | { readonly kind: 'linked' }

/** An open scope. Handles are counted: the scope stays open until each of them is closed. */
export interface ScopeHandle {
  readonly scope: Scope
  readonly phase: ScopePhase
  /** The optimistic state: what the server confirmed with this client's own commands in place. Null until it is here. */
  readonly state: ScopeState | null
  readonly viewport: Viewport | null
  /** Share of the items' lanes that are here, 0 to 1. */
  readonly progress: number
  readonly people: readonly PresentPerson[]
  /** What the cells of a board name on other boards. */
  readonly linked: Linked | null
  readonly subscribe: (listener: (event: ScopeEvent) => void) => () => void
  readonly close: () => void
}

/** A command on its way. `done` gives the server's answer, a refusal among them; it never rejects. */
export interface Run {
  readonly n: number | null
  readonly done: Promise<Answer>
}

/** Commands that share a `batch` (an id that `newId` gives) are one piece of work: one entry in activity, one undo. */
export interface RunOptions {
  readonly batch?: string
  /** The scope on which a person did it, where the command is about another: undo there takes it back, too. */
  readonly from?: Scope
}

/** What undo or redo did. `kept` counts what somebody had changed since. */
export interface TakeBackOutcome {
  readonly command: string
  readonly taken: number
  readonly kept: number
}

/** Everything that a program does with Fulcrum: the web app, the command line and third parties use this and nothing else. */
export interface Client {
  readonly accountId: string
  readonly memberId: string
  /** The server's clock as far as it is known, ms UTC. */
  readonly now: () => number
  /** A new id, for what a command makes. */
  readonly newId: () => string
  readonly status: ClientStatus
  readonly onStatus: (listener: (status: ClientStatus) => void) => () => void
  readonly onRefusal: (listener: (refusal: Refusal) => void) => () => void
  /** Opens a scope; it is closed with the last of its handles. */
  readonly open: (scope: Scope, options?: { readonly view?: Json }) => ScopeHandle
  /** Runs a command: its effect stands in the local states when this returns, if it can be judged here. */
  readonly run: (command: string, args: Json, options?: RunOptions) => Run
  readonly query: <Result>(name: string, args: Json) => Promise<Result>
  /** Takes the person's last change of a scope back. Null where there is none. Rejects with a DomainError where it is refused. */
  readonly undo: (scope: Scope) => Promise<TakeBackOutcome | null>
  readonly redo: (scope: Scope) => Promise<TakeBackOutcome | null>
  readonly setPresence: (scope: Scope, cell: PresentPerson['cell']) => void
  /** The way of a doc's text, beside its scope, which must be open: it hears nothing before. */
  readonly channel: (scope: Scope, listener: (message: ChannelMessage) => void) => Channel
  readonly resolveConflict: (id: string, keep: 'mine' | 'theirs') => void
  readonly resolveStale: (commands: readonly number[], how: 'apply' | 'discard') => void
  /** Tries at once to reach the server, where the next try is yet to come. */
  readonly hurry: () => void
  readonly stop: () => void
}
