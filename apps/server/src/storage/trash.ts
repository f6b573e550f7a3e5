import type { Scope } from '@fulcrum/domain'
import type pg from 'pg'

/** The boards that are in a workspace which is in the trash since before a moment, and do not say so themselves. */
export async function boardsOfOldWorkspaces(pool: pg.Pool, accountId: string, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT b.id FROM board b JOIN workspace w ON w.account = $1 AND w.id = b.workspace_id
     WHERE b.account = $1 AND w.deleted_at < $2 AND (b.deleted_at IS NULL OR b.deleted_at > w.deleted_at)`,
    [accountId, before],
  )
  return rows.map(({ id }) => id)
}

/** The boards that hold something which is in the trash since before a moment, and is not purged. */
export async function boardsWithOldTrash(pool: pg.Pool, accountId: string, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    // Each part reads a table once, whatever the planner knows of them: what is in the trash for long is little beside the rest.
    `WITH dead AS (SELECT board, row, title FROM item WHERE account = $1 AND deleted_at < $2),
     gone AS (SELECT id, workspace_id FROM board WHERE account = $1 AND deleted_at < $2),
     named AS (
       SELECT scope_id, title AS name, deleted_at FROM "group" WHERE account = $1
       UNION ALL SELECT scope_id, title, deleted_at FROM "column" WHERE account = $1
       UNION ALL SELECT scope_id, name, deleted_at FROM view WHERE account = $1)
     SELECT id FROM gone WHERE workspace_id IS NOT NULL
     UNION SELECT scope_id FROM named WHERE name IS NOT NULL AND (deleted_at < $2 OR scope_id IN (SELECT id FROM gone))
     UNION SELECT board FROM dead WHERE title IS NOT NULL
     UNION SELECT i.board FROM item i JOIN dead d ON d.board = i.board AND d.row = i.parent
       WHERE i.account = $1 AND i.title IS NOT NULL
     UNION SELECT i.board FROM item i JOIN "group" g ON g.account = $1 AND g.scope_id = i.board AND g.number = i."group"
       WHERE i.account = $1 AND g.deleted_at < $2 AND i.title IS NOT NULL`,
    [accountId, before],
  )
  return rows.map(({ id }) => id)
}

/** The items with a message that is in the trash since before a moment, and is not purged. */
export async function threadsWithOldTrash(pool: pg.Pool, accountId: string, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT DISTINCT scope_id AS id FROM update WHERE account = $1 AND deleted_at < $2 AND body IS NOT NULL',
    [accountId, before],
  )
  return rows.map(({ id }) => id)
}

/** The docs that are in a workspace which is in the trash since before a moment, and do not say so themselves. */
export async function docsOfOldWorkspaces(pool: pg.Pool, accountId: string, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT d.id FROM doc d JOIN workspace w ON w.account = $1 AND w.id = d.workspace_id
     WHERE d.account = $1 AND d.name IS NOT NULL AND w.deleted_at < $2
       AND (d.deleted_at IS NULL OR d.deleted_at > w.deleted_at)`,
    [accountId, before],
  )
  return rows.map(({ id }) => id)
}

