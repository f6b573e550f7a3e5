import type { Cause, ChangePlace } from '@fulcrum/domain'
import type pg from 'pg'

/** A change of a batch, wherever it wrote. */
export interface BatchStep {
  readonly change: string
  readonly causeKind: Cause['kind']
  readonly at: readonly ChangePlace[]
}

/** The changes of a batch, newest first; imported history is not among them. Patches stay in the database. */
export async function stepsOfBatch(pool: pg.Pool, accountId: string, batch: string): Promise<BatchStep[]> {
  const { rows } = await pool.query<BatchStep>({
    name: 'steps-of-batch',
    text: `SELECT change_id AS change, min(cause ->> 'kind') AS "causeKind",
                  json_agg(json_build_object('scope', scope, 'version', version) ORDER BY scope) AS at
           FROM change WHERE account = $1 AND batch = $2 AND NOT historic
           GROUP BY change_id ORDER BY min(recorded_at) DESC, max(version) DESC`,
    values: [accountId, batch],
  })
  return rows
}
