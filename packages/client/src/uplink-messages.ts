import type { Json, Scope } from '@fulcrum/domain'
import type { Answer, DocMessage, DocRequest, PresentPerson, ServerMessage } from '@fulcrum/protocol'
import type { Conflict } from './conflicts.ts'
import type { LinkStatus } from './link.ts'
import type { QueuedCommand } from './queued-command.ts'

// What the tabs of one browser profile and their leader, who has the socket, tell each other. A request may be lost where
// nobody leads just then: commands are in the storage by then, and everything else is asked again when a leader greets.

/** What a tab asks of the leader. Other tabs overhear it. */
export type UplinkRequest =
  | { readonly t: 'hello' }
  | {
      readonly t: 'open'
      readonly scope: Scope
      readonly version?: number
      readonly fingerprint?: string
      readonly view?: Json
    }
  | { readonly t: 'close'; readonly scope: Scope }
  /** A command is about to be stored. Should its tab end before it says more, the leader finds it in the storage. */
  | { readonly t: 'storing'; readonly key: string }
  /** A command that the storage holds by now. */
  | { readonly t: 'queued'; readonly queued: QueuedCommand }
  | { readonly t: 'presence'; readonly scope: Scope; readonly cell: PresentPerson['cell'] }
  /** About the text of a doc. */
  | { readonly t: 'doc'; readonly message: DocRequest }
  | { readonly t: 'hurry' }
  | { readonly t: 'bye' }

/** Messages of the server that go to every tab as they are. */
export type ScopeMessage = Exclude<ServerMessage, { t: 'welcome' | 'bye' | 'answer' | DocMessage['t'] }>

/** What the leader tells all tabs. */
export type UplinkEvent =
  /** The link changed, or a tab asked. Another `greeting` means: ask for everything that is wanted again. */
  | {
      readonly t: 'link'
      readonly status: LinkStatus
      readonly greeting: string | null
      /** Server's clock minus this machine's, ms. */
      readonly clockOffsetMs: number
      /** The commands that wait for an answer. */
      readonly waiting: readonly number[]
    }
  | { readonly t: 'message'; readonly message: ScopeMessage | DocMessage }
  | { readonly t: 'answer'; readonly n: number; readonly answer: Answer; readonly queued: QueuedCommand }
  | { readonly t: 'conflict'; readonly conflict: Conflict }
  /** Commands that the storage held and nobody had told of: their tab is gone. */
  | { readonly t: 'found'; readonly commands: readonly QueuedCommand[] }
  /** The person was signed out: these wait until they are looked at. */
  | { readonly t: 'detached'; readonly commands: readonly QueuedCommand[] }

/** What a tab tells all others itself. */
export type PeerNotice =
  | { readonly t: 'resolved'; readonly conflict: string }
  | { readonly t: 'discarded'; readonly commands: readonly number[] }

/** What goes through the channel of the tabs. */
export type TabMessage =
  | { readonly from: string; readonly request: UplinkRequest }
  | { readonly from: string; readonly event: UplinkEvent }
  | { readonly from: string; readonly notice: PeerNotice }
