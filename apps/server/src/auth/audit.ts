import type { AccountId } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import type { AuthContext } from './ports.ts'
import type { DoorEvent } from './security-events.ts'

export interface AuditEntry {
  readonly event: DoorEvent
  /** The member who did it, where one is known. */
  readonly actor?: string | null
  /** What it was done to: a member, a session, a link, a token. */
  readonly subject?: string | null
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Keeps a security event. What could not be recorded is logged, and does not stop what is recorded. */
export type Recorder = (entry: AuditEntry) => Promise<void>

interface RecorderOptions {
  readonly pool: pg.Pool
  readonly accountId: AccountId
  readonly log: Log
}

/** What the rooms of the server beside sign-in keep their events by. */
export function auditRecorder({ pool, accountId, log }: RecorderOptions): Recorder {
  return async ({ event, actor = null, subject = null, details = {} }) => {
    await pool
      .query('INSERT INTO audit (account, event, actor, subject, details) VALUES ($1, $2, $3, $4, $5)', [
        accountId,
        event,
        actor,
        subject,
        JSON.stringify(details),
      ])
      .catch((error: unknown) => log.error({ err: error, event, actor, subject }, 'a security event was not recorded'))
  }
}

/** The same within sign-in. */
export async function audit({ pool, door, log }: AuthContext, entry: AuditEntry): Promise<void> {
  await auditRecorder({ pool, accountId: door.accountId, log })(entry)
}
