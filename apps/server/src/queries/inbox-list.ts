import { idOf, inboxOf, isPurged, itemKey, scopeOf } from '@fulcrum/domain'
import type { Notification } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { bodiesOf, placesOfItems } from '../storage/inbox.ts'
import { defineQuery, ownId } from './query.ts'
import type { QueryContext } from './query.ts'

/** So many entries are told of, the latest. */
const maxEntries = 300
const excerptLength = 400

/**
 * What the entries of one's own inbox are about, or some of them, by the rights and the names of this moment: an entry names things and quotes none.
 * Those of which the asker may not know any more, or that are in the trash, are left out.
 */
export const inboxList = defineQuery({
  name: 'inbox.list',
  args: z.strictObject({ ids: z.optional(z.array(idOf('notification')).check(z.maxLength(50))) }),
  result: z.object({
    subjects: z.array(
      z.object({
        id: idOf('notification'),
        board: idOf('board'),
        boardName: z.string(),
        item: z.nullable(z.object({ id: idOf('item'), row: z.int(), key: z.string(), title: z.string() })),
        says: z.nullable(z.string()),
      }),
    ),
  }),
  answer: async (context, { ids }): Promise<{ subjects: readonly InboxSubject[] }> => {
    const { store } = context.hub
    const { state } = await store.get(scopeOf('user', ownId(context.principal)))
    const wanted = ids && new Set<string>(ids)
    const entries = inboxOf(state.records('notification'))
      .filter(({ id }) => wanted?.has(id) !== false)
      .slice(0, maxEntries)
    const items = entries.flatMap(({ item }) => (item === null ? [] : [item]))
    const places = await withRetry(store.pool, (pool) => placesOfItems(pool, store.accountId, items))
    const found = []
    for (const entry of entries) {
      const subject = await subjectOf(context, entry, places)
      if (subject) found.push({ subject, entry })
    }
    const said = found.flatMap(({ entry: { item, events } }) => {
      const update = events[0]?.update
      return item === null || update === undefined ? [] : [{ item, update }]
    })
    const bodies = await withRetry(store.pool, (pool) => bodiesOf(pool, store.accountId, said))
    return {
      subjects: found.map(({ subject, entry }) => {
        const body = bodies.get(entry.events[0]?.update ?? '')
        return { ...subject, says: body === undefined ? null : excerpt(body) }
      }),
    }
  },
})

async function subjectOf(
  { hub, principal }: QueryContext,
  entry: Notification,
  places: ReadonlyMap<string, { readonly board: string; readonly row: number }>,
): Promise<Omit<InboxSubject, 'says'> | null> {
  const place = entry.item === null ? { board: entry.board, row: null } : places.get(entry.item)
  if (!place) return null
  const state = (await hub.boardFor(principal, place.board))?.board
  if (state === undefined) return null
  const about = { id: entry.id, board: place.board, boardName: String(state.board['name'] ?? '') }
  if (place.row === null) return { ...about, item: null }
  if (!state.exists(place.row) || isPurged(state, place.row) || state.system(place.row, 'deletedAt') !== null)
    return null
  const key = itemKey(String(state.board['prefix'] ?? ''), place.row)
  const title = String(state.system(place.row, 'title') ?? '')
  return { ...about, item: { id: entry.id, row: place.row, key, title } }
}

/** The beginning of a message, whose last name is whole. */
function excerpt(body: string): string {
  return body.length <= excerptLength ? body : `${body.slice(0, excerptLength).replace(/@\[[^\]]*$/, '')}…`
}
