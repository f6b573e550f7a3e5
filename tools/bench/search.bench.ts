import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { noSource } from '../../apps/server/src/search/entries.ts'
import { lexeme, titlePart } from '../../apps/server/src/search/lexemes.ts'
import { isVocabulary, wordsOf } from '../../apps/server/src/search/words.ts'
import { newId } from '../../apps/server/src/testing/world.ts'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { interleave } from './measure.ts'
import { rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const queriesPerSlice = 10
const syllables = 'ba co di fu ge hi ko la me no pa ri so tu ve wa xi yo zu cra ple stri'.split(' ')
const commonWords = 'fix add release import board login search export backup sync'.split(' ')

/** What people type, by how many items it fits. */
const asked = {
  'a common word': commonWords,
  'two common words': commonWords.map((word, at) => `${word} ${commonWords[(at + 3) % 10] ?? ''}`),
  'a rare word': Array.from({ length: 10 }, (_, at) => rareWord(at * 37)),
  'a misspelt word': Array.from({ length: 10 }, (_, at) => misspelt(rareWord(at * 41))),
  'one letter': 'abcdefsmtz'.split(''),
  'nothing there': Array.from({ length: 10 }, (_, at) => `qxzvw${at}jkq`),
}

/** The search of everything, over HTTP. The floor is one SQL over the same words, by hand: no boards, no rights, no ranking. */
export const search = defineBench({
  name: 'search',
  goal: 3,
  what: 'search over 1,000,000 items of 100 boards, as one types',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const [boards, perBoard] = context.smoke ? [4, 1_000] : [100, Math.ceil((context.items ?? 1_000_000) / 100)]
    const world = await makeBenchWorld(100)
    await fillBoards(world, boards, perBoard, context.log)
    const rows: BenchRow[] = []
    for (const [what, texts] of Object.entries(asked)) {
      const ours = () => slice(texts, (text) => world.browser.must('/api/search.all', { text }))
      const floor = () => slice(texts, (text) => byHand(world.pool, text))
      await ours()
      rows.push(
        rowOf({
          what,
          unit: 'ms',
          ...(await interleave(context.rounds, ours, floor)),
          goal: null,
          rail: 'rail < 100 ms',
        }),
      )
    }
    await world.stop()
    return rows
  },
})

/** Milliseconds of one query, the mean of several. */
async function slice(texts: readonly string[], ask: (text: string) => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  for (let at = 0; at < queriesPerSlice; at++) await ask(texts[at % texts.length] ?? '')
  return (performance.now() - begun) / queriesPerSlice
}

async function byHand(pool: pg.Pool, text: string): Promise<void> {
  const query = wordsOf(text)
    .map((word) => `'${word}':*`)
    .join('&')
  await pool.query('SELECT row, title FROM plain_title WHERE words @@ $1::tsquery LIMIT 20', [query])
}

