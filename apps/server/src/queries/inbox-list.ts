import { idOf, inboxOf, scopeOf } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { subjectsOf } from './inbox-subjects.ts'
import { defineQuery, ownId } from './query.ts'

/** So many entries are told of, the latest. */
const maxEntries = 300

const about = z.union([
  z.object({
    kind: z.literal('item'),
    id: idOf('item'),
    name: z.string(),
    key: z.string(),
    row: z.int(),
    board: z.object({ id: idOf('board'), name: z.string() }),
  }),
  z.object({ kind: z.literal('board'), id: idOf('board'), name: z.string() }),
  z.object({ kind: z.literal('doc'), id: idOf('doc'), name: z.string(), thread: z.nullable(idOf('docComment')) }),
])

/**
 * What the entries of one's own inbox are about, or some of them, by the rights and the names of this moment: an entry names things and quotes none.
 * Those of which the asker may not know any more, or that are in the trash, are left out.
 */
export const inboxList = defineQuery({
  name: 'inbox.list',
  args: z.strictObject({ ids: z.optional(z.array(idOf('notification')).check(z.maxLength(50))) }),
  result: z.object({
    subjects: z.array(z.object({ id: idOf('notification'), about, says: z.nullable(z.string()) })),
  }),
  answer: async (context, { ids }): Promise<{ subjects: readonly InboxSubject[] }> => {
    const { state } = await context.hub.store.get(scopeOf('user', ownId(context.principal)))
    const wanted = ids && new Set<string>(ids)
    const entries = inboxOf(state.records('notification'))
      .filter(({ id }) => wanted?.has(id) !== false)
      .slice(0, maxEntries)
    return { subjects: await subjectsOf(context, entries) }
  },
})
