import { idOf, itemKey, toViewSpec, visibleRecords, boardViewSpec } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { ViewGlance } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { defineQuery, seenBoard } from './query.ts'
import type { QueryContext } from './query.ts'

/** Items of a view that are told. */
const maxRows = 8
/** Columns that are told beside the titles. */
const maxColumns = 4

/**
 * The first items of saved views, or of all of a board, as a text that shows a view is read: in the view's order, of those that the asker may know of,
 * with how many there are. Views that are gone, or not theirs to see, are as if there were none.
 */
export const viewGlances = defineQuery({
  name: 'view.glances',
  args: z.strictObject({
    views: z.array(z.strictObject({ board: idOf('board'), view: z.nullable(idOf('view')) })).check(z.maxLength(20)),
  }),
  result: z.object({
    views: z.array(
      z.object({
        id: z.string(),
        board: idOf('board'),
        boardName: z.string(),
        name: z.string(),
        count: z.int(),
        columns: z.array(z.object({ title: z.string(), kind: z.string(), settings: z.json() })),
        rows: z.array(z.object({ row: z.int(), key: z.string(), title: z.string(), values: z.array(z.json()) })),
      }),
    ),
  }),
  answer: async (context, { views }): Promise<{ readonly views: readonly ViewGlance[] }> => {
    const found: ViewGlance[] = []
    for (const { board, view } of views) {
      const glance = await glanceOf(context, board, view)
      if (glance !== null) found.push(glance)
    }
    return { views: found }
  },
})

async function glanceOf(context: QueryContext, boardId: string, viewId: string | null): Promise<ViewGlance | null> {
  const { hub, principal } = context
  if ((await hub.boardFor(principal, boardId)) === null) return null
  const { seen, sight } = await seenBoard(context, boardId)
  const board = seen.state
  const views = viewId === null ? [] : visibleRecords(board, ['view'], sight, principal.memberId)
  const view = viewId === null ? {} : views.find(([, id]) => id === viewId)?.[2]
  if (view === undefined || view['deletedAt'] !== undefined || board.board['deletedAt'] !== undefined) return null
  const parsed = boardViewSpec.safeParse(view['spec'] ?? {})
  const spec = parsed.success ? parsed.data : {}
  const { today, timeZone, weekStart } = hub.store.day()
  const reading = { me: principal.memberId, today, timeZone, weekStart, hiddenColumns: sight.hiddenColumns }
  const columns = toViewSpec(seen, spec, reading)
    .columns.flatMap(({ field, hidden }) => {
      const column = hidden || typeof field.column !== 'number' ? undefined : board.column(field.column)
      // What these show is read of other items, or of other boards: it stands in no cell.
      const isElsewhere = column?.kind.source !== undefined || column?.kind.connections !== undefined
      return column === undefined || isElsewhere ? [] : [column]
    })
    .slice(0, maxColumns)
  const { count, groups } = hub.viewports.read(seen, spec, { principal, sight }, 0, maxRows)
  const prefix = String(board.board['prefix'] ?? '')
  return {
    id: `${boardId} ${viewId ?? ''}`,
    board: boardId,
    boardName: String(board.board['name'] ?? ''),
    name: String(view['name'] ?? ''),
    count,
    columns: columns.map(({ kind, fields, settings }) => ({
      title: String(fields['title'] ?? ''),
      kind: kind.id,
      // @NOTE a kind's schema of settings gives JSON.
      settings: settings as Json,
    })),
    rows: groups
      .flatMap(({ rows }) => rows)
      .map((row) => ({
        row,
        key: itemKey(prefix, row),
        title: String(board.system(row, 'title') ?? ''),
        values: columns.map(({ number }) => seen.cell(row, number)),
      })),
  }
}
