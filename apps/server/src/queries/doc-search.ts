import { idOf } from '@fulcrum/domain'
import type { FoundDoc } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { excerpt, marksIn } from '../search/marks.ts'
import { wordsOf } from '../search/words.ts'
import { defineQuery } from './query.ts'
import { docsInUse, readableDocs } from './readable-docs.ts'

const maxWords = 8
/** So many docs are looked at before they are ranked. */
const maxCandidates = 1_000

const marks = z.array(z.tuple([z.int(), z.int()]))

/** Docs by words of their names and of what they say, as one types. What the asker may not read is not looked at. */
export const docSearch = defineQuery({
  name: 'doc.search',
  args: z.strictObject({
    text: z.string().check(z.maxLength(200)),
    limit: z.optional(z.int().check(z.gte(1), z.lte(50))),
  }),
  result: z.object({
    docs: z.array(
      z.object({
        id: idOf('doc'),
        name: z.string(),
        workspaceId: idOf('workspace'),
        marks,
        excerpt: z.nullable(z.string()),
        excerptMarks: marks,
      }),
    ),
  }),
  answer: async ({ hub, principal }, { text, limit = 10 }): Promise<{ readonly docs: readonly FoundDoc[] }> => {
    const words = wordsOf(text).slice(0, maxWords)
    if (words.length === 0) return { docs: [] }
    const { store } = hub
    const readable = await readableDocs(store, principal, docsInUse)
    const named = new Set(readable.filter(({ fields }) => isCalled(String(fields['name']), words)).map(({ id }) => id))
    const { rows: saying } = await withRetry(store.pool, (pool) =>
      pool.query<{ id: string; text: string }>(
        `SELECT doc AS id, text FROM doc_search
         WHERE account = $1 AND doc = ANY ($2) AND words @@ $3::tsquery LIMIT ${maxCandidates}`,
        [store.accountId, readable.map(({ id }) => id), words.map((word) => `'${word}':*`).join(' & ')],
      ),
    )
    const texts = new Map(saying.map(({ id, text: said }) => [id, said]))
    // The newest first.
    const found = readable
      .toReversed()
      .filter(({ id }) => named.has(id) || texts.has(id))
      .sort((left, right) => Number(named.has(right.id)) - Number(named.has(left.id)))
    return {
      docs: found.slice(0, limit).map(({ id, fields }) => {
        const said = texts.get(id)
        const cut = said === undefined ? null : excerpt(said, words)
        const name = String(fields['name'])
        return {
          id,
          name,
          workspaceId: String(fields['workspaceId']),
          marks: marksIn(name, words),
          excerpt: cut?.text ?? null,
          excerptMarks: cut?.marks ?? [],
        }
      }),
    }
  },
})

/** Whether each word begins a word of a name. */
function isCalled(name: string, words: readonly string[]): boolean {
  const there = wordsOf(name)
  return words.every((word) => there.some((each) => each.startsWith(word)))
}
