import type { MemberId } from '@fulcrum/domain'
import type { TokenEntry } from '@fulcrum/protocol'
import type { AuthContext } from '../auth/ports.ts'
import { withRetry } from '../database/pool.ts'

/** A token's row, without its hash. */
export interface StoredToken extends TokenEntry {
  readonly member: MemberId
  readonly revokedAt: number | null
}

interface TokenRow {
  readonly id: string
  readonly kind: 'personal' | 'service'
  readonly name: string
  readonly tail: string
  readonly member: MemberId
  readonly created_by: string
  readonly may_write: boolean
  readonly workspaces: string[] | null
  readonly boards: string[] | null
  readonly created_at: number
  readonly expires_at: number | null
  readonly used_at: number | null
  readonly revoked_at: number | null
}

const columns =
  'id, kind, name, tail, member, created_by, may_write, workspaces, boards, created_at, expires_at, used_at, revoked_at'

/** A use is written down at most this often. */
const touchEveryMs = 60 * 1000

/** Stores a new token by its hash. */
export async function storeToken(
  { pool, door }: AuthContext,
  hash: string,
  entry: Omit<TokenEntry, 'usedAt'>,
): Promise<void> {
  await pool.query(
    `INSERT INTO api_token (account, id, kind, token_hash, name, tail, member, created_by, may_write, workspaces, boards,
                            created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      door.accountId,
      entry.id,
      entry.kind,
      hash,
      entry.name,
      entry.tail,
      entry.member,
      entry.createdBy,
      entry.mayWrite,
      entry.places?.workspaces ?? null,
      entry.places?.boards ?? null,
      entry.createdAt,
      entry.expiresAt,
    ],
  )
}

/** The token with this hash, also one that is good no more. Asked at each request, so that revoking one counts at once. */
export async function tokenByHash({ pool, door }: AuthContext, hash: string): Promise<StoredToken | null> {
  const { rows } = await withRetry(pool, () =>
    pool.query<TokenRow>({
      name: 'token-by-hash',
      text: `SELECT ${columns} FROM api_token WHERE token_hash = $1 AND account = $2`,
      values: [hash, door.accountId],
    }),
  )
  return rows[0] ? toToken(rows[0]) : null
}

/** The tokens that are not revoked, newest first. */
export async function allTokens({ pool, door }: AuthContext): Promise<readonly StoredToken[]> {
  const { rows } = await pool.query<TokenRow>(
    `SELECT ${columns} FROM api_token WHERE account = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`,
    [door.accountId],
  )
  return rows.map(toToken)
}

/** Writes down that a token is in use. */
export async function touchToken({ pool, door, now }: AuthContext, { id, usedAt }: StoredToken): Promise<void> {
  const time = now()
  if (usedAt !== null && usedAt > time - touchEveryMs) return
  await pool.query(
    'UPDATE api_token SET used_at = $3 WHERE account = $1 AND id = $2 AND (used_at IS NULL OR used_at < $3)',
    [door.accountId, id, time],
  )
}

/** Ends a token; false where it had ended before. */
export async function revokeToken({ pool, door, now }: AuthContext, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'UPDATE api_token SET revoked_at = $3 WHERE account = $1 AND id = $2 AND revoked_at IS NULL',
    [door.accountId, id, now()],
  )
  return rowCount === 1
}

/** Ends all tokens by which programs act as a member. What it made for services is theirs, and goes on. */
export async function revokeTokensOf({ pool, door, now }: AuthContext, member: string): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE api_token SET revoked_at = $3
     WHERE account = $1 AND member = $2 AND revoked_at IS NULL`,
    [door.accountId, member, now()],
  )
  return rowCount ?? 0
}

function toToken(row: TokenRow): StoredToken {
  const { workspaces, boards } = row
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    tail: row.tail,
    member: row.member,
    createdBy: row.created_by,
    mayWrite: row.may_write,
    places: workspaces === null && boards === null ? null : { workspaces: workspaces ?? [], boards: boards ?? [] },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }
}
