import { boardTable, can, rowRule, templateOf } from '@fulcrum/domain'
import type { BoardResource, Principal } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'

/** A board of a template, with what rights to it are judged by. */
export interface TemplateBoard extends BoardResource {
  readonly id: string
  readonly version: number
}

const boardColumns = Object.keys(boardTable.fields)
  .map((field) => `b.${sqlName(field)} AS "${field}"`)
  .join(', ')

/**
 * The boards of each template that people of the account have saved, in their order. `where` is SQL of a board `b`; `$1` is the
 * account in it, and `values` are the ones behind. No board is loaded for it.
 */
export async function templateParts(
  store: ScopeStore,
  where: string,
  values: readonly string[] = [],
): Promise<readonly (readonly TemplateBoard[])[]> {
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<Record<string, unknown> & { id: string; version: number; members: BoardResource['members'] | null }>(
      `SELECT b.id, ${boardColumns},
              (SELECT s.version FROM scope s WHERE s.account = b.account AND s.scope = 'board:' || b.id) AS version,
              (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role, 'rows', m.rows))
               FROM board_member m WHERE m.account = b.account AND m.scope_id = b.id) AS members
       FROM board b
       WHERE b.account = $1 AND b.template IS NOT NULL AND b.deleted_at IS NULL AND ${where}
       ORDER BY b.created_at, b.id`,
      [store.accountId, ...values],
    ),
  )
  const boards = rows.map((row) => ({
    id: row.id,
    version: row.version,
    board: toFields(boardTable, row),
    members: row.members ?? [],
  }))
  const place = ({ board }: TemplateBoard): number => templateOf(board)?.at ?? 0
  return [...Map.groupBy(boards, ({ board }) => templateOf(board)?.id).values()].map((parts) =>
    parts.toSorted((left, right) => place(left) - place(right)),
  )
}

/** Whether somebody sees all of a template: one of which a board is hidden, or some of its items, would be there by halves. */
export function seesWhole(principal: Principal, parts: readonly TemplateBoard[]): boolean {
  return parts.every((part) => can(principal, 'board.read', part) && rowRule(principal, part) === null)
}
