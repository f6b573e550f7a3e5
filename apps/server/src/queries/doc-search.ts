import { can, docResourceOf, docTable, idOf } from '@fulcrum/domain'
import type { FoundDoc } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { excerpt, marksIn } from '../search/marks.ts'
import { wordsOf } from '../search/words.ts'
import { toFields } from '../storage/write-records.ts'
import { sqlName } from '../storage/sql-tables.ts'
import { defineQuery } from './query.ts'

const maxWords = 8
/** So many docs are looked at before they are ranked. */
const maxCandidates = 1_000

const docColumns = Object.keys(docTable.fields)
  .map((field) => `d.${sqlName(field)} AS "${field}"`)
  .join(', ')

const marks = z.array(z.tuple([z.int(), z.int()]))

interface DocRow extends Record<string, unknown> {
  readonly id: string
  readonly text: string | null
  readonly members: { readonly id: string; readonly subject: string; readonly role: string }[] | null
}

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
    const { rows: all } = await withRetry(store.pool, (pool) =>
      pool.query<DocRow>(
        `SELECT d.id, ${docColumns}, NULL AS text,
                (SELECT json_agg(json_build_object('id', m.id, 'subject', m.subject, 'role', m.role))
                 FROM doc_member m WHERE m.account = d.account AND m.scope_id = d.id) AS members
         FROM doc d WHERE d.account = $1 AND d.deleted_at IS NULL AND d.name IS NOT NULL AND d.archived_at IS NULL
           AND NOT EXISTS (SELECT FROM workspace w WHERE w.account = $1 AND w.id = d.workspace_id AND w.deleted_at IS NOT NULL)
         ORDER BY d.id DESC`,
        [store.accountId],
      ),
    )
    const readable = all.filter((row) =>
      can(principal, 'doc.read', docResourceOf(row.id, toFields(docTable, row), row.members ?? [])),
    )
    const named = new Set(readable.filter(({ name }) => isCalled(String(name), words)).map(({ id }) => id))
    // Rights are asked before anything is looked at: neither count nor time tells of what is not theirs.
    const { rows: saying } = await withRetry(store.pool, (pool) =>
      pool.query<{ id: string; text: string }>(
        `SELECT doc AS id, text FROM doc_search
         WHERE account = $1 AND doc = ANY ($2) AND words @@ $3::tsquery LIMIT ${maxCandidates}`,
        [store.accountId, readable.map(({ id }) => id), words.map((word) => `'${word}':*`).join(' & ')],
      ),
    )
    const texts = new Map(saying.map(({ id, text: said }) => [id, said]))
    const found = readable
      .filter(({ id }) => named.has(id) || texts.has(id))
      .sort((left, right) => Number(named.has(right.id)) - Number(named.has(left.id)))
    return {
      docs: found.slice(0, limit).map((row) => {
        const said = texts.get(row.id)
        const cut = said === undefined ? null : excerpt(said, words)
        const name = String(row['name'])
        return {
          id: row.id,
          name,
          workspaceId: String(row['workspaceId']),
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
