import { DomainError, uuidV7 } from '@fulcrum/domain'
import type { AccountRole, BoardRole } from '@fulcrum/domain'
import { linkPath } from '@fulcrum/protocol'
import { audit } from './audit.ts'
import type { AuthContext } from './ports.ts'
import { hashToken, newToken } from './secrets.ts'

export type LinkKind = 'owner' | 'invitation' | 'reset' | 'team'

/** A link as it is stored. */
export interface Link {
  readonly id: string
  readonly kind: LinkKind
  readonly createdAt: number
  readonly expiresAt: number
  readonly createdBy: string | null
  readonly role: AccountRole | null
  readonly email: string | null
  readonly member: string | null
  readonly board: string | null
  readonly boardRole: BoardRole | null
  readonly userId: string | null
  /** The team that whoever uses it joins. */
  readonly team: string | null
  /** How many may use a link for many. */
  readonly maxUses: number | null
  readonly uses: number
}

/** What a new link says; what is left out is not bound. */
export type LinkPlan = { readonly kind: LinkKind; readonly lifeMs: number } & {
  readonly [
    Field in 'createdBy' | 'role' | 'email' | 'member' | 'board' | 'boardRole' | 'userId' | 'team' | 'maxUses'
  ]?: Link[Field] | undefined
}

const columns = `id, kind, created_at AS "createdAt", expires_at AS "expiresAt", created_by AS "createdBy", role, email, member,
  board, board_role AS "boardRole", user_id AS "userId", team, max_uses AS "maxUses", uses`

/** Whoever took a link and did not come to an end with it, for want of power or connection, may try again after this. */
const claimMs = 60_000

/** Makes a link. Its address is known now and never again: only a hash is stored. */
export async function createLink(
  context: AuthContext,
  plan: LinkPlan,
): Promise<{ readonly id: string; readonly url: string; readonly expiresAt: number }> {
  const { pool, door, now, publicUrl } = context
  const time = now()
  const id = uuidV7(time, (bytes) => crypto.getRandomValues(bytes))
  const token = newToken()
  const expiresAt = time + plan.lifeMs
  await pool.query(
    `INSERT INTO auth_link (account, id, kind, token_hash, created_at, expires_at, created_by, role, email, member, board, board_role, user_id, team, max_uses)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      door.accountId,
      id,
      plan.kind,
      hashToken(token),
      time,
      expiresAt,
      plan.createdBy ?? null,
      plan.role ?? null,
      plan.email ?? null,
      plan.member ?? null,
      plan.board ?? null,
      plan.boardRole ?? null,
      plan.userId ?? null,
      plan.team ?? null,
      plan.maxUses ?? null,
    ],
  )
  const details = { kind: plan.kind, role: plan.role ?? null, email: plan.email ?? null }
  await audit(context, { event: 'link.created', actor: plan.createdBy ?? null, subject: id, details })
  // The token stands behind a #, which browsers keep from servers, logs and referrers.
  return { id, url: `${publicUrl()}${linkPath}#${token}`, expiresAt }
}

/** The open link with this token. */
export async function readLink({ pool, door, now }: AuthContext, token: string): Promise<Link> {
  const { rows } = await pool.query<Link>(
    `SELECT ${columns} FROM auth_link
     WHERE account = $1 AND token_hash = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3`,
    [door.accountId, hashToken(token), now()],
  )
  const [link] = rows
  if (!link) throw deadLink()
  return link
}

/** Whether a token ever was one of ours, however dead its link is now. */
export async function wasLink({ pool, door }: AuthContext, token: string): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM auth_link WHERE account = $1 AND token_hash = $2', [
    door.accountId,
    hashToken(token),
  ])
  return rowCount === 1
}

/** The open links of a kind, the latest first. */
export async function openLinks({ pool, door, now }: AuthContext, kind: LinkKind): Promise<readonly Link[]> {
  const { rows } = await pool.query<Link>(
    `SELECT ${columns} FROM auth_link
     WHERE account = $1 AND kind = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3
     ORDER BY created_at DESC, id`,
    [door.accountId, kind, now()],
  )
  return rows
}

/** Takes an open link back; false where there is no such link any more. */
export async function revokeLink({ pool, door, now }: AuthContext, kind: LinkKind, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE auth_link SET revoked_at = $4
     WHERE account = $1 AND kind = $2 AND id = $3 AND used_at IS NULL AND revoked_at IS NULL`,
    [door.accountId, kind, id, now()],
  )
  return rowCount === 1
}

/** Takes back the open reset links of a user: a new one, or another password, makes them void. */
export async function revokeResets({ pool, door, now }: AuthContext, userId: string, keep: string): Promise<void> {
  await pool.query(
    `UPDATE auth_link SET revoked_at = $3
     WHERE account = $1 AND kind = 'reset' AND user_id = $2 AND used_at IS NULL AND revoked_at IS NULL AND id <> $4`,
    [door.accountId, userId, now(), keep],
  )
}

/**
 * Runs work that uses a link up. Of many at once only one gets the link; where the work is refused the link stays open, where
 * it ends well the link is spent. Links for the first owner are one: who takes one takes all.
 */
export async function withLink<T>(context: AuthContext, link: Link, work: () => Promise<T>): Promise<T> {
  const { pool, door, now } = context
  const claimedAt = now()
  if (!(await claim(context, link, claimedAt))) throw deadLink()
  let result: T
  try {
    result = await work()
  } catch (error) {
    await pool.query('UPDATE auth_link SET claimed_at = NULL WHERE account = $1 AND id = $2 AND claimed_at = $3', [
      door.accountId,
      link.id,
      claimedAt,
    ])
    throw error
  }
  await pool.query('UPDATE auth_link SET used_at = $3 WHERE account = $1 AND id = $2', [door.accountId, link.id, now()])
  return result
}

/** Writes down whom a link made, so that an interrupted use is found again and finished. */
export async function bindLink({ pool, door }: AuthContext, link: Link, userId: string, member: string): Promise<void> {
  await pool.query('UPDATE auth_link SET user_id = $3, member = $4 WHERE account = $1 AND id = $2', [
    door.accountId,
    link.id,
    userId,
    member,
  ])
}

/** The one answer for links that never were and links that are over. */
export function deadLink(): DomainError {
  return new DomainError(
    'not-found',
    'This link does not work any more: it was used, taken back, or its time is over. Ask for a new one.',
  )
}

async function claim({ pool, door }: AuthContext, link: Link, claimedAt: number): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    // Links for the first owner are locked together; all others alone.
    const { rows } = await client.query<{ id: string; used: boolean; claimed: number | null }>(
      `SELECT id, used_at IS NOT NULL OR revoked_at IS NOT NULL OR expires_at <= $4 AS used, claimed_at AS claimed
       FROM auth_link WHERE account = $1 AND (id = $2 OR kind = 'owner' AND $3 = 'owner') ORDER BY id FOR UPDATE`,
      [door.accountId, link.id, link.kind, claimedAt],
    )
    const isOpen = rows.some(({ id, used }) => id === link.id && !used)
    const isClaimed = rows.some(({ claimed }) => claimed !== null && claimed > claimedAt - claimMs)
    const free = isOpen && !isClaimed
    if (free) {
      await client.query('UPDATE auth_link SET claimed_at = $3 WHERE account = $1 AND id = $2', [
        door.accountId,
        link.id,
        claimedAt,
      ])
    }
    await client.query('COMMIT')
    client.release()
    return free
  } catch (error) {
    client.release(true)
    throw error
  }
}
