import { boardViewSpec, idOf, itemKey, itemRef, notFound, visibleRecords } from '@fulcrum/domain'
import type { BoardOutlook, BoardSight, BoardState, BoardViewSpec, Json } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { nextCursor, pageArgs, readCursor, rowBehind, writeCursor } from '../api/page.ts'
import type { Cursor } from '../api/page.ts'
import { publicReferences } from '../api/public-ids.ts'
import type { ViewAsk } from '../sync/viewport.ts'
import { defineQuery, seenBoard } from './query.ts'
import type { QueryContext } from './query.ts'

const instant = z.nullable(z.number())
const person = z.nullable(idOf('member'))

/** An item as programs read it. */
export const publicItem = z.object({
  id: idOf('item'),
  key: z.string(),
  row: z.int(),
  title: z.string(),
  /** The short number of its group. */
  group: z.int(),
  parent: z.nullable(idOf('item')),
  createdAt: z.number(),
  createdBy: person,
  updatedAt: instant,
  updatedBy: person,
  archivedAt: instant,
  templateAt: instant,
  deletedAt: instant,
  /** The cells that are not empty, by the short number of their column. */
  cells: z.record(z.string(), z.json()),
})

type Item = Omit<z.infer<typeof publicItem>, 'cells'> & { readonly cells: Readonly<Record<string, Json>> }

/**
 * The items of a board, page by page: all of them in the order in which they were made, or those that a view shows, in its
 * order. Without a view no item is missed or told twice, whatever changes meanwhile.
 */
export const itemList = defineQuery({
  name: 'item.list',
  args: z.strictObject({
    board: idOf('board'),
    view: z.optional(z.union([idOf('view'), boardViewSpec])),
    search: z.optional(z.string().check(z.maxLength(200))),
    ...pageArgs,
  }),
  result: z.object({ version: z.int(), items: z.array(publicItem), next: nextCursor }),
  answer: async (context, { board: boardId, view, search, cursor: text, limit = 100 }) => {
    const { seen, sight } = await seenBoard(context, boardId)
    const board = seen.state
    const cursor = readCursor(text)
    if (view === undefined && search === undefined) return plainPage(seen, sight, cursor, limit)
    const ask: ViewAsk = {
      principal: context.principal,
      sight,
      ...(search !== undefined && { search }),
    }
    const spec = typeof view === 'string' ? savedView(context, board, sight, view) : (view ?? {})
    const rowsAt = (offset: number, count: number) =>
      context.hub.viewports.read(seen, spec, ask, offset, count).groups.flatMap(({ rows }) => rows)
    const from = placeAfter(cursor, rowsAt, board.rowCount)
    const rows = rowsAt(from, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const isMore = rows.length > limit && last !== undefined
    return {
      version: board.version,
      items: page.map((row) => itemAt(seen, sight, row)),
      next: isMore ? writeCursor({ version: board.version, row: last, offset: from + page.length }) : null,
    }
  },
})

/** One item, also one that is archived or in the trash. */
export const itemGet = defineQuery({
  name: 'item.get',
  args: z.strictObject({ board: idOf('board'), item: itemRef }),
  result: publicItem,
  answer: async (context, { board: boardId, item: ref }) => {
    const { seen, sight } = await seenBoard(context, boardId)
    const board = seen.state
    const row = typeof ref === 'number' ? ref : board.rowOf(ref)
    if (row === undefined || !board.exists(row)) throw notFound('item')
    return itemAt(seen, sight, row)
  },
})

/** Rows are never used again and only grow, so the row behind the last one is where the next page begins. */
function plainPage(seen: BoardOutlook, sight: BoardSight, cursor: Cursor | null, limit: number) {
  const board = seen.state
  const items: Item[] = []
  let row = rowBehind(cursor)
  for (; row < board.rowCount && items.length < limit; row++) {
    if (board.exists(row) && board.isLive(row)) items.push(itemAt(seen, sight, row))
  }
  const next = row < board.rowCount ? writeCursor({ version: board.version, row: row - 1 }) : null
  return { version: board.version, items, next }
}

/** Where in a view's order the page after a cursor begins: behind its row, wherever that is now; else where it was. */
function placeAfter(
  cursor: Cursor | null,
  rowsAt: (offset: number, count: number) => readonly number[],
  rowCount: number,
): number {
  if (cursor === null) return 0
  const { row, offset = 0 } = cursor
  if (offset > 0 && rowsAt(offset - 1, 1)[0] === row) return offset
  const now = rowsAt(0, rowCount).indexOf(row)
  return now < 0 ? offset : now + 1
}

function savedView({ principal }: QueryContext, board: BoardState, sight: BoardSight, id: string): BoardViewSpec {
  const found = visibleRecords(board, ['view'], sight, principal.memberId).find(([, known]) => known === id)
  if (!found || found[2]['deletedAt'] !== undefined) throw notFound('view')
  const parsed = boardViewSpec.safeParse(found[2]['spec'] ?? {})
  return parsed.success ? parsed.data : {}
}

/** An item as programs read it, of a board as it is or was. */
export function itemAt(seen: Pick<BoardOutlook, 'state' | 'columns' | 'cell'>, sight: BoardSight, row: number): Item {
  const board = seen.state
  const parent = board.system(row, 'parent')
  const cells: Record<string, Json> = {}
  for (const { number, kind, fields } of seen.columns()) {
    if (sight.hiddenColumns.has(number) || fields['deletedAt'] !== undefined || kind.source) continue
    const value = seen.cell(row, number)
    if (value !== null) cells[number] = kind.references ? publicReferences(value, kind.references.to) : value
  }
  return {
    id: String(board.system(row, 'id')) as Item['id'],
    key: itemKey(String(board.board['prefix'] ?? ''), row),
    row,
    title: String(board.system(row, 'title') ?? ''),
    group: Number(board.system(row, 'group')),
    parent: typeof parent === 'number' ? (String(board.system(parent, 'id')) as Item['id']) : null,
    createdAt: Number(board.system(row, 'createdAt')),
    createdBy: personOf(board.system(row, 'createdBy')),
    updatedAt: instantOf(board.system(row, 'updatedAt')),
    updatedBy: personOf(board.system(row, 'updatedBy')),
    archivedAt: instantOf(board.system(row, 'archivedAt')),
    templateAt: instantOf(board.system(row, 'templateAt')),
    deletedAt: instantOf(board.system(row, 'deletedAt')),
    cells,
  }
}

function personOf(value: Json): Item['createdBy'] {
  // @NOTE people are named by the ids of members.
  return typeof value === 'string' ? (value as Item['createdBy']) : null
}

function instantOf(value: Json): number | null {
  return typeof value === 'number' ? value : null
}
