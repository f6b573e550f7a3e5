import type { MailLetterEntry } from '@fulcrum/protocol'
import type { AccountId } from '@fulcrum/domain'
import type pg from 'pg'

interface Shelf {
  readonly pool: pg.Pool
  readonly accountId: AccountId
  readonly now: () => number
}

const keptMs = 30 * 24 * 60 * 60 * 1000
const shown = 100

/** The letters that did not go out: waiting for another try, or given up; the latest first. And when the last one went. */
export async function lookAtMail({ pool, accountId }: Shelf): Promise<{
  readonly letters: readonly MailLetterEntry[]
  readonly waiting: number
  readonly lastSentAt: number | null
}> {
  const { rows } = await pool.query<MailLetterEntry>(
    `SELECT id, kind, recipient AS "to", created_at AS "createdAt", tries, next_at AS "nextAt", problem
     FROM mail_letter WHERE account = $1 AND sent_at IS NULL AND (next_at IS NOT NULL OR given_up_at IS NOT NULL)
     ORDER BY created_at DESC, id LIMIT $2`,
    [accountId, shown],
  )
  const { rows: sums } = await pool.query<{ waiting: number; last: number | null }>(
    `SELECT count(*) FILTER (WHERE next_at IS NOT NULL)::int AS waiting, max(sent_at) AS last
     FROM mail_letter WHERE account = $1`,
    [accountId],
  )
  return { letters: rows, waiting: sums[0]?.waiting ?? 0, lastSentAt: sums[0]?.last ?? null }
}

/** Has a letter that did not go out tried again at once; false where there is none. */
export async function retryLetter({ pool, accountId, now }: Shelf, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE mail_letter SET next_at = $3, given_up_at = NULL, tries = 0
     WHERE account = $1 AND id = $2 AND sent_at IS NULL AND sealed IS NOT NULL`,
    [accountId, id, now()],
  )
  return rowCount === 1
}

/** Puts a letter that did not go out away; what it said is gone. False where there is none. */
export async function forgetLetter({ pool, accountId }: Shelf, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE mail_letter SET next_at = NULL, given_up_at = NULL, sealed = NULL
     WHERE account = $1 AND id = $2 AND sent_at IS NULL AND (next_at IS NOT NULL OR given_up_at IS NOT NULL)`,
    [accountId, id],
  )
  return rowCount === 1
}

/** Forgets letters that are long settled. */
export async function forgetOldLetters({ pool, accountId, now }: Shelf): Promise<void> {
  await pool.query('DELETE FROM mail_letter WHERE account = $1 AND next_at IS NULL AND created_at < $2', [
    accountId,
    now() - keptMs,
  ])
}

/** What became of the letters that brought some links. */
export async function lettersOf(
  { pool, accountId }: Shelf,
  links: readonly string[],
): Promise<ReadonlyMap<string, 'waiting' | 'sent' | 'failed'>> {
  const { rows } = await pool.query<{ link: string; state: 'waiting' | 'sent' | 'failed' }>(
    `SELECT DISTINCT ON (link) link,
       CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN next_at IS NOT NULL THEN 'waiting' ELSE 'failed' END AS state
     FROM mail_letter WHERE account = $1 AND link = ANY ($2) ORDER BY link, created_at DESC`,
    [accountId, links],
  )
  return new Map(rows.map(({ link, state }) => [link, state]))
}
