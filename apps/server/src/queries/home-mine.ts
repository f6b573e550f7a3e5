import { idOf, stages } from '@fulcrum/domain'
import type { HomeAnswer } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { changedByOthers } from '../home/changed-lately.ts'
import { homeBoards } from '../home/home-boards.ts'
import { itemsOf, maxItems } from '../home/my-items.ts'
import { defineQuery, ownId } from './query.ts'

const column = z.nullable(
  z.object({ number: z.int(), title: z.string(), kind: z.string(), settings: z.json(), mayEdit: z.boolean() }),
)

/**
 * The items of which the asker is an owner, over all boards that they may read, with status and due date; and what others
 * changed lately on boards that are theirs. A column that they may not read is as if it were not there.
 */
export const homeMine = defineQuery({
  name: 'home.mine',
  args: z.strictObject({
    /** Tells of more items, and of no changes. */
    all: z.optional(z.boolean()),
  }),
  result: z.object({
    today: z.int(),
    boards: z.array(z.object({ id: idOf('board'), name: z.string(), prefix: z.string(), status: column, due: column })),
    items: z.array(
      z.object({
        id: idOf('item'),
        board: idOf('board'),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        updatedAt: z.number(),
        updatedBy: z.nullable(idOf('member')),
        status: z.json(),
        due: z.json(),
        stage: z.nullable(z.enum(stages)),
        day: z.nullable(z.int()),
      }),
    ),
    changed: z.array(
      z.object({
        id: idOf('item'),
        board: idOf('board'),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        by: idOf('member'),
        at: z.number(),
      }),
    ),
  }),
  answer: async ({ hub, principal }, { all = false }): Promise<HomeAnswer> => {
    const member = ownId(principal)
    const boards = await homeBoards(hub.store, principal)
    const narrow = new Set(boards.flatMap(({ id, isNarrow }) => (isNarrow ? [id] : [])))
    for (const id of narrow) await hub.boardFor(principal, id)
    const isSeen = ({ board, row }: { readonly board: string; readonly row: number }): boolean =>
      !narrow.has(board) || hub.boardNow(principal, board)?.board.exists(row) === true
    const asked = { member, most: all ? maxItems.all : maxItems.home, isSeen }
    const items = await itemsOf(hub.store, boards, asked)
    const mine = new Set(items.map(({ board }) => board))
    const own = boards.filter(({ id, isOwn }) => isOwn || mine.has(id))
    const changed = all ? [] : await changedByOthers(hub.store, own, { member, isSeen })
    const named = new Set([...items, ...changed].map(({ board }) => board))
    return {
      today: hub.store.day().today,
      boards: boards
        .filter(({ id }) => named.has(id))
        .map(({ id, name, prefix, status, due }) => ({ id, name, prefix, status, due })),
      items,
      changed,
    }
  },
})
