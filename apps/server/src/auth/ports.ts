import type { AccountId, DomainError, Fields, Json, Principal } from '@fulcrum/domain'
import type { Log } from '../database/database.ts'
import type pg from 'pg'

/** What running a command through the door gave. */
export type DoorAnswer =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly code: DomainError['code']; readonly message: string }

/** What sign-in needs of the account: its members as they are now, and the one way to change them. */
export interface AccountDoor {
  readonly accountId: AccountId
  run(principal: Principal, command: string, args: unknown): Promise<DoorAnswer>
  /** The account scope's member records, placeholders and removed ones among them. */
  members(): Iterable<readonly [id: string, fields: Fields]>
  teamsOf(memberId: string): readonly string[]
  /** Closes the member's sockets on this node. */
  cutMember(memberId: string): void
}

/** A letter; the text is all there is to it. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends mail, or throws. */
export interface Mailer {
  send(letter: Letter): Promise<void>
}

export interface AuthOptions {
  readonly pool: pg.Pool
  /** Where browsers reach us, without a closing slash. Known once we listen; asked each time. */
  readonly publicUrl: () => string
  /** At least 32 random characters, the same on every node and at every start. */
  readonly secret: string
  readonly door: AccountDoor
  /** Milliseconds UTC. */
  readonly clock: () => number
  /** Without it links are copied by hand. */
  readonly mail?: Mailer | undefined
  readonly log: Log
}
