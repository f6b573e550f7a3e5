import { idOf } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { nextCursor, pageArgs, readCursor, rowBehind, writeCursor } from '../api/page.ts'
import { seenPast } from '../past/seen-past.ts'
import { itemAt, publicItem } from './item-list.ts'
import { defineQuery } from './query.ts'

/** A moment, ms UTC. */
export const instantArg = z.int().check(z.gte(-8.64e15), z.lte(8.64e15))

/**
 * The items of a board as they were at a moment, page by page in the order in which they were made, by the rights of today.
 * What follows from cells of other boards is left out; what was purged since is gone from the past too.
 */
export const boardAt = defineQuery({
  name: 'board.at',
  args: z.strictObject({ board: idOf('board'), at: instantArg, ...pageArgs }),
  result: z.object({
    /** The last change of the log that is in it; 0 where all of it is imported history. */
    version: z.int(),
    /** False before the board began. */
    isThere: z.boolean(),
    name: z.nullable(z.string()),
    columns: z.array(
      z.object({ id: idOf('column'), number: z.int(), kind: z.string(), title: z.string(), settings: z.json() }),
    ),
    groups: z.array(z.object({ id: idOf('group'), number: z.int(), title: z.string() })),
    items: z.array(publicItem),
    next: nextCursor,
  }),
  answer: async (context, { board: boardId, at, cursor: text, limit = 100 }) => {
    const { state, items: stored, version, isThere, sight } = await seenPast(context, boardId, at)
    if (!isThere) return { version, isThere, name: null, columns: [], groups: [], items: [], next: null }
    const rows: number[] = []
    let row = rowBehind(readCursor(text))
    for (; row < state.rowCount && rows.length < limit; row++) if (state.isLive(row)) rows.push(row)
    await stored.load(undefined, rows)
    await stored.load(['id'], parentsOf(state, rows))
    const seen = { state, columns: () => written(state), cell: state.cell.bind(state) }
    return {
      version,
      isThere,
      name: String(state.board['name'] ?? ''),
      columns: written(state)
        .filter(({ number, fields }) => !sight.hiddenColumns.has(number) && fields['deletedAt'] === undefined)
        .map(({ id, number, kind, title, settings }) => ({ id, number, kind: kind.id, title, settings })),
      groups: [...state.records('group')]
        .filter(([, fields]) => fields['deletedAt'] === undefined)
        .map(([id, { number, title }]) => ({ id, number, title: title ?? '' })),
      items: rows.map((each) => itemAt(seen, sight, each)),
      next: row < state.rowCount ? writeCursor({ version, row: row - 1 }) : null,
    }
  },
})

function parentsOf(state: BoardState, rows: readonly number[]): number[] {
  return rows.flatMap((row) => {
    const parent = state.system(row, 'parent')
    return typeof parent === 'number' ? [parent] : []
  })
}

function written(state: BoardState) {
  return state.columns().filter(({ kind }) => !kind.derive)
}