/** The docs that are in the trash since before a moment, of which something is left, and those with such comments. */
export async function docsWithOldTrash(pool: pg.Pool, accountId: string, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT d.id FROM doc d WHERE d.account = $1 AND d.deleted_at < $2
       AND (d.name IS NOT NULL OR EXISTS (SELECT FROM doc_state s WHERE s.account = $1 AND s.doc = d.id)
         OR EXISTS (SELECT FROM doc_comment c WHERE c.account = $1 AND c.scope_id = d.id AND c.body IS NOT NULL))
     UNION
     SELECT c.scope_id FROM doc_comment c WHERE c.account = $1 AND c.deleted_at < $2 AND c.body IS NOT NULL`,
    [accountId, before],
  )
  return rows.map(({ id }) => id)
}

/** Removes all that a doc ever said, once its record is empty. */
export async function dropDocText(pool: pg.Pool, accountId: string, doc: string): Promise<void> {
  await pool.query(
    `WITH gone AS (SELECT FROM doc WHERE account = $1 AND id = $2 AND deleted_at IS NOT NULL AND name IS NULL),
     updates AS (DELETE FROM doc_update WHERE account = $1 AND doc = $2 AND EXISTS (SELECT FROM gone)),
     texts AS (DELETE FROM doc_text WHERE account = $1 AND doc = $2 AND EXISTS (SELECT FROM gone)),
     words AS (DELETE FROM doc_search WHERE account = $1 AND doc = $2 AND EXISTS (SELECT FROM gone)),
     named AS (DELETE FROM doc_named WHERE account = $1 AND doc = $2 AND EXISTS (SELECT FROM gone)),
     files AS (DELETE FROM doc_file WHERE account = $1 AND doc = $2 AND EXISTS (SELECT FROM gone))
     DELETE FROM doc_state WHERE account = $1 AND doc = $2 AND EXISTS (SELECT FROM gone)`,
    [accountId, doc],
  )
}

/** The items of a board, from a row up, that are in the trash since before a moment by themselves or with what holds them. */
export async function rowsOfOldTrash(
  pool: pg.Pool,
  accountId: string,
  board: string,
  { before, from, limit }: { readonly before: number; readonly from: number; readonly limit: number },
): Promise<number[]> {
  const { rows } = await pool.query<{ row: number }>(
    `WITH RECURSIVE gone AS (
       SELECT i.row FROM item i
       LEFT JOIN "group" g ON g.account = $1 AND g.scope_id = $2 AND g.number = i."group"
       WHERE i.account = $1 AND i.board = $2 AND (i.deleted_at < $3 OR g.deleted_at < $3
         OR EXISTS (SELECT FROM board b WHERE b.account = $1 AND b.scope_id = $2 AND b.id = $2 AND b.deleted_at < $3))
       UNION
       SELECT c.row FROM item c JOIN gone p ON p.row = c.parent WHERE c.account = $1 AND c.board = $2
     )
     SELECT row FROM gone JOIN item i USING (row)
     WHERE i.account = $1 AND i.board = $2 AND i.title IS NOT NULL AND row >= $4 ORDER BY row LIMIT $5`,
    [accountId, board, before, from, limit],
  )
  return rows.map(({ row }) => row)
}

/** The ids of items of a board that have messages. */
export async function itemsWithMessages(
  pool: pg.Pool,
  accountId: string,
  board: string,
  rows: readonly number[],
): Promise<string[]> {
  const { rows: found } = await pool.query<{ id: string }>(
    `SELECT i.id FROM item i WHERE i.account = $1 AND i.board = $2 AND i.row = ANY ($3)
       AND EXISTS (SELECT FROM update u WHERE u.account = $1 AND u.scope_id = i.id)`,
    [accountId, board, rows],
  )
  return found.map(({ id }) => id)
}

/** Removes what is stored beside purged items, and whatever their cells hold of columns that are not known here. */
export async function dropCells(
  pool: pg.Pool,
  accountId: string,
  board: string,
  rows: readonly number[],
): Promise<void> {
  const values = [accountId, board, rows]
  await pool.query('DELETE FROM cell_large WHERE account = $1 AND board = $2 AND row = ANY ($3)', values)
  await pool.query('DELETE FROM link WHERE account = $1 AND board = $2 AND from_row = ANY ($3)', values)
  await pool.query('DELETE FROM file_ref WHERE account = $1 AND board = $2 AND row = ANY ($3)', values)
  await pool.query(
    `DELETE FROM update_file f USING item i
     WHERE i.account = $1 AND i.board = $2 AND i.row = ANY ($3) AND f.account = $1 AND f.scope_id = i.id`,
    values,
  )
  await pool.query(
    "UPDATE item SET cells = '{}' WHERE account = $1 AND board = $2 AND row = ANY ($3) AND cells <> '{}'",
    values,
  )
}

/** How many items are rewritten in one statement: no edit waits for longer than that takes. */
const rowsAtOnce = 2_000

/** Removes the cells of columns that are gone for good from all items of a board. */
export async function dropColumnCells(
  pool: pg.Pool,
  accountId: string,
  board: string,
  columns: readonly number[],
): Promise<void> {
  const values = [accountId, board, columns]
  await pool.query('DELETE FROM cell_large WHERE account = $1 AND board = $2 AND col = ANY ($3)', values)
  await pool.query('DELETE FROM link WHERE account = $1 AND board = $2 AND col = ANY ($3)', values)
  await pool.query('DELETE FROM file_ref WHERE account = $1 AND board = $2 AND col = ANY ($3)', values)
  for (let changed = rowsAtOnce; changed === rowsAtOnce;) {
    const { rowCount } = await pool.query(
      `UPDATE item SET cells = cells - $3::text[] WHERE account = $1 AND board = $2 AND row = ANY (ARRAY(
         SELECT row FROM item WHERE account = $1 AND board = $2 AND cells ?| $3::text[] LIMIT ${rowsAtOnce}))`,
      [accountId, board, columns.map(String)],
    )
    changed = rowCount ?? 0
  }
}

/** Removes answers to clients that were stored before a moment, at most `limit`, and says how many. */
export async function dropAnswers(pool: pg.Pool, before: number, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    'DELETE FROM client_command WHERE ctid = ANY (ARRAY(SELECT ctid FROM client_command WHERE at < $1 LIMIT $2))',
    [new Date(before), limit],
  )
  // A day later, so that no answer is there whose question is not.
  await pool.query('DELETE FROM api_request WHERE at < $1', [new Date(before - 24 * 60 * 60 * 1000)])
  return rowCount ?? 0
}

/** Where a consumer stands in a scope that has moved since. */
export async function scopesBehind(
  pool: pg.Pool,
  accountId: string,
  consumer: string,
): Promise<{ readonly scope: Scope; readonly cursor: number; readonly version: number }[]> {
  const { rows } = await pool.query<{ scope: Scope; cursor: number; version: number }>(
    `SELECT c.scope, c.version AS cursor, s.version FROM consumer_cursor c
     JOIN scope s ON s.account = c.account AND s.scope = c.scope
     WHERE c.account = $1 AND c.consumer = $2 AND s.version > c.version ORDER BY c.scope`,
    [accountId, consumer],
  )
  return rows
}

/** Sets a consumer's first cursor in a scope to where the scope is now; one that it has stays. */
export async function beginCursor(pool: pg.Pool, accountId: string, consumer: string, scope: Scope): Promise<void> {
  await pool.query(
    `INSERT INTO consumer_cursor (account, consumer, scope, version)
     SELECT account, $2, scope, version FROM scope WHERE account = $1 AND scope = $3 ON CONFLICT DO NOTHING`,
    [accountId, consumer, scope],
  )
}

/** Moves a consumer's cursor on. */
export async function moveCursor(
  pool: pg.Pool,
  accountId: string,
  consumer: string,
  { scope, version }: { readonly scope: Scope; readonly version: number },
): Promise<void> {
  await pool.query(
    'UPDATE consumer_cursor SET version = $4 WHERE account = $1 AND consumer = $2 AND scope = $3 AND version < $4',
    [accountId, consumer, scope, version],
  )
}
