import type { BoardReader } from '../board/board-reader.ts'
import type { LoggedChange } from '../change.ts'
import type { ScopeReader } from '../state.ts'
import type { About, AboutKind } from './about.ts'
import type { ThreadPeople } from './watchers.ts'

/** What a reason reads: the states as they are by now, which may be later than the change. */
export interface ReasonContext {
  readonly account: ScopeReader
  readonly board: BoardReader
  /** The thread whose change it is; null for changes of the board. */
  readonly thread: ScopeReader | null
  /** What the thread of an item of the board says of people. */
  readonly peopleOf: (item: string) => ThreadPeople
}

/** What a reason reads of a doc, as it is by now. */
export interface DocReasonContext {
  readonly account: ScopeReader
  readonly doc: ScopeReader
}

/** A person or a team whom the text of a doc names. */
export interface NamedInText {
  readonly doc: string
  readonly kind: 'member' | 'team'
  readonly id: string
  /** Who wrote the name there. */
  readonly by: string
}

/** Somebody whom a change concerns. */
export interface Found {
  readonly member: string
  readonly about: About
  /** The message of an item that it is about. */
  readonly update?: string
  /** The comment on a doc that it is about. */
  readonly comment?: string
  /** The column that it is about: who may not read it is not told. */
  readonly column?: number
  /** The day on which something is due. */
  readonly day?: number
  /** The team by which somebody is meant. */
  readonly team?: string
}

/** A reason why something reaches a person. Kinds are values: a new one is a file and a line in `all.ts`. */
export interface NotificationReason {
  readonly id: string
  /** What such entries are called: "Mentions". */
  readonly label: string
  /** Behind the name of who did it: "mentioned you". */
  readonly says: string
  /** The same where nobody is known who did it: "You were assigned". Absent where `says` stands alone as well. */
  readonly alone?: string
  /** The same of a day that has passed. */
  readonly saysPast?: string
  /** The answer to "why do I get this?". */
  readonly why: string
  /** The same where it is another one for what the entry is about. */
  readonly whyAbout?: { readonly [kind in AboutKind]?: { readonly why: string } }
  /** Whom a change of a board's or a thread's log concerns. */
  readonly find?: (change: LoggedChange, context: ReasonContext) => readonly Found[]
  /** Whom a change of a doc's log concerns. */
  readonly findInDoc?: (change: LoggedChange, context: DocReasonContext) => readonly Found[]
  /** Whom a name in the text of a doc concerns. */
  readonly findInText?: (named: NamedInText, account: ScopeReader) => readonly Found[]
  /** Whom the days from `after` (not itself) to `today` concern, on a board. */
  readonly findOnDays?: (
    board: BoardReader,
    days: { readonly after: number; readonly today: number },
  ) => readonly Found[]
}

/** Declares a reason. */
export function defineReason<const T extends NotificationReason>(reason: T): T {
  return reason
}
