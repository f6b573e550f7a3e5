import { idOf, isPurged, itemKey, notFound, scopeOf } from '@fulcrum/domain'
import type { ItemLinkDoc, ItemLinkEntry, ItemLinks } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { placesOfItems } from '../storage/inbox.ts'
import { docsNaming, linksFrom, linksTo } from '../storage/item-links.ts'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'
import { docsInUse, readableDocs } from './readable-docs.ts'

const entry = z.object({
  id: idOf('item'),
  board: idOf('board'),
  boardName: z.string(),
  row: z.int(),
  key: z.string(),
  title: z.string(),
  by: z.nullable(z.string()),
})

const doc = z.object({ id: idOf('doc'), name: z.string() })

/**
 * Links of an item both ways: the items that its cells and messages name, and those whose cells or messages name it, each with the
 * column that says so; and the docs that its messages name, and those that name it. Items, columns and docs that the asker may not
 * read are as if there were none.
 */
export const itemLinks = defineQuery({
  name: 'item.links',
  args: z.strictObject({ board: idOf('board'), item: idOf('item') }),
  result: z.object({ to: z.array(entry), from: z.array(entry), toDocs: z.array(doc), fromDocs: z.array(doc) }),
  answer: async (context, { board: boardId, item }): Promise<ItemLinks> => {
    const { board, sight } = await visibleBoard(context, boardId)
    const row = board.rowOf(item)
    if (row === undefined || isPurged(board, row)) throw notFound('item')
    const { store } = context.hub
    const own = await withRetry(store.pool, (pool) => linksFrom(pool, store.accountId, { board: boardId, row }))
    const { state: thread } = await store.get(scopeOf('item', item))
    const said = [...thread.records('update')].flatMap(([, { body, deletedAt }]) =>
      deletedAt === undefined ? [...String(body ?? '').matchAll(token)] : [],
    )
    const named = (wanted: string) => [...new Set(said.flatMap(([, kind, id = '']) => (kind === wanted ? [id] : [])))]
    const leads = [
      ...own
        .filter(({ col }) => !sight.hiddenColumns.has(col))
        .map(({ item: id, col }) => ({ id, by: board.column(col)?.title ?? null })),
      ...named('item')
        .filter((id) => id !== item)
        .map((id) => ({ id, by: null })),
    ]
    const places = await withRetry(store.pool, (pool) =>
      placesOfItems(pool, store.accountId, [...new Set(leads.map(({ id }) => id))]),
    )
    const to: ItemLinkEntry[] = []
    for (const { id, by } of leads) {
      const place = places.get(id)
      const seen = place && (await seenItem(context, place))
      if (seen) to.push({ ...seen.entry, id, by })
    }
    const from: ItemLinkEntry[] = []
    for (const link of await withRetry(store.pool, (pool) => linksTo(pool, store.accountId, item))) {
      const seen = link.item === item ? null : await seenItem(context, link)
      if (!seen || (link.col !== null && seen.hidden.has(link.col))) continue
      const by = link.col === null ? null : seen.state.column(link.col)?.title
      if (by !== undefined) from.push({ ...seen.entry, id: link.item, by })
    }
    return { to, from, ...(await docLinks(context, item, named('doc'))) }
  },
})

const token = /@\[(item|doc):([0-9a-f-]{36})\]/g

async function docLinks({ hub: { store }, principal }: QueryContext, item: string, named: readonly string[]) {
  const readable = await readableDocs(store, principal, docsInUse)
  const naming = await withRetry(store.pool, (pool) =>
    docsNaming(
      pool,
      store.accountId,
      item,
      readable.map(({ id }) => id),
    ),
  )
  const among = (ids: readonly string[]): ItemLinkDoc[] =>
    readable.filter(({ id }) => ids.includes(id)).map(({ id, fields }) => ({ id, name: String(fields['name']) }))
  return { toDocs: among(named), fromDocs: among(naming) }
}

/** An item as the asker sees it; null where they do not, or where it is in the trash. */
async function seenItem(
  { hub, principal }: QueryContext,
  { board, row }: { readonly board: string; readonly row: number },
) {
  const found = await hub.boardFor(principal, board)
  if (!found?.board.exists(row) || isPurged(found.board, row)) return null
  const { board: state, sight } = found
  if (state.system(row, 'deletedAt') !== null) return null
  const entry = {
    board,
    boardName: String(state.board['name'] ?? ''),
    row,
    key: itemKey(String(state.board['prefix'] ?? ''), row),
    title: String(state.system(row, 'title') ?? ''),
  }
  return { entry, state, hidden: sight.hiddenColumns }
}
