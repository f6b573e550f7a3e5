import type pg from 'pg'

/** A link as it is stored. */
export interface StoredShare {
  readonly id: string
  readonly board: string
  readonly view: string | null
  readonly sealed: Buffer
  /** The columns that its view showed when it was made, by number. */
  readonly columns: readonly number[]
  readonly passwordHash: string | null
  readonly createdBy: string
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  readonly uses: number
}

/** What a new link says. */
export interface SharePlan extends Omit<StoredShare, 'lastUsedAt' | 'uses'> {
  readonly hash: string
}

/** What of a link can be changed; what is left out stays. */
export interface ShareEdit {
  readonly expiresAt?: number | null
  readonly passwordHash?: string | null
  readonly columns?: readonly number[]
}

const columns = `id, board, view, token_sealed AS sealed, columns, password_hash AS "passwordHash", created_by AS "createdBy",
  created_at::float8 AS "createdAt", expires_at::float8 AS "expiresAt", last_used_at::float8 AS "lastUsedAt", uses`

/** The links in the database, of one account. Those that were revoked are none. */
export function shareLinks(pool: pg.Pool, account: string) {
  const find = async (where: string, values: readonly unknown[]): Promise<StoredShare[]> => {
    const { rows } = await pool.query<StoredShare>(
      `SELECT ${columns} FROM share_link WHERE account = $1 AND revoked_at IS NULL AND ${where}`,
      [account, ...values],
    )
    return rows
  }
  return {
    byHash: async (hash: string): Promise<StoredShare | null> => (await find('token_hash = $2', [hash]))[0] ?? null,

    byId: async (board: string, id: string): Promise<StoredShare | null> =>
      (await find('board = $2 AND id = $3', [board, id]))[0] ?? null,

    /** Those of these that are in force. */
    among: (ids: readonly string[]) => find('id = ANY($2::uuid[])', [ids]),

    /** The links of a board, the newest first. */
    ofBoard: (board: string) => find('board = $2 ORDER BY created_at DESC, id', [board]),

    async add(plan: SharePlan): Promise<void> {
      await pool.query(
        `INSERT INTO share_link (account, id, board, view, token_hash, token_sealed, columns, password_hash, created_by,
           created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          account,
          plan.id,
          plan.board,
          plan.view,
          plan.hash,
          plan.sealed,
          plan.columns,
          plan.passwordHash,
          plan.createdBy,
          plan.createdAt,
          plan.expiresAt,
        ],
      )
    },

    async edit(id: string, edit: ShareEdit): Promise<void> {
      const { expiresAt, passwordHash, columns: shown } = edit
      await pool.query(
        `UPDATE share_link SET
           expires_at = CASE WHEN $3 THEN $4::bigint ELSE expires_at END,
           password_hash = CASE WHEN $5 THEN $6::text ELSE password_hash END,
           columns = coalesce($7::integer[], columns)
         WHERE account = $1 AND id = $2 AND revoked_at IS NULL`,
        [
          account,
          id,
          expiresAt !== undefined,
          expiresAt ?? null,
          passwordHash !== undefined,
          passwordHash ?? null,
          shown ?? null,
        ],
      )
    },

    /** Ends a link; false where there is none. */
    async revoke(board: string, id: string, now: number): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE share_link SET revoked_at = $4 WHERE account = $1 AND board = $2 AND id = $3 AND revoked_at IS NULL`,
        [account, board, id, now],
      )
      return rowCount === 1
    },

    /** Somebody got in by it. */
    async used(id: string, now: number): Promise<void> {
      await pool.query('UPDATE share_link SET last_used_at = $3, uses = uses + 1 WHERE account = $1 AND id = $2', [
        account,
        id,
        now,
      ])
    },
  }
}
