import { boardTable, can, rowRule } from '@fulcrum/domain'
import type { BoardResource, Fields, Json, KindRegistry, Principal } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'
import { messagePart, titlePart } from './lexemes.ts'

/** A board that somebody may read, and the parts of its items in which a search may look. */
export interface ReadableBoard {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly access: string
  readonly workspaceId: string
  /** It is a favourite of theirs, they made it, or were named on it. */
  readonly own: boolean
  readonly archived: boolean
  /** The asker may know of some of its items only: the index, which has all, is not asked of it. */
  readonly isNarrow: boolean
  readonly parts: readonly number[]
  /** The titles of columns, by number. */
  readonly columns: ReadonlyMap<number, string>
}

interface BoardRow extends Record<string, unknown> {
  readonly id: string
  readonly favourite: boolean
  readonly members: BoardResource['members'] | null
  readonly columns: readonly { readonly number: number; readonly title: string; readonly readers: Json }[] | null
}

const boardColumns = Object.keys(boardTable.fields)
  .map((field) => `b.${sqlName(field)} AS "${field}"`)
  .join(', ')

/** The kinds of columns whose cells are texts that people wrote. */
function searchedKinds(kinds: KindRegistry): string[] {
  return kinds.all().flatMap(({ id, derive, searchLanes, storage, defaultSettings }) => {
    const lanes = storage(defaultSettings)
    return derive === undefined && searchLanes.some((lane) => lanes[lane] === 'text') ? [id] : []
  })
}

/** The boards that a principal may read, as the database says it now, with the columns of texts that it may read there. */
export async function readableBoards(store: ScopeStore, principal: Principal): Promise<ReadableBoard[]> {
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<BoardRow>({
      name: 'search-boards',
      text: `SELECT b.id, ${boardColumns},
               EXISTS (SELECT FROM favourite f WHERE f.account = b.account AND f.scope_id = $2 AND f.id = b.id) AS favourite,
               (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role, 'rows', m.rows))
                FROM board_member m WHERE m.account = b.account AND m.scope_id = b.id) AS members,
               (SELECT json_agg(json_build_object('number', c.number, 'title', c.title, 'readers', c.readers))
                FROM "column" c WHERE c.account = b.account AND c.scope_id = b.id AND c.deleted_at IS NULL
                  AND c.kind = ANY ($3)) AS columns
             FROM board b
             WHERE b.account = $1 AND b.deleted_at IS NULL AND b.workspace_id IS NOT NULL AND b.template IS NULL
               AND NOT EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = b.workspace_id AND w.deleted_at IS NOT NULL)
             ORDER BY b.id DESC`,
      values: [store.accountId, principal.memberId, searchedKinds(store.kinds)],
    }),
  )
  return rows.flatMap((row) => toReadable(row, principal) ?? [])
}

function toReadable(row: BoardRow, principal: Principal): ReadableBoard | null {
  const board: Fields = toFields(boardTable, row)
  const resource = { id: row.id, board, members: row.members ?? [] }
  if (!can(principal, 'board.read', resource) || board['hidden'] === true) return null
  const columns = (row.columns ?? []).filter(({ readers }) =>
    can(principal, 'column.read', { ...resource, column: readers === null ? {} : { readers } }),
  )
  return {
    id: row.id,
    name: String(board['name']),
    prefix: String(board['prefix'] ?? ''),
    access: String(board['access'] ?? 'main'),
    workspaceId: String(board['workspaceId']),
    own: row.favourite || board['createdBy'] === principal.memberId || isNamed(resource.members, principal),
    archived: board['archivedAt'] !== undefined,
    isNarrow: rowRule(principal, resource) !== null,
    parts: [titlePart, messagePart, ...columns.map(({ number }) => number)],
    columns: new Map(columns.map(({ number, title }) => [number, title])),
  }
}

function isNamed(members: NonNullable<BoardRow['members']>, principal: Principal): boolean {
  return members.some(({ id }) => id === principal.memberId)
}
