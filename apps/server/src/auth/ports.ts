import type {
  AccountId,
  BoardResource,
  BoardRules,
  DomainError,
  Fields,
  Json,
  MemberId,
  Principal,
} from '@fulcrum/domain'
import type { Log } from '../database/database.ts'
import type { Outbox } from '../mail/outbox.ts'
import type { BetterAuth } from './better-auth.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { MemberDirectory } from './member-directory.ts'
import type pg from 'pg'

/** What running a command through the door gave. */
export type DoorAnswer =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly code: DomainError['code']; readonly message: string }

/** A member's record with its id. */
export interface MemberEntry {
  readonly id: MemberId
  readonly fields: Fields
}

/** What sign-in needs of the account: its members as they are now, and the one way to change them. */
export interface AccountDoor {
  readonly accountId: AccountId
  name(): string
  run(principal: Principal, command: string, args: unknown): Promise<DoorAnswer>
  /** Everybody the account knows of, placeholders and removed people among them. */
  members(): Iterable<MemberEntry>
  /** The principal of a member, or null where there is none any more. */
  principal(memberId: MemberId): Principal | null
  /** The name of a team; null where there is none, or it is in the trash. */
  team(id: string): string | null
  /** What rules about a board look at; null where there is no such board. */
  board(id: string): Promise<BoardResource | null>
  /** The rules of a board: its own, and else its workspace's. */
  boardRules(board: Fields): BoardRules
  /** Closes the sockets of a session, on this node and on every other. */
  cutSession(sessionId: string): void
  /** The same on this node alone, for what every node finds out by itself. */
  cutSocketsHere(sessionId: string): void
  /** The sessions that sockets of this node are open for. */
  openSessions(): ReadonlySet<string>
  /** Rises with every change of the account's members. */
  version(): number
}

/** What the rooms of sign-in share. */
export interface AuthContext {
  readonly pool: pg.Pool
  readonly auth: BetterAuth
  readonly door: AccountDoor
  readonly directory: MemberDirectory
  /** Browsers that somebody signed in on before. */
  readonly known: KnownBrowsers
  /** Where browsers reach us, without a closing slash. Known once we listen; asked each time. */
  readonly publicUrl: () => string
  /** Milliseconds UTC. */
  readonly now: () => number
  /** Without it links are copied by hand. */
  readonly mail: Outbox | null
  readonly log: Log
}

/** Who is at the other end of a request, as far as counting and records go. */
export interface Caller {
  readonly ip: string
  readonly userAgent: string
  readonly cookie: string | undefined
}
