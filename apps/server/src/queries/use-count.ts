import { connectionsOf, descendants, idOf, notFound, scopeOf } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { UseCount } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { boardsThatName } from './boards-that-name.ts'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'

/**
 * What hangs on items, on a column, or on a whole board, before it is deleted: cells elsewhere that name the items, and columns
 * whose cells follow from what would go. What the asker may not see is counted, and not named.
 */
export const useCount = defineQuery({
  name: 'use.count',
  args: z.strictObject({
    board: idOf('board'),
    rows: z.optional(z.array(z.int().check(z.gte(0))).check(z.minLength(1), z.maxLength(2_000))),
    column: z.optional(idOf('column')),
  }),
  answer: async (context, { board: boardId, rows, column }): Promise<UseCount> => {
    const { board, sight } = await visibleBoard(context, boardId)
    if (column !== undefined)
      return { links: 0, linkingItems: 0, ...(await followers(context, board, numberOf(board, column))) }
    if (rows === undefined) {
      // What names a board's items is told of all of them: to whoever knows of some only, it would tell of the others.
      const links = sight.rule ? { links: 0, linkingItems: 0 } : await linksTo(context, board, null)
      return { ...links, ...(await followers(context, board, null)) }
    }
    const all = new Set(rows.filter((row) => board.exists(row)).flatMap((row) => [row, ...descendants(board, row)]))
    return {
      ...(await linksTo(context, board, [...all], sight.rule && everyRow(board))),
      columns: [],
      hiddenColumns: 0,
    }
  },
})

/**
 * Cells that name these items, but for those of the items themselves; null is all items of the board, named elsewhere. Of the
 * board itself only cells of `seen` rows count, where they are said.
 */
async function linksTo(
  { hub }: QueryContext,
  board: BoardState,
  rows: readonly number[] | null,
  seen?: readonly number[],
): Promise<Pick<UseCount, 'links' | 'linkingItems'>> {
  const { store } = hub
  const ids = rows?.map((row) => String(board.system(row, 'id'))) ?? null
  const { rows: counted } = await withRetry(store.pool, (pool) =>
    pool.query<{ links: string; items: string }>(
      `SELECT count(*) AS links, count(DISTINCT (l.board, l.from_row)) AS items
       FROM link l JOIN item i ON i.account = l.account AND i.board = l.board AND i.row = l.from_row
       WHERE l.account = $1 AND l.to_kind = 'item' AND i.deleted_at IS NULL
         AND ${
           ids === null
             ? 'l.board <> $2 AND l.to_id IN (SELECT t.id FROM item t WHERE t.account = $1 AND t.board = $2)'
             : `l.to_id = ANY ($3) AND NOT (l.board = $2 AND l.from_row = ANY ($4))
                AND ($5::int[] IS NULL OR l.board <> $2 OR l.from_row = ANY ($5))`
         }`,
      ids === null ? [store.accountId, board.boardId] : [store.accountId, board.boardId, ids, rows, seen ?? null],
    ),
  )
  return { links: Number(counted[0]?.links ?? 0), linkingItems: Number(counted[0]?.items ?? 0) }
}

/** Columns that follow from a column, or, where none is named, from anything of the board from elsewhere. */
async function followers(
  context: QueryContext,
  board: BoardState,
  number: number | null,
): Promise<Pick<UseCount, 'columns' | 'hiddenColumns'>> {
  const { hub, principal } = context
  const columns: { board: string; boardName: string; title: string; kind: string }[] = []
  let hiddenColumns = 0
  for (const other of [board, ...(await boardsThatName(context, board.boardId))]) {
    const scope = scopeOf('board', other.boardId)
    const sight = hub.sightOf(principal, scope, scope)
    for (const column of other.columns()) {
      if (column.fields['deletedAt'] !== undefined || !follows(other, column.number, board, number)) continue
      if (!sight || sight.hiddenColumns.has(column.number)) hiddenColumns += 1
      else {
        const boardName = String(other.board['name'] ?? '')
        columns.push({ board: other.boardId, boardName, title: column.title, kind: column.kind.id })
      }
    }
  }
  return { columns, hiddenColumns }
}

function follows(other: BoardState, column: number, board: BoardState, number: number | null): boolean {
  const here = other === board
  const reads = (other.derivedFrom(column) ?? []).some((input) => {
    if (input.of === 'linked' && input.board === board.boardId) return number === null ? !here : input.column === number
    if (!here || number === null) return false
    return (
      ('column' in input && input.of !== 'linked' && input.column === number) ||
      (input.of === 'linked' && input.through === number)
    )
  })
  if (reads) return true
  const found = other.column(column)
  const connections = found && connectionsOf(found)
  const named = connections?.boards.find((entry) => entry.board === board.boardId)
  if (!named || (here && number === null)) return false
  return (
    number === null ||
    named.partner === [...board.records('column')].find(([, fields]) => fields['number'] === number)?.[0]
  )
}

function everyRow(board: BoardState): number[] {
  return Array.from({ length: board.rowCount }, (_, row) => row).filter((row) => board.exists(row))
}

function numberOf(board: BoardState, id: string): number {
  const number = board.record('column', id)?.['number']
  if (number === undefined) throw notFound('column')
  return Number(number)
}