async function fillBoards(
  { pool, browser }: BenchWorld,
  boards: number,
  perBoard: number,
  log: (line: string) => void,
): Promise<void> {
  const workspace = newId()
  await browser.must('/api/workspace.create', { id: workspace, name: 'Many' })
  const ids: string[] = []
  for (let at = 0; at < boards; at++) {
    const board = newId()
    await browser.must('/api/board.create', { board, workspace, name: `Board ${at}` })
    await browser.must('/api/group.create', { board, id: newId(), title: 'Group' })
    ids.push(board)
  }
  const { rows } = await pool.query<{ account: string }>('SELECT account FROM board LIMIT 1')
  const account = rows[0]?.account ?? ''
  await pool.query('CREATE TABLE plain_title (row integer, title text, words tsvector)')
  // Sorting in each word of a million titles as it comes takes most of the time: what is indexed at the end is the same.
  const indexes = await takeIndexes(pool, ['search_entry_words', 'search_word_boards'])
  for (const [at, board] of ids.entries()) {
    const titles = Array.from({ length: perBoard }, (_, row) => titleOf(at * perBoard + row))
    await copyIn(
      pool,
      'item (account, board, row, id, title, "group", rank, created_at, updated_at)',
      titles,
      (title, row) => [
        account,
        board,
        row,
        newId(),
        title,
        1,
        `V${String(row).padStart(6, '0')}V`,
        1.7e12 + row,
        1.7e12 + row,
      ],
    )
    await copyIn(pool, 'search_entry (account, board, row, part, source, text, words)', titles, (title, row) => {
      const words = wordsOf(title).map((word) => lexeme(board, titlePart, word))
      return [account, board, row, titlePart, noSource, title, words.map((word) => `'${word}'`).join(' ')]
    })
    const uses = new Map<string, number>()
    for (const word of titles.flatMap(wordsOf)) if (isVocabulary(word)) uses.set(word, (uses.get(word) ?? 0) + 1)
    await copyIn(pool, 'search_word (account, board, part, word, uses)', [...uses], ([word, count]) => {
      return [account, board, titlePart, word, count]
    })
    await copyIn(pool, 'plain_title (row, title, words)', titles, (title, row) => {
      return [
        row,
        title,
        wordsOf(title)
          .map((word) => `'${word}'`)
          .join(' '),
      ]
    })
    if ((at + 1) % 20 === 0) log(`${at + 1} boards are filled`)
  }
  for (const definition of indexes) await pool.query(definition)
  await pool.query(
    'INSERT INTO search_vocabulary (account, word) SELECT DISTINCT account, word FROM search_word ON CONFLICT DO NOTHING',
  )
  await pool.query('CREATE INDEX ON plain_title USING gin (words)')
  await pool.query(`INSERT INTO search_cursor (account, scope, version) SELECT account, scope, version + 1000 FROM scope
                    WHERE scope LIKE 'board:%' ON CONFLICT DO NOTHING`)
  await pool.query('VACUUM ANALYZE item')
  await pool.query('VACUUM ANALYZE search_entry')
  await pool.query('VACUUM ANALYZE search_word')
  await pool.query('VACUUM ANALYZE search_vocabulary')
  await pool.query('VACUUM ANALYZE plain_title')
}

/** Drops indexes, and gives what makes them again. */
async function takeIndexes(pool: pg.Pool, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ definition: string }>(
    'SELECT pg_get_indexdef(name::regclass) AS definition FROM unnest($1::text[]) AS name',
    [names],
  )
  for (const name of names) await pool.query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition)
}

async function copyIn<T>(
  pool: pg.Pool,
  target: string,
  values: readonly T[],
  toRow: (value: T, at: number) => readonly (string | number)[],
): Promise<void> {
  const client = await pool.connect()
  try {
    const lines = function* () {
      for (const [at, value] of values.entries()) yield `${toRow(value, at).join('\t')}\n`
    }
    await pipeline(Readable.from(lines()), client.query(copyFrom(`COPY ${target} FROM STDIN`)))
  } finally {
    client.release()
  }
}

/** One of 20,000 words that few titles have. */
function rareWord(at: number): string {
  const of = (shift: number) => syllables[Math.floor((at * 7919 + 13) / shift) % syllables.length] ?? ''
  return `${of(1)}${of(22)}${of(484)}${of(10_648)}${at % 20_000}`.replace(/\d+$/, (digits) => letters(digits))
}

function letters(digits: string): string {
  return [...digits].map((digit) => 'aeioustrnl'[Number(digit)] ?? '').join('')
}

function misspelt(word: string): string {
  return `${word.slice(0, 3)}${word[4] ?? ''}${word[3] ?? ''}${word.slice(5)}`
}

/** Six words: two of ten that every third title has, and four of 20,000 of which some are common and most are rare. */
function titleOf(at: number): string {
  const random = (salt: number) => ((Math.imul(at + 1, 2654435761) ^ Math.imul(salt, 40503)) >>> 0) / 2 ** 32
  const rare = (salt: number) => rareWord(Math.floor(random(salt) ** 2 * 20_000))
  const common = (salt: number) => commonWords[Math.floor(random(salt) * 10)] ?? ''
  return [common(1), rare(2), rare(3), common(4), rare(5), rare(6)].join(' ')
}
