import type { FormAudience } from '@fulcrum/domain'
import type pg from 'pg'

/** A link as it is stored. */
export interface StoredLink {
  readonly id: string
  readonly board: string
  readonly view: string
  readonly sealed: Buffer
  readonly audience: FormAudience
  readonly createdAt: number
  readonly closesAt: number | null
  readonly maxAnswers: number | null
  readonly answers: number
}

/** What a new link says. */
export interface LinkPlan extends Omit<StoredLink, 'answers'> {
  readonly hash: string
  readonly createdBy: string | null
}

/** Until when a link is taken, and how often. */
export interface LinkLimits {
  readonly closesAt: number | null
  readonly maxAnswers: number | null
}

const columns = `id, board, view, token_sealed AS sealed, audience, created_at::float8 AS "createdAt",
  closes_at::float8 AS "closesAt", max_answers AS "maxAnswers", answers`

/** The links of forms in the database. */
export function formLinks(pool: pg.Pool, account: string) {
  const one = async (where: string, values: readonly unknown[]): Promise<StoredLink | null> => {
    const { rows } = await pool.query<StoredLink>(
      `SELECT ${columns} FROM form_link WHERE account = $1 AND revoked_at IS NULL AND ${where}`,
      [account, ...values],
    )
    return rows[0] ?? null
  }
  return {
    /** The link that is in force with the token of this hash. */
    byHash: (hash: string) => one('token_hash = $2', [hash]),

    /** The link of a view. */
    ofView: (board: string, view: string) => one('board = $2 AND view = $3', [board, view]),

    /** Puts a link in the place of the one that the view had, at one stroke. */
    async replace(plan: LinkPlan): Promise<void> {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        // Two who make a link at once make one after the other.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`form ${plan.view}`])
        await client.query(
          'UPDATE form_link SET revoked_at = $3 WHERE account = $1 AND view = $2 AND revoked_at IS NULL',
          [account, plan.view, plan.createdAt],
        )
        await client.query(
          `INSERT INTO form_link (account, id, board, view, token_hash, token_sealed, audience, created_by, created_at,
             closes_at, max_answers)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            account,
            plan.id,
            plan.board,
            plan.view,
            plan.hash,
            plan.sealed,
            plan.audience,
            plan.createdBy,
            plan.createdAt,
            plan.closesAt,
            plan.maxAnswers,
          ],
        )
        await client.query('COMMIT')
        client.release()
      } catch (error) {
        client.release(true)
        throw error
      }
    },

    /** Changes until when, and how many answers a link takes; null where the view has none. */
    async limit(board: string, view: string, { closesAt, maxAnswers }: LinkLimits): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE form_link SET closes_at = $4, max_answers = $5
         WHERE account = $1 AND board = $2 AND view = $3 AND revoked_at IS NULL`,
        [account, board, view, closesAt, maxAnswers],
      )
      return rowCount === 1
    },

    /** Ends the link of a view; false where there is none. */
    async revoke(board: string, view: string, now: number): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE form_link SET revoked_at = $4
         WHERE account = $1 AND board = $2 AND view = $3 AND revoked_at IS NULL`,
        [account, board, view, now],
      )
      return rowCount === 1
    },

    /** Takes one of the places for answers, however many ask at once; false where there is none. */
    async take(id: string, now: number): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE form_link SET answers = answers + 1
         WHERE account = $1 AND id = $2 AND revoked_at IS NULL
           AND (max_answers IS NULL OR answers < max_answers) AND (closes_at IS NULL OR closes_at > $3)`,
        [account, id, now],
      )
      return rowCount === 1
    },

    /** Gives the place of an answer back that was not taken. */
    async giveBack(id: string): Promise<void> {
      await pool.query('UPDATE form_link SET answers = answers - 1 WHERE account = $1 AND id = $2', [account, id])
    },
  }
}
