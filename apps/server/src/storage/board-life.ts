import type { BoardLife, BoardMoment, BoardMoments } from '@fulcrum/protocol'
import type { Patch, Scope } from '@fulcrum/domain'
import type pg from 'pg'

/** The first and the last moment that a board's log tells of; null of an empty one. */
export async function boundsOf(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
): Promise<{ readonly first: number; readonly last: number } | null> {
  const { rows } = await pool.query<{ first: number | null; last: number | null }>({
    name: 'bounds-of-log',
    text: 'SELECT min(at) AS first, max(at) AS last FROM change WHERE account = $1 AND scope = $2',
    values: [accountId, scope],
  })
  const [found] = rows
  return found && found.first !== null && found.last !== null ? { first: found.first, last: found.last } : null
}

/** How many changes a scope had in each of equal parts of a time. */
export async function densityOf(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  { since, until, parts }: { readonly since: number; readonly until: number; readonly parts: number },
): Promise<BoardLife['density']> {
  const { rows } = await pool.query<{ part: number; count: number }>({
    name: 'density-of-log',
    text: `SELECT least(width_bucket(at::float8, $3::float8, $4::float8, $5), $5) AS part, count(*)::integer AS count
           FROM change WHERE account = $1 AND scope = $2 AND at >= $3::bigint GROUP BY 1`,
    values: [accountId, scope, since, Math.max(until, since + 1), parts],
  })
  const density = Array.from({ length: parts }, () => 0)
  for (const { part, count } of rows) density[part - 1] = count
  return density
}

/** A change as far as one must know it to say who did what when. */
export interface LoggedMoment extends BoardMoment {
  readonly version: number
  readonly patches: readonly Patch[]
}

/** Where in the order of a log's moments somebody looks on from. */
export type MomentPlace = Pick<LoggedMoment, 'at' | 'version'>

/** The changes before or after a place, the nearest first, imported history among them. */
export async function momentsBeside(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  { side, from, limit }: { readonly side: keyof BoardMoments; readonly from: MomentPlace; readonly limit: number },
): Promise<readonly LoggedMoment[]> {
  const [sign, order] = side === 'previous' ? ['<', 'DESC'] : ['>', 'ASC']
  const { rows } = await pool.query<LoggedMoment>({
    name: `moments-${side}`,
    text: `SELECT at, actor, command, version, patches FROM change
           WHERE account = $1 AND scope = $2 AND (at, version) ${sign} ($3, $4)
           ORDER BY at ${order}, version ${order} LIMIT $5`,
    values: [accountId, scope, from.at, from.version, limit],
  })
  return rows
}
