import type { Scope, ThreadPeople } from '@fulcrum/domain'
import type pg from 'pg'

/** The consumer whose cursors say how far people were told. */
const consumer = 'notifications'

/** How far a scope's log was followed; 0 where it was not begun. */
export async function cursorOf(pool: pg.Pool, accountId: string, scope: Scope): Promise<number> {
  const { rows } = await pool.query<{ version: number }>(
    'SELECT version FROM consumer_cursor WHERE account = $1 AND consumer = $2 AND scope = $3',
    [accountId, consumer, scope],
  )
  return rows[0]?.version ?? 0
}

/** Says how far a scope's log was followed; never back. */
export async function moveCursor(pool: pg.Pool, accountId: string, scope: Scope, version: number): Promise<void> {
  await pool.query(
    `INSERT INTO consumer_cursor AS c (account, consumer, scope, version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account, consumer, scope) DO UPDATE SET version = excluded.version WHERE c.version < excluded.version`,
    [accountId, consumer, scope, version],
  )
}

/** Scopes that moved and were not followed since: of a node that was killed, or whose hint was lost. */
export async function unfollowed(pool: pg.Pool, accountId: string): Promise<Scope[]> {
  const { rows } = await pool.query<{ scope: Scope }>(
    `SELECT s.scope FROM scope s
     LEFT JOIN consumer_cursor c ON c.account = s.account AND c.consumer = $2 AND c.scope = s.scope
     WHERE s.account = $1 AND s.version > coalesce(c.version, 0)
       AND (s.scope = 'account:' || s.account OR (s.scope >= 'board:' AND s.scope < 'board;')
         OR (s.scope >= 'item:' AND s.scope < 'item;') OR (s.scope >= 'doc:' AND s.scope < 'doc;'))
     LIMIT 10000`,
    [accountId, consumer],
  )
  return rows.map(({ scope }) => scope)
}

/** What the threads of some items say of people; see `threadPeople`. */
export async function peopleOfThreads(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<ReadonlyMap<string, ThreadPeople>> {
  const people = new Map<string, { readonly authors: Set<string>; readonly choices: Map<string, boolean> }>()
  const of = (item: string) => {
    const known = people.get(item) ?? { authors: new Set<string>(), choices: new Map<string, boolean>() }
    people.set(item, known)
    return known
  }
  const authors = await pool.query<{ item: string; author: string }>(
    `SELECT DISTINCT scope_id AS item, author_id AS author FROM update
     WHERE account = $1 AND scope_id = ANY ($2) AND author_id IS NOT NULL AND deleted_at IS NULL
       AND copied_from IS NULL AND source_key IS NULL`,
    [accountId, items],
  )
  for (const { item, author } of authors.rows) of(item).authors.add(author)
  const choices = await pool.query<{ item: string; id: string; watching: boolean }>(
    'SELECT scope_id AS item, id, watching FROM watcher WHERE account = $1 AND scope_id = ANY ($2)',
    [accountId, items],
  )
  for (const { item, id, watching } of choices.rows) of(item).choices.set(id, watching)
  return people
}

/** The boards on which there is work. */
export async function workingBoards(pool: pg.Pool, accountId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM board WHERE account = $1 AND deleted_at IS NULL AND archived_at IS NULL AND hidden IS NOT TRUE',
    [accountId],
  )
  return rows.map(({ id }) => id)
}

/** An entry of somebody's inbox, and by whose rights it is judged: the board on which what it is about is now, or the doc. */
export interface EntryPlace {
  readonly member: string
  readonly id: string
  readonly place: Scope
}

const entryPlaces = `SELECT n.scope_id AS member, n.id,
    CASE WHEN n.doc_id IS NULL THEN 'board:' || coalesce(i.board, n.board_id) ELSE 'doc:' || n.doc_id END AS place
  FROM notification n LEFT JOIN item i ON i.account = n.account AND i.id = n.item_id`

/** The entries that are about a board and what is on it; all that there are where it is null. */
export async function entriesOn(pool: pg.Pool, accountId: string, board: string | null): Promise<EntryPlace[]> {
  const { rows } = await pool.query<EntryPlace>(
    `${entryPlaces} WHERE n.account = $1 AND ($2::uuid IS NULL OR n.board_id = $2 OR i.board = $2)`,
    [accountId, board],
  )
  return rows
}

/** The entries that are about some items. */
export async function entriesOfItems(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<EntryPlace[]> {
  const { rows } = await pool.query<EntryPlace>(`${entryPlaces} WHERE n.account = $1 AND n.id = ANY ($2)`, [
    accountId,
    items,
  ])
  return rows
}

/** The entries that are about a doc. */
export async function entriesOfDoc(pool: pg.Pool, accountId: string, doc: string): Promise<EntryPlace[]> {
  const { rows } = await pool.query<EntryPlace>(`${entryPlaces} WHERE n.account = $1 AND n.doc_id = $2`, [
    accountId,
    doc,
  ])
  return rows
}

/** Entries whose latest happening is older than a moment. */
export async function oldEntries(pool: pg.Pool, accountId: string, before: number): Promise<EntryPlace[]> {
  const { rows } = await pool.query<EntryPlace>(`${entryPlaces} WHERE n.account = $1 AND n.at < $2 LIMIT 5000`, [
    accountId,
    before,
  ])
  return rows
}
