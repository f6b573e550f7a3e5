import { BoardState, aliasesOf, foldKey, idOf, isPurged, itemKey, scopeOf } from '@fulcrum/domain'
import type { KeyedItem } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { placeOfItem, placesOfKey } from '../storage/items.ts'
import type { ItemPlace } from '../storage/items.ts'
import { defineQuery } from './query.ts'
import type { QueryContext } from './query.ts'

/** Of a key that more items had than this, the others are not looked at. */
const maxPlaces = 50

/**
 * The items that a key means, wherever they are: the one whose key it is first, then those that had it before, on another board
 * or in the source they were imported from, the latest first. Items of boards that the asker may not read are as if there were
 * none.
 */
export const itemFind = defineQuery({
  name: 'item.find',
  args: z.strictObject({ key: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)) }),
  result: z.object({
    items: z.array(
      z.object({
        id: idOf('item'),
        board: idOf('board'),
        boardName: z.string(),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        had: z.nullable(z.string()),
        deleted: z.boolean(),
      }),
    ),
  }),
  answer: async (context, { key }): Promise<{ items: readonly KeyedItem[] }> => {
    const { store } = context.hub
    const folded = foldKey(key)
    const at = folded.lastIndexOf('-')
    const number = at > 0 && /^[1-9]\d{0,8}$/.test(folded.slice(at + 1)) ? Number(folded.slice(at + 1)) : null
    const own = number === null ? null : { prefix: folded.slice(0, at).toUpperCase(), row: number - 1 }
    const places = await withRetry(store.pool, (pool) =>
      placesOfKey(pool, store.accountId, { folded, own, limit: maxPlaces }),
    )
    const found = new Map<string, Found>()
    for (const place of places) {
      const item = await itemAt(context, place, folded)
      // The item's own key comes first; of the others any may be asked.
      if (item && !found.has(item.id)) found.set(item.id, item)
    }
    const items = [...found.values()].toSorted(
      (left, right) => Number(left.had !== null) - Number(right.had !== null) || right.since - left.since,
    )
    return {
      items: items.map(({ id, board, boardName, row, key: now, title, had, deleted }) => ({
        id,
        board,
        boardName,
        row,
        key: now,
        title,
        had,
        deleted,
      })),
    }
  },
})

type Found = KeyedItem & { readonly since: number }

async function itemAt(
  context: QueryContext,
  { board: boardId, row }: ItemPlace,
  folded: string,
): Promise<Found | undefined> {
  const { hub, principal } = context
  const scope = scopeOf('board', boardId)
  const { state } = await hub.store.get(scope)
  if (!(state instanceof BoardState)) return undefined
  const movedTo = state.system(row, 'movedTo')
  if (typeof movedTo === 'string') {
    const place = await withRetry(hub.store.pool, (pool) => placeOfItem(pool, hub.store.accountId, movedTo))
    return place && itemAt(context, place, folded)
  }
  const seen = (await hub.boardFor(principal, boardId))?.board
  if (!seen?.exists(row) || isPurged(state, row)) return undefined
  const key = itemKey(String(state.board['prefix'] ?? ''), row)
  const isOwn = foldKey(key) === folded
  const alias = aliasesOf(state, row).find((each) => foldKey(each.key) === folded)
  return {
    id: String(state.system(row, 'id')),
    board: boardId,
    boardName: String(state.board['name'] ?? ''),
    row,
    key,
    title: String(state.system(row, 'title') ?? ''),
    had: isOwn ? null : (alias?.key ?? folded.toUpperCase()),
    deleted: state.system(row, 'deletedAt') !== null,
    since: alias?.at ?? Number(state.system(row, 'createdAt')),
  }
}
