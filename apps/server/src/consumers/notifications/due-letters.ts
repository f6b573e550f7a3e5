import type pg from 'pg'
import { withRetry } from '../../database/pool.ts'

/** An entry of somebody's inbox about which a letter may go out. */
export interface DueEntry {
  readonly member: string
  readonly entry: string
  /** The latest happening of it. */
  readonly at: number
  /** Since when something of it is not read. */
  readonly since: number
  /** Up to which happening a letter told of it before. */
  readonly told: number
}

interface Times {
  readonly now: number
  /** What was not read for so long. */
  readonly waitMs: number
  /** Between two letters about one entry. */
  readonly gapMs: number
  /** What is older than this is no news. */
  readonly oldMs: number
}

/** So many are asked for at a time. */
const atOnce = 200

/**
 * The entries that were not read for a while, of which no letter has told, and about which none went lately, the longest unread
 * first, of people who have not turned letters off. All of them, page by page: one of which no letter may tell holds up none.
 */
export async function* dueEntries(pool: pg.Pool, accountId: string, times: Times): AsyncGenerator<DueEntry> {
  let last: DueEntry | undefined
  do {
    const page = await withRetry(pool, () => dueAfter(pool, accountId, times, last))
    yield* page
    last = page.length < atOnce ? undefined : page.at(-1)
  } while (last)
}

async function dueAfter(
  pool: pg.Pool,
  accountId: string,
  times: Times,
  last: DueEntry | undefined,
): Promise<readonly DueEntry[]> {
  const { now, waitMs, gapMs, oldMs } = times
  const { rows } = await pool.query<DueEntry>(
    `SELECT n.scope_id AS member, n.id AS entry, n.at, n.since, greatest(coalesce(l.through, 0), n.since - 1) AS told
     FROM notification n LEFT JOIN inbox_letter l ON l.account = n.account AND l.member = n.scope_id AND l.entry = n.id
     WHERE n.account = $1 AND n.unread > 0 AND n.done_at IS NULL AND n.since <= $2 AND n.at > $3
       AND n.at > coalesce(l.through, 0) AND coalesce(l.sent_at, 0) <= $4
       AND NOT EXISTS (SELECT FROM mute m WHERE m.account = n.account AND m.scope_id = n.scope_id AND m.id = n.scope_id)
       AND ($5::bigint IS NULL OR (n.since, n.scope_id, n.id) > ($5, $6::uuid, $7::uuid))
     ORDER BY n.since, n.scope_id, n.id LIMIT ${atOnce}`,
    [accountId, now - waitMs, now - oldMs, now - gapMs, last?.since ?? null, last?.member ?? null, last?.entry ?? null],
  )
  return rows
}

/** Says that a letter about an entry goes out now; false where another node was first. */
export async function claimLetter(
  pool: pg.Pool,
  accountId: string,
  { member, entry, at }: DueEntry,
  { now, gapMs }: Pick<Times, 'now' | 'gapMs'>,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO inbox_letter AS l (account, member, entry, sent_at, through) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account, member, entry) DO UPDATE SET sent_at = excluded.sent_at, through = excluded.through
       WHERE l.sent_at <= $6 AND l.through < excluded.through`,
    [accountId, member, entry, now, at, now - gapMs],
  )
  return rowCount === 1
}

/** Forgets letters of long ago. */
export async function forgetLetters(pool: pg.Pool, accountId: string, before: number): Promise<void> {
  await pool.query('DELETE FROM inbox_letter WHERE account = $1 AND sent_at < $2', [accountId, before])
}
