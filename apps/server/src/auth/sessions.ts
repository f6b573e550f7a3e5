import type { SessionEntry } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import { absoluteMs, idleMs } from './better-auth.ts'
import type { AuthContext, MemberEntry } from './ports.ts'

/** A session is written down as used at most this often. */
const touchEveryMs = 5 * 60 * 1000

/** A session that is good now, with whose it is. */
export interface LiveSession {
  readonly sessionId: string
  readonly userId: string
  readonly member: MemberEntry
}

/** Finds the session behind a cookie, if it is good and its user is a member. Using it moves its idle end. */
export async function findSession(context: AuthContext, cookie: string | undefined): Promise<LiveSession | null> {
  if (cookie === undefined) return null
  const found = await readSession(context, new Headers({ cookie }))
  if (!found) return null
  const { session, user } = found
  const member = context.directory.ofUser(user.id)
  // A membership that ended took its sessions with it: who is invited again signs in again.
  if (!member || session.createdAt.getTime() < Number(member.fields['joinedAt'] ?? 0)) return null
  if (session.updatedAt.getTime() < context.now() - touchEveryMs) await touchSessions(context, [session.id])
  return { sessionId: session.id, userId: user.id, member }
}

/** Asks the library; while the database is away it waits, like every read. */
function readSession({ auth, pool }: AuthContext, headers: Headers) {
  return withRetry(pool, () =>
    auth.api.getSession({ headers }).catch((error: unknown) => {
      // The library says that it failed; what matters is why.
      throw error instanceof Error && error.cause instanceof Error ? error.cause : error
    }),
  )
}

/** Writes down that sessions are in use: their idle end moves on, their absolute end does not. */
export async function touchSessions({ pool, now }: AuthContext, ids: readonly string[]): Promise<void> {
  const time = now()
  await pool.query(
    `UPDATE auth_session SET updated_at = $2,
       expires_at = least($3::timestamptz, created_at + $4 * interval '1 millisecond')
     WHERE id = ANY ($1) AND updated_at < $5`,
    [ids, new Date(time), new Date(time + idleMs), absoluteMs, new Date(time - touchEveryMs)],
  )
}

/** A person's sessions that are good now, the latest used first. */
export async function listSessions(
  { pool, now }: AuthContext,
  { userId, sessionId }: LiveSession,
): Promise<readonly SessionEntry[]> {
  const { rows } = await pool.query<{
    id: string
    created_at: Date
    updated_at: Date
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
  }>(
    `SELECT id, created_at, updated_at, expires_at, ip_address, user_agent FROM auth_session
     WHERE user_id = $1 AND expires_at > $2 ORDER BY updated_at DESC, id`,
    [userId, new Date(now())],
  )
  return rows.map((row) => ({
    id: row.id,
    current: row.id === sessionId,
    createdAt: row.created_at.getTime(),
    usedAt: row.updated_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    ip: row.ip_address || null,
    userAgent: row.user_agent || null,
  }))
}

/** Ends one session of a user and cuts its sockets; false where the user has no such session. */
export async function endSession({ pool, door }: AuthContext, userId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('DELETE FROM auth_session WHERE id = $1 AND user_id = $2', [id, userId])
  if (rowCount === 1) door.cutSession(id)
  return rowCount === 1
}

/** Ends all sessions of a user, but for one where that is said; gives how many there were. */
export async function endSessions({ pool, door }: AuthContext, userId: string, keep?: string): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    'DELETE FROM auth_session WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid RETURNING id',
    [userId, keep ?? null],
  )
  for (const { id } of rows) door.cutSession(id)
  return rows.length
}

/** Of these sessions, those that are not good any more. */
export async function endedAmong({ pool, now }: AuthContext, ids: ReadonlySet<string>): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM auth_session WHERE id = ANY ($1) AND expires_at > $2',
    [[...ids], new Date(now())],
  )
  const good = new Set(rows.map(({ id }) => id))
  return [...ids].filter((id) => !good.has(id))
}

/** Forgets sessions that are over. */
export async function forgetSessions({ pool, now }: AuthContext): Promise<void> {
  await pool.query('DELETE FROM auth_session WHERE expires_at < $1', [new Date(now())])
}
