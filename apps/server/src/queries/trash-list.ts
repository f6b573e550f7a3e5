import { cellValue, idOf, itemKey, newestFirst, publicId, putAway, tellPutAway, trashParts } from '@fulcrum/domain'
import type { BoardState, LoggedChange, Patch, PutAway, TrashPart } from '@fulcrum/domain'
import type { TrashAnswer } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { nextCursor, pageArgs, readCursor, writeCursor } from '../api/page.ts'
import { withRetry } from '../database/pool.ts'
import { changesOfMoments } from '../storage/log.ts'
import { defineQuery, visibleBoard } from './query.ts'
import type { QueryContext } from './query.ts'

const part = z.enum(trashParts)

/** Of what noun the ids of a part are. */
const nouns: Readonly<Record<TrashPart, string>> = {
  items: 'item',
  archived: 'item',
  groups: 'group',
  columns: 'column',
  views: 'view',
}

/** What of a board can be brought back by those who may: deleted items, groups, columns and views, and archived items, newest first. */
export const trashList = defineQuery({
  name: 'trash.list',
  args: z.strictObject({ board: idOf('board'), part, ...pageArgs }),
  result: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        row: z.nullable(z.int()),
        key: z.nullable(z.string()),
        title: z.string(),
        kind: z.nullable(z.string()),
        at: z.number(),
        by: z.nullable(idOf('member')),
        until: z.nullable(z.number()),
        holds: z.int(),
        within: z.nullable(z.object({ title: z.string(), rows: z.array(z.int()), groups: z.array(idOf('group')) })),
        mayRestore: z.boolean(),
      }),
    ),
    counts: z.object({ items: z.int(), archived: z.int(), groups: z.int(), columns: z.int(), views: z.int() }),
    next: nextCursor,
  }),
  publish: async (_context, { part }, { entries, ...rest }: TrashAnswer) => ({
    ...rest,
    entries: entries.map((entry) => ({ ...entry, id: publicId(nouns[part], entry.id) })),
  }),
  answer: async (context, { board: boardId, part, cursor, limit = 50 }): Promise<TrashAnswer> => {
    const { board, sight } = await visibleBoard(context, boardId)
    const look = { board, sight, principal: context.principal }
    const lists = trashParts.map((each) => [each, putAway(each, look)] as const)
    const counts = Object.fromEntries(lists.map(([each, list]) => [each, list.length]))
    const { page, next } = pageOf(lists.find(([each]) => each === part)?.[1] ?? [], cursor, limit)
    const told = tellPutAway(part, look, page)
    const by = await whoPutAway(context, board, part, page)
    const prefix = String(board.board['prefix'] ?? '')
    return {
      entries: told.map((entry, index) => ({
        ...entry,
        key: entry.row === null ? null : itemKey(prefix, entry.row),
        at: page[index]?.at ?? 0,
        by: by.get(entry.id) ?? null,
      })),
      // @NOTE made of every part.
      counts: counts as Record<TrashPart, number>,
      next,
    }
  },
})

/** A page of what is put away. The cursor holds since when the last of it is, and its place among what went with it. */
function pageOf(all: readonly PutAway[], cursor: string | undefined, limit: number) {
  const from = readCursor(cursor)
  const after = from === null ? null : { at: from.version, order: from.row }
  const rest = after === null ? all : all.filter((each) => newestFirst(after, each) < 0)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const next = last && rest.length > limit ? writeCursor({ version: last.at, row: last.order }) : null
  return { page, next }
}

/** Who put each of these away, as the log says: by their ids. */
async function whoPutAway(
  { hub: { store } }: QueryContext,
  board: BoardState,
  part: TrashPart,
  page: readonly PutAway[],
): Promise<Map<string, LoggedChange['actor']>> {
  const moments = [...new Set(page.map(({ at }) => at))]
  const changes = await withRetry(store.pool, (pool) => changesOfMoments(pool, store.accountId, board.scope, moments))
  const cell = part === 'archived' ? 'archivedAt' : 'deletedAt'
  const found = new Map<string, LoggedChange['actor']>()
  for (const entry of page) {
    const isItem = nouns[part] === 'item'
    const change = changes.find(({ patches }) =>
      patches.some((patch) => (isItem ? setsCell(patch, cell, entry) : setsRecord(patch, entry))),
    )
    if (change) found.set(entry.id, change.actor)
  }
  return found
}

function setsCell(patch: Patch, cell: 'archivedAt' | 'deletedAt', { at, order: row }: PutAway): boolean {
  if (patch.op !== 'cells' || patch.column !== cell) return false
  const index = patch.rows.indexOf(row)
  return index >= 0 && cellValue(patch, index) === at
}

function setsRecord(patch: Patch, { id, at }: PutAway): boolean {
  return patch.op === 'put' && patch.id === id && patch.fields['deletedAt'] === at
}
