import { audit } from './audit.ts'
import { deadLink } from './links.ts'
import type { Link } from './links.ts'
import type { AuthContext } from './ports.ts'

/** What came of a use of a link for many. */
export interface SharedUse {
  readonly userId: string
  /** False where the link gave the person nothing that they did not have: it is not counted then. */
  readonly counts: boolean
}

/**
 * Runs work that uses one place of a link for many. However many come at once, no more get in than may; a refused use, and one
 * that brought nothing, gives its place back.
 */
export async function withSharedLink(
  context: AuthContext,
  link: Link,
  work: () => Promise<SharedUse>,
): Promise<SharedUse> {
  const { pool, door, now } = context
  const { rowCount } = await pool.query(
    `UPDATE auth_link SET uses = uses + 1, used_at = CASE WHEN uses + 1 >= max_uses THEN $3::bigint END
     WHERE account = $1 AND id = $2 AND uses < max_uses AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3`,
    [door.accountId, link.id, now()],
  )
  if (rowCount !== 1) throw deadLink()
  try {
    const use = await work()
    if (!use.counts) await giveBack(context, link)
    return use
  } catch (error) {
    await giveBack(context, link)
    throw error
  }
}

/** Takes back what open link a team has: it has one at most. */
export async function revokeTeamLinks(context: AuthContext, team: string, actor: string | null): Promise<void> {
  const { pool, door, now } = context
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE auth_link SET revoked_at = $3
     WHERE account = $1 AND kind = 'team' AND team = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3
     RETURNING id`,
    [door.accountId, team, now()],
  )
  for (const { id } of rows) await audit(context, { event: 'link.revoked', actor, subject: id })
}

async function giveBack({ pool, door }: AuthContext, link: Link): Promise<void> {
  await pool.query('UPDATE auth_link SET uses = uses - 1, used_at = NULL WHERE account = $1 AND id = $2', [
    door.accountId,
    link.id,
  ])
}
