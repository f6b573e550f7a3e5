import type pg from 'pg'
import type { SearchEntry } from './entries.ts'
import { queryOf } from './lexemes.ts'
import type { MeantWords } from './lexemes.ts'
import type { ReadableBoard } from './readable-boards.ts'
import { forgiven, isVocabulary, slips } from './words.ts'

/** An entry that was found, and what its item is now. */
export interface Candidate extends SearchEntry {
  readonly board: string
  readonly id: string
  readonly title: string
  readonly updatedAt: number
}

/** So many entries are looked at before they are ranked; of one board fewer, so that others have their turn. */
export const maxCandidates = 1_000
const maxOfBoard = 400
/** Of a board where nearly everything fits, so many are sorted by how new they are. */
const maxSorted = 5_000
/** Words that are near to a misspelt one: those that are looked at, and those that are searched for. */
const maxNear = 400
const maxMeant = 8
/** How alike two words must be in groups of three letters, so that one slip in six letters is found. */
const likeness = 0.18

/**
 * Entries that hold all words, of the boards in their order, newest items first. Boards are asked one after the other, so
 * that it ends where there is enough; and only parts that the asker may read, so that nothing else takes part in it.
 */
export async function findEntries(
  pool: pg.Pool,
  accountId: string,
  boards: readonly ReadableBoard[],
  words: MeantWords,
): Promise<Candidate[]> {
  if (words.length === 0 || boards.length === 0) return []
  const { rows } = await pool.query<Candidate>({
    name: 'search-find',
    // What the planner could use instead of the words is hidden from it: it cannot know how rare they are.
    text: `SELECT f.board, f.row, f.part, f.source, f.text, i.id, coalesce(i.title, '') AS title,
                  coalesce(i.updated_at, i.created_at, 0) AS "updatedAt"
           FROM (
             SELECT b.board, e.row, e.part, e.source, e.text
             FROM unnest($2::uuid[], $3::text[]) AS b(board, query)
             CROSS JOIN LATERAL (
               SELECT s.row, s.part, s.source, s.text FROM (
                 SELECT account, board, row, part, source, text FROM search_entry
                 WHERE words @@ b.query::tsquery LIMIT ${maxSorted}
               ) s
               WHERE s.account = $1 AND s.board = b.board
               ORDER BY s.part <> 0, s.row DESC LIMIT ${maxOfBoard}
             ) e
             LIMIT ${maxCandidates}
           ) f
           JOIN item i ON i.account = $1 AND i.board = f.board AND i.row = f.row
           WHERE i.deleted_at IS NULL AND i.moved_to IS NULL`,
    values: [accountId, boards.map(({ id }) => id), boards.map(({ id, parts }) => queryOf(id, parts, words))],
  })
  return rows
}

/** The words of the boards' readable parts that may have been meant by what was typed, the likeliest first. */
export async function meantWords(
  pool: pg.Pool,
  accountId: string,
  boards: readonly ReadableBoard[],
  typed: string,
): Promise<string[]> {
  const limit = forgiven(typed)
  if (limit === 0 || !isVocabulary(typed)) return []
  const client = await pool.connect()
  try {
    await client.query('BEGIN READ ONLY')
    await client.query({
      name: 'search-likeness',
      text: "SELECT set_config('pg_trgm.similarity_threshold', $1, true)",
      values: [String(likeness)],
    })
    const { rows } = await client.query<{ word: string; uses: number }>({
      name: 'search-near',
      // Each word is compared once, and only then asked for where it stands.
      text: `SELECT v.word, sum(w.uses)::int AS uses FROM (
               SELECT word FROM search_vocabulary WHERE word % $2 AND account = $1 OFFSET 0
             ) v
             JOIN search_word w ON w.account = $1 AND w.word = v.word
             JOIN unnest($3::uuid[], $4::int[]) AS p(board, part) ON p.board = w.board AND p.part = w.part
             GROUP BY v.word ORDER BY similarity(v.word, $2) DESC, v.word LIMIT ${maxNear}`,
      values: [
        accountId,
        typed,
        boards.flatMap(({ id, parts }) => parts.map(() => id)),
        boards.flatMap(({ parts }) => parts),
      ],
    })
    await client.query('COMMIT')
    client.release()
    return rows
      .map(({ word, uses }) => ({ word, uses, far: slips(typed, word, limit) }))
      .filter(({ far }) => far <= limit)
      .sort((left, right) => left.far - right.far || right.uses - left.uses)
      .slice(0, maxMeant)
      .map(({ word }) => word)
  } catch (error) {
    client.release(true)
    throw error
  }
}
