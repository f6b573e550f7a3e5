import { boardTable, can, currentSettings, rowRule } from '@fulcrum/domain'
import type { BoardResource, Fields, Json, KindRegistry, Principal } from '@fulcrum/domain'
import type { HomeBoard, HomeColumn } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { toFields } from '../storage/write-records.ts'

/** A board that somebody may read, with what home looks at. */
export interface ReadBoard extends HomeBoard {
  /** The numbers of the columns that say who an item is of. */
  readonly owners: readonly number[]
  /** Columns that the reader may not read. */
  readonly hidden: ReadonlySet<number>
  /** The reader may know of some of its items only. */
  readonly isNarrow: boolean
  /** A favourite, made by the reader, or one that names them. */
  readonly isOwn: boolean
}

interface ColumnRow {
  readonly number: number
  readonly title: string
  readonly kind: string
  readonly version: number | null
  readonly settings: Json
  readonly role: string | null
  readonly readers: Json
  readonly editors: Json
}

interface BoardRow extends Record<string, unknown> {
  readonly id: string
  readonly favourite: boolean
  readonly members: BoardResource['members'] | null
  readonly columns: readonly ColumnRow[] | null
}

const boardColumns = Object.keys(boardTable.fields)
  .map((field) => `b.${sqlName(field)} AS "${field}"`)
  .join(', ')

/** The boards that a principal may read, archived ones not, with the columns that home shows and edits. */
export async function homeBoards(store: ScopeStore, principal: Principal): Promise<ReadBoard[]> {
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<BoardRow>({
      name: 'home-boards',
      text: `SELECT b.id, ${boardColumns},
               EXISTS (SELECT FROM favourite f WHERE f.account = b.account AND f.scope_id = $2 AND f.id = b.id) AS favourite,
               (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role, 'rows', m.rows))
                FROM board_member m WHERE m.account = b.account AND m.scope_id = b.id) AS members,
               (SELECT json_agg(json_build_object('number', c.number, 'title', c.title, 'kind', c.kind,
                  'version', c.settings_version, 'settings', c.settings, 'role', c.role, 'readers', c.readers,
                  'editors', c.editors) ORDER BY c.rank)
                FROM "column" c WHERE c.account = b.account AND c.scope_id = b.id AND c.deleted_at IS NULL
                  AND (c.role IN ('owner', 'status', 'due') OR c.readers IS NOT NULL)) AS columns
             FROM board b
             WHERE b.account = $1 AND b.deleted_at IS NULL AND b.archived_at IS NULL AND b.workspace_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = b.workspace_id AND w.deleted_at IS NOT NULL)
             ORDER BY b.id`,
      values: [store.accountId, principal.memberId],
    }),
  )
  return rows.flatMap((row) => toReadBoard(row, principal, store.kinds) ?? [])
}

function toReadBoard(row: BoardRow, principal: Principal, kinds: KindRegistry): ReadBoard | null {
  const board: Fields = toFields(boardTable, row)
  const resource = { id: row.id, board, members: row.members ?? [] }
  if (board['hidden'] === true || !can(principal, 'board.read', resource)) return null
  const columns = row.columns ?? []
  const isReadable = (column: ColumnRow) =>
    can(principal, 'column.read', { ...resource, column: column.readers === null ? {} : { readers: column.readers } })
  const readable = columns.filter(isReadable)
  const withRole = (role: string): HomeColumn | null => {
    const column = readable.find((each) => each.role === role)
    const kind = column && kinds.get(column.kind)
    if (column === undefined || kind === undefined || kind.derive !== undefined) return null
    const { readers, editors } = column
    return {
      number: column.number,
      title: column.title,
      kind: column.kind,
      settings: currentSettings(kind, column.settings ?? kind.defaultSettings, column.version ?? kind.version),
      mayEdit: can(principal, 'column.edit', {
        ...resource,
        column: { ...(readers !== null && { readers }), ...(editors !== null && { editors }) },
      }),
    }
  }
  return {
    id: row.id,
    name: String(board['name']),
    prefix: String(board['prefix'] ?? ''),
    status: withRole('status'),
    due: withRole('due'),
    owners: readable.flatMap(({ role, number }) => (role === 'owner' ? [number] : [])),
    hidden: new Set(columns.flatMap((column) => (isReadable(column) ? [] : [column.number]))),
    isNarrow: rowRule(principal, resource) !== null,
    isOwn:
      row.favourite ||
      board['createdBy'] === principal.memberId ||
      resource.members.some(({ id }) => id === principal.memberId),
  }
}
