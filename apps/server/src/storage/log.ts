import type { ChangePlace, LoggedChange, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { changeColumns, changeSource, toChange } from './change-rows.ts'
import type { ChangeRow } from './change-rows.ts'

/** The changes of a scope after a version, in order. */
export async function changesAfter(
  pool: Pick<pg.ClientBase, 'query'>,
  accountId: string,
  scope: Scope,
  version: number,
  limit = 5_000,
): Promise<LoggedChange[]> {
  const { rows } = await pool.query<ChangeRow>({
    name: 'changes-after',
    text: `SELECT ${changeColumns} FROM ${changeSource}
           WHERE c.account = $1 AND c.scope = $2 AND c.version > $3 ORDER BY c.version LIMIT $4`,
    values: [accountId, scope, version, limit],
  })
  return rows.map(toChange)
}

/** The named changes, those of them that exist. */
export async function changesAt(
  pool: pg.Pool,
  accountId: string,
  places: readonly ChangePlace[],
): Promise<LoggedChange[]> {
  const found: LoggedChange[] = []
  for (const { scope, version } of places) found.push(...(await changesAfter(pool, accountId, scope, version - 1, 1)))
  return found.filter((change) =>
    places.some(({ scope, version }) => change.scope === scope && change.version === version),
  )
}

/** The changes that touched an item, newest first: by when they were true, then by order in the log; of those before one, where that is said. */
export async function changesOfItem(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  boardId: string,
  row: number,
  limit: number,
  before: { readonly at: number; readonly version: number } | null = null,
): Promise<LoggedChange[]> {
  const { rows } = await pool.query<ChangeRow>({
    name: 'changes-of-item',
    // As a list, the versions are looked up one by one in each month's index, whatever the planner knows of the tables.
    text: `SELECT ${changeColumns} FROM ${changeSource}
           WHERE c.account = $1 AND c.scope = $3 AND c.version = ANY (ARRAY(
             SELECT t.version FROM change_item t WHERE t.account = $1 AND t.board = $2 AND t.row = $4))
             AND ($6::bigint IS NULL OR (c.at, c.version) < ($6, $7::bigint))
           ORDER BY c.at DESC, c.version DESC LIMIT $5`,
    values: [accountId, boardId, scope, row, limit, before?.at ?? null, before?.version ?? null],
  })
  return rows.map(toChange)
}

/** A person's own latest changes in a scope, oldest first. */
export async function changesOfActor(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  actor: string,
  limit: number,
): Promise<LoggedChange[]> {
  const { rows } = await pool.query<ChangeRow>({
    name: 'changes-of-actor',
    text: `SELECT ${changeColumns} FROM ${changeSource}
           WHERE c.account = $1 AND c.scope = $2 AND c.actor = $3 AND NOT c.historic
             AND c.version > (SELECT version FROM scope WHERE account = $1 AND scope = $2) - 5000
           ORDER BY c.version DESC LIMIT $4`,
    values: [accountId, scope, actor, limit],
  })
  return rows.map(toChange).reverse()
}

/** The versions of scopes, as the database has them now. */
export async function versionsOf(
  pool: pg.Pool,
  accountId: string,
  scopes: readonly Scope[],
): Promise<Map<Scope, number>> {
  const { rows } = await pool.query<{ scope: Scope; version: number }>({
    name: 'versions-of',
    text: 'SELECT scope, version FROM scope WHERE account = $1 AND scope = ANY ($2)',
    values: [accountId, scopes],
  })
  return new Map(rows.map(({ scope, version }) => [scope, version]))
}

/** Where each of some changes that wrote several scopes stands, by change. They were recorded in one transaction. */
export async function placesOfChanges(
  pool: pg.Pool,
  accountId: string,
  changes: readonly LoggedChange[],
): Promise<Map<string, ChangePlace[]>> {
  const places = new Map<string, ChangePlace[]>()
  if (changes.length === 0) return places
  const { rows } = await pool.query<{ id: string; scope: Scope; version: number }>(
    `SELECT change_id AS id, scope, version FROM change
     WHERE account = $1 AND recorded_at = ANY ($2) AND change_id = ANY ($3) ORDER BY scope`,
    [accountId, changes.map(({ recordedAt }) => new Date(recordedAt)), changes.map(({ id }) => id)],
  )
  for (const { id, scope, version } of rows) places.set(id, [...(places.get(id) ?? []), { scope, version }])
  return places
}

/** The ids of the imported history that a scope's log has already. */
export async function historicIds(pool: pg.Pool, accountId: string, scope: Scope): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'historic-ids',
    text: 'SELECT change_id AS id FROM change WHERE account = $1 AND scope = $2 AND historic',
    values: [accountId, scope],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Changes of a scope that were made at given moments and recorded soon after: who made what stands there since then. */
export async function changesOfMoments(
  pool: Pick<pg.ClientBase, 'query'>,
  accountId: string,
  scope: Scope,
  moments: readonly number[],
): Promise<LoggedChange[]> {
  if (moments.length === 0) return []
  const { rows } = await pool.query<ChangeRow>({
    name: 'changes-of-moments',
    text: `SELECT ${changeColumns} FROM ${changeSource}
           WHERE c.account = $1 AND c.scope = $2 AND c.at = ANY ($3) AND NOT c.historic
             AND c.recorded_at BETWEEN $4::timestamptz - interval '1 hour' AND $5::timestamptz + interval '1 hour'`,
    values: [accountId, scope, moments, new Date(Math.min(...moments)), new Date(Math.max(...moments))],
  })
  return rows.map(toChange)
}
