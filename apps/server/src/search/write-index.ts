import type pg from 'pg'
import type { SearchEntry } from './entries.ts'
import { lexeme, messagePart } from './lexemes.ts'
import { isVocabulary, wordsOf } from './words.ts'

/** Held by who writes words: alone where some may go. */
const vocabularyLock = 0x766f6361

/** The rows of a board whose entries are replaced. */
export interface IndexedRows {
  readonly accountId: string
  readonly board: string
  readonly rows: readonly number[]
}

/**
 * Makes the entries of rows what they should be, and the counts of words with them. Within a transaction that nobody else
 * of the same board is in.
 */
export async function replaceEntries(
  client: pg.ClientBase,
  { accountId, board, rows }: IndexedRows,
  wanted: readonly SearchEntry[],
): Promise<void> {
  const { rows: there } = await client.query<SearchEntry>({
    name: 'search-entries-of',
    text: 'SELECT row, part, source, text FROM search_entry WHERE account = $1 AND board = $2 AND row = ANY ($3)',
    values: [accountId, board, rows],
  })
  const before = new Map(there.map((entry) => [keyOf(entry), entry]))
  const after = new Map(wanted.map((entry) => [keyOf(entry), entry]))
  const gone = there.filter((entry) => after.get(keyOf(entry))?.text !== entry.text)
  const come = wanted.filter((entry) => before.get(keyOf(entry))?.text !== entry.text)
  if (gone.length > 0) await remove(client, accountId, board, gone)
  if (come.length > 0) await insert(client, accountId, board, come)
  await count(client, accountId, board, usesOf(gone, come))
}

function keyOf({ row, part, source }: SearchEntry): string {
  return `${row} ${part} ${source}`
}

async function remove(
  client: pg.ClientBase,
  accountId: string,
  board: string,
  entries: readonly SearchEntry[],
): Promise<void> {
  await client.query({
    name: 'search-entries-remove',
    text: `DELETE FROM search_entry e USING unnest($3::int[], $4::int[], $5::uuid[]) AS g(row, part, source)
           WHERE e.account = $1 AND e.board = $2 AND e.row = g.row AND e.part = g.part AND e.source = g.source`,
    values: [accountId, board, ...lists(entries)],
  })
}

async function insert(
  client: pg.ClientBase,
  accountId: string,
  board: string,
  entries: readonly SearchEntry[],
): Promise<void> {
  const words = entries.map(({ part, text }) => JSON.stringify(wordsOf(text).map((word) => lexeme(board, part, word))))
  await client.query({
    name: 'search-entries-insert',
    text: `INSERT INTO search_entry (account, board, row, part, source, text, words)
           SELECT $1, $2, n.row, n.part, n.source, n.text,
                  array_to_tsvector(ARRAY(SELECT json_array_elements_text(n.words)))
           FROM unnest($3::int[], $4::int[], $5::uuid[], $6::text[], $7::json[]) AS n(row, part, source, text, words)`,
    values: [accountId, board, ...lists(entries), entries.map(({ text }) => text), words],
  })
}

function lists(entries: readonly SearchEntry[]) {
  return [entries.map(({ row }) => row), entries.map(({ part }) => part), entries.map(({ source }) => source)] as const
}

interface Uses {
  readonly part: number
  readonly word: string
  readonly by: number
}

function usesOf(gone: readonly SearchEntry[], come: readonly SearchEntry[]): Uses[] {
  const uses = new Map<string, Uses>()
  const add = (by: number) => (entry: SearchEntry) => {
    for (const word of wordsOf(entry.text)) {
      if (!isVocabulary(word)) continue
      const key = `${entry.part} ${word}`
      uses.set(key, { part: entry.part, word, by: (uses.get(key)?.by ?? 0) + by })
    }
  }
  gone.forEach(add(-1))
  come.forEach(add(1))
  return [...uses.values()].filter(({ by }) => by !== 0)
}

async function count(client: pg.ClientBase, accountId: string, board: string, uses: readonly Uses[]): Promise<void> {
  if (uses.length === 0) return
  const isFewer = uses.some(({ by }) => by < 0)
  // A word that goes from its last board must not come to another one meanwhile.
  await client.query(`SELECT pg_advisory_xact_lock${isFewer ? '' : '_shared'}($1)`, [vocabularyLock])
  const values = [
    accountId,
    board,
    uses.map(({ part }) => part),
    uses.map(({ word }) => word),
    uses.map(({ by }) => by),
  ]
  await client.query({
    name: 'search-words-count',
    text: `INSERT INTO search_word AS w (account, board, part, word, uses)
           SELECT $1, $2, n.part, n.word, n.uses FROM unnest($3::int[], $4::text[], $5::int[]) AS n(part, word, uses)
           ON CONFLICT (account, board, part, word) DO UPDATE SET uses = w.uses + excluded.uses`,
    values,
  })
  await client.query({
    name: 'search-vocabulary-add',
    text: `INSERT INTO search_vocabulary (account, word) SELECT DISTINCT $1::uuid, word FROM unnest($2::text[]) AS word
           ORDER BY word ON CONFLICT DO NOTHING`,
    values: [accountId, uses.flatMap(({ word, by }) => (by > 0 ? [word] : []))],
  })
  if (!isFewer) return
  await client.query({
    name: 'search-words-drop',
    text: `DELETE FROM search_word w USING unnest($3::int[], $4::text[]) AS n(part, word)
           WHERE w.account = $1 AND w.board = $2 AND w.part = n.part AND w.word = n.word AND w.uses <= 0`,
    values: values.slice(0, 4),
  })
  await client.query({
    name: 'search-vocabulary-drop',
    text: `DELETE FROM search_vocabulary v WHERE v.account = $1 AND v.word = ANY ($2)
             AND NOT EXISTS (SELECT FROM search_word w WHERE w.account = v.account AND w.word = v.word)`,
    values: [accountId, uses.flatMap(({ word, by }) => (by < 0 ? [word] : []))],
  })
}

/** The messages on items of a board, as entries of the rows where the items are. */
export async function messageEntries(
  client: pg.ClientBase,
  accountId: string,
  rowOf: ReadonlyMap<string, number>,
): Promise<{ readonly row: number; readonly part: number; readonly source: string; readonly body: string }[]> {
  if (rowOf.size === 0) return []
  const { rows } = await client.query<{ item: string; id: string; body: string }>({
    name: 'search-messages-of',
    text: `SELECT scope_id AS item, id, body FROM update
           WHERE account = $1 AND scope_id = ANY ($2) AND deleted_at IS NULL AND body IS NOT NULL`,
    values: [accountId, [...rowOf.keys()]],
  })
  return rows.flatMap(({ item, id, body }) => {
    const row = rowOf.get(item)
    return row === undefined ? [] : [{ row, part: messagePart, source: id, body }]
  })
}
