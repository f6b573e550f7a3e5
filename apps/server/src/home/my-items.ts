import { hasLabels, labelOf } from '@fulcrum/columns'
import type { Json, KindRegistry } from '@fulcrum/domain'
import type { HomeColumn, HomeItem } from '@fulcrum/protocol'
import { itemKey } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { notAside } from '../storage/write-items.ts'
import type { ReadBoard } from './home-boards.ts'

/** How many items of somebody are told at most, the latest changed: what home shows, and all of their work. */
export const maxItems = { home: 2_000, all: 10_000 } as const

interface ItemRow {
  readonly board: string
  readonly row: number
  readonly id: string
  readonly title: string | null
  readonly updatedAt: number
  readonly updatedBy: string | null
  readonly status: Json
  readonly due: Json
}

/** True in SQL where an item `i`, its group and all that it is below are there and not set aside. */
const livesInSql = `i.deleted_at IS NULL AND ${notAside('i')} AND i.moved_to IS NULL
  AND NOT EXISTS (SELECT FROM "group" g WHERE g.account = i.account AND g.scope_id = i.board AND g.number = i."group"
                  AND g.deleted_at IS NOT NULL)
  AND (i.parent IS NULL OR NOT EXISTS (
    WITH RECURSIVE up AS (
      SELECT p.account, p.board, p.parent, p.deleted_at IS NULL AND ${notAside('p')} AS stands FROM item p
      WHERE p.account = i.account AND p.board = i.board AND p.row = i.parent
      UNION ALL
      SELECT q.account, q.board, q.parent, q.deleted_at IS NULL AND ${notAside('q')} FROM up
      JOIN item q ON q.account = up.account AND q.board = up.board AND q.row = up.parent)
    SELECT FROM up WHERE NOT stands))`

/**
 * Joins in SQL the item at `board` and `row` of what `places` names, where it lives; account $1. Each is looked up by itself: a planner
 * that knows nothing yet of many new items would read the whole board for each of them.
 */
export function joinLiving(places: string): string {
  return `CROSS JOIN LATERAL (
    SELECT * FROM item i WHERE i.account = $1 AND i.board = ${places}.board AND i.row = ${places}.row AND ${livesInSql}
    OFFSET 0) i`
}

/** Whose items are asked for, and which of them at most so many may be told. */
interface ItemsAsked {
  readonly member: string
  readonly most: number
  readonly isSeen: (item: Pick<HomeItem, 'board' | 'row'>) => boolean
}

/** The items whose owner a member is, on these boards, with their status and due date where the reader may read those. */
export async function itemsOf(
  store: ScopeStore,
  boards: readonly ReadBoard[],
  { member, most, isSeen }: ItemsAsked,
): Promise<HomeItem[]> {
  // What the reader may not know of takes no place of what they may.
  for (let count = most; ; count *= 2) {
    const found = await latestOf(store, boards, { member, most: count })
    const seen = found.filter(isSeen)
    if (seen.length >= most || found.length < count) return seen.slice(0, most)
  }
}

async function latestOf(
  store: ScopeStore,
  boards: readonly ReadBoard[],
  { member, most }: Pick<ItemsAsked, 'member' | 'most'>,
): Promise<HomeItem[]> {
  const owners = boards.flatMap(({ id, owners: columns }) => columns.map((column) => [id, column] as const))
  if (owners.length === 0) return []
  const byId = new Map(boards.map((board) => [board.id, board]))
  const ids = [...new Set(owners.map(([id]) => id))]
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<ItemRow>({
      name: 'home-items',
      text: `WITH mine AS (
               SELECT DISTINCT l.board, l.from_row AS row FROM link l
               JOIN unnest($3::uuid[], $4::int[]) AS o(board, col) ON o.board = l.board AND o.col = l.col
               WHERE l.account = $1 AND l.to_kind = 'member' AND l.to_id = $2)
             SELECT i.board, i.row, i.id, i.title, coalesce(i.updated_at, i.created_at, 0) AS "updatedAt",
                    i.updated_by AS "updatedBy", i.cells -> s.status::text AS status, i.cells -> s.due::text AS due
             FROM mine m
             JOIN unnest($5::uuid[], $6::int[], $7::int[]) AS s(board, status, due) ON s.board = m.board
             ${joinLiving('m')}
             ORDER BY i.updated_at DESC NULLS LAST LIMIT $8`,
      values: [
        store.accountId,
        member,
        owners.map(([id]) => id),
        owners.map(([, column]) => column),
        ids,
        ids.map((id) => byId.get(id)?.status?.number ?? null),
        ids.map((id) => byId.get(id)?.due?.number ?? null),
        most,
      ],
    }),
  )
  return rows.flatMap((row) => {
    const board = byId.get(row.board)
    return board === undefined ? [] : [toItem(row, board, store.kinds)]
  })
}

function toItem(row: ItemRow, { prefix, status, due }: ReadBoard, kinds: KindRegistry): HomeItem {
  return {
    id: row.id,
    board: row.board,
    row: row.row,
    key: itemKey(prefix, row.row),
    title: row.title ?? '',
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    status: row.status ?? null,
    due: row.due ?? null,
    stage: stageOf(status, row.status ?? null, kinds),
    day: dayOf(due, row.due ?? null, kinds),
  }
}

function stageOf(column: HomeColumn | null, value: Json, kinds: KindRegistry): HomeItem['stage'] {
  const kind = column && kinds.get(column.kind)
  if (!kind || value === null || !hasLabels(column.settings)) return null
  const option = kind.toLanes(value, column.settings)[kind.defaultLane]
  return typeof option === 'number' ? (labelOf(column.settings, option)?.stage ?? null) : null
}

/** The last day of a cell of days: when it is due. */
function dayOf(column: HomeColumn | null, value: Json, kinds: KindRegistry): number | null {
  const kind = column && kinds.get(column.kind)
  if (!kind || value === null) return null
  const lane = kind.aggregateLanes?.latest ?? kind.defaultLane
  if (kind.storage(column.settings)[lane] !== 'day') return null
  const day = kind.toLanes(value, column.settings)[lane]
  return typeof day === 'number' ? day : null
}
