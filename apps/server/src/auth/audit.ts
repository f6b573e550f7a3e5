import type { AuthContext } from './ports.ts'

/** Every security event that is kept. */
export type AuditEvent =
  | 'sign-in.succeeded'
  | 'sign-in.failed'
  | 'sign-in.locked'
  | 'sign-out'
  | 'session.ended'
  | 'sessions.ended'
  | 'password.changed'
  | 'password.change-failed'
  | 'link.created'
  | 'link.revoked'
  | 'link.used'
  | 'link.refused'
  | 'token.created'
  | 'token.revoked'
  | 'tokens.revoked'
  | 'token.refused'
  | 'owner.reset'
  | 'mail.tested'
  | 'mail.retried'
  | 'mail.forgotten'
  | 'picture.stored'

export interface AuditEntry {
  readonly event: AuditEvent
  /** The member who did it, where one is known. */
  readonly actor?: string | null
  /** What it was done to: a member, a session, a link, a token. */
  readonly subject?: string | null
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Keeps a security event. What could not be recorded is logged, and does not stop what is recorded. */
export async function audit({ pool, door, log }: AuthContext, entry: AuditEntry): Promise<void> {
  const { event, actor = null, subject = null, details = {} } = entry
  await pool
    .query('INSERT INTO audit (account, event, actor, subject, details) VALUES ($1, $2, $3, $4, $5)', [
      door.accountId,
      event,
      actor,
      subject,
      JSON.stringify(details),
    ])
    .catch((error: unknown) => log.error({ err: error, event, actor, subject }, 'a security event was not recorded'))
}
