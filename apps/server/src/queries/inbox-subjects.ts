import { docSight, isPurged, itemKey, scopeOf } from '@fulcrum/domain'
import type { AboutKind, Notification } from '@fulcrum/domain'
import type { InboxAbout, InboxSubject } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import { bodiesOf, commentsOfDocs, placesOfItems } from '../storage/inbox.ts'
import type { QueryContext } from './query.ts'

const excerptLength = 400

/** Tells what entries are about, of those of which the asker may know, by the ids of the entries. */
type Teller = (
  context: QueryContext,
  entries: readonly Notification[],
) => Promise<ReadonlyMap<string, Omit<InboxSubject, 'id'>>>

const tellers: { readonly [kind in AboutKind]: Teller } = { item: tellOfItems, board: tellOfBoards, doc: tellOfDocs }

/** What entries are about, by the rights and the names of this moment, in their order. */
export async function subjectsOf(
  context: QueryContext,
  entries: readonly Notification[],
): Promise<readonly InboxSubject[]> {
  const told = new Map<string, Omit<InboxSubject, 'id'>>()
  for (const [kind, all] of Map.groupBy(entries, ({ about }) => about.kind)) {
    for (const [id, subject] of await tellers[kind](context, all)) told.set(id, subject)
  }
  return entries.flatMap(({ id }) => {
    const subject = told.get(id)
    return subject ? [{ id, ...subject }] : []
  })
}

async function tellOfItems({ hub, principal }: QueryContext, entries: readonly Notification[]) {
  const { pool: database, accountId } = hub.store
  const ids = entries.map(({ id }) => id)
  const places = await withRetry(database, (pool) => placesOfItems(pool, accountId, ids))
  const found: { readonly entry: Notification; readonly about: InboxAbout }[] = []
  for (const entry of entries) {
    const place = places.get(entry.id)
    const state = place && (await hub.boardFor(principal, place.board))?.board
    if (!place || !state?.exists(place.row)) continue
    const { board: id, row } = place
    if (isPurged(state, row) || state.system(row, 'deletedAt') !== null) continue
    const key = itemKey(String(state.board['prefix'] ?? ''), row)
    const name = String(state.system(row, 'title') ?? '')
    const board = { id, name: String(state.board['name'] ?? '') }
    found.push({ entry, about: { kind: 'item', id: entry.id, name, key, row, board } })
  }
  const said = found.flatMap(({ entry: { id, events } }) => {
    const update = events[0]?.update
    return update === undefined ? [] : [{ item: id, update }]
  })
  const bodies = await withRetry(database, (pool) => bodiesOf(pool, accountId, said))
  return new Map(
    found.map(({ entry: { id, events }, about }) => [
      id,
      { about, says: excerpt(bodies.get(events[0]?.update ?? '')) },
    ]),
  )
}

async function tellOfBoards({ hub, principal }: QueryContext, entries: readonly Notification[]) {
  const told = new Map<string, Omit<InboxSubject, 'id'>>()
  for (const { id } of entries) {
    const state = (await hub.boardFor(principal, id))?.board
    if (state) told.set(id, { about: { kind: 'board', id, name: String(state.board['name'] ?? '') }, says: null })
  }
  return told
}

async function tellOfDocs({ hub, principal }: QueryContext, entries: readonly Notification[]) {
  const { pool: database, accountId } = hub.store
  const names = new Map<string, string>()
  for (const { id } of entries) {
    const { state } = await hub.store.get(scopeOf('doc', id))
    if (docSight(principal, state, id)) names.set(id, String(state.record('doc', id)?.['name'] ?? ''))
  }
  const of = entries.flatMap(({ id, events }) => {
    const comment = events[0]?.comment
    return comment === undefined || !names.has(id) ? [] : [{ doc: id, comment }]
  })
  const said = await withRetry(database, (pool) => commentsOfDocs(pool, accountId, of))
  return new Map(
    entries.flatMap(({ id, events }) => {
      const name = names.get(id)
      const latest = said.get(events[0]?.comment ?? '')
      if (name === undefined) return []
      const about: InboxAbout = { kind: 'doc', id, name, thread: latest?.thread ?? null }
      return [[id, { about, says: excerpt(latest?.body) }]]
    }),
  )
}

/** The beginning of a message, whose last name is whole; null where there is none. */
function excerpt(body: string | undefined): string | null {
  if (body === undefined) return null
  return body.length <= excerptLength ? body : `${body.slice(0, excerptLength).replace(/@\[[^\]]*$/, '')}…`
}
