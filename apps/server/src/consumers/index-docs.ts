import { docLines, itemsIn } from '@fulcrum/domain/doc-content'
import type pg from 'pg'
import * as Y from 'yjs'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import { readDoc } from '../docs/doc-rows.ts'
import { treeOfState } from '../docs/doc-tree.ts'
import type { SyncNode } from '../node.ts'
import { repeat } from '../repeat.ts'
import type { Repeated } from '../repeat.ts'
import { keptText } from '../search/entries.ts'
import { wordsOf } from '../search/words.ts'

/** So many docs are taken in at a time; the rest comes with the next pass. */
const docsAtOnce = 20

/**
 * Keeps the index of what docs say: never while somebody waits. What stands there follows from a doc's text alone, so that
 * whoever is killed is followed by the next pass, of whichever node.
 */
export function indexDocs({ node, pool, log }: { node: SyncNode; pool: pg.Pool; log: Log }): Repeated {
  return repeat(
    2_000,
    async () => {
      await indexDocsOnce(pool, node.store.accountId)
    },
    (error) => log.warn({ err: error }, 'docs could not be indexed; they are tried again'),
  )
}

/** One pass; gives how many docs it took in. */
export async function indexDocsOnce(pool: pg.Pool, accountId: string): Promise<number> {
  const { rows } = await withRetry(pool, () =>
    pool.query<{ doc: string }>(
      `SELECT s.doc FROM doc_state s LEFT JOIN doc_search x ON x.account = s.account AND x.doc = s.doc
       WHERE s.account = $1 AND s.seq > coalesce(x.seq, 0) ORDER BY s.doc LIMIT ${docsAtOnce}`,
      [accountId],
    ),
  )
  for (const { doc } of rows) {
    const { seq, updates } = await readDoc(pool, accountId, doc)
    const tree = updates.length === 0 ? null : treeOfState(Y.mergeUpdates([...updates]))
    const kept = keptText(tree === null ? '' : docLines(tree).join('\n'))
    // A node that knew more has written already.
    await pool.query(
      `INSERT INTO doc_search AS x (account, doc, seq, text, words, items)
       VALUES ($1, $2, $3, $4, array_to_tsvector($5::text[]), $6::uuid[])
       ON CONFLICT (account, doc) DO UPDATE SET seq = excluded.seq, text = excluded.text, words = excluded.words,
         items = excluded.items
       WHERE x.seq < excluded.seq`,
      [accountId, doc, seq, kept, wordsOf(kept), tree === null ? [] : itemsIn(tree)],
    )
  }
  return rows.length
}
