import { accountRoles, accountSight, can, idOf, itemKey, scopeOf, visibleRecords } from '@fulcrum/domain'
import type { FoundAnywhere, SearchAnswer } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { findEntries, meantWords } from '../search/find-entries.ts'
import { findNarrow } from '../search/find-narrow.ts'
import type { Candidate } from '../search/find-entries.ts'
import { messagePart, titlePart } from '../search/lexemes.ts'
import { excerpt, marksIn } from '../search/marks.ts'
import { rankItems } from '../search/rank.ts'
import { readableBoards } from '../search/readable-boards.ts'
import type { ReadableBoard } from '../search/readable-boards.ts'
import { forgiven, slips, wordsOf } from '../search/words.ts'
import { itemFind } from './item-find.ts'
import { defineQuery } from './query.ts'
import type { QueryContext } from './query.ts'

/** Where fewer entries than this are found, words are taken for misspelt ones. */
const enough = 1
const maxWords = 8
const maxNamed = 8

const marks = z.array(z.tuple([z.int(), z.int()]))

/**
 * Items, boards and people by words of their titles, texts and messages, as one types; slips of the pen are forgiven. What the
 * asker may not read takes no part: not in what is found, nor in how much is looked at before that is ranked.
 */
export const searchAll = defineQuery({
  name: 'search.all',
  args: z.strictObject({
    text: z.string().check(z.maxLength(200)),
    /** Only in these. */
    boards: z.optional(z.array(idOf('board')).check(z.maxLength(20))),
    /** Boards that the asker was on, the latest first: they come before others. */
    near: z.optional(z.array(idOf('board')).check(z.maxLength(20))),
    limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
  }),
  result: z.object({
    items: z.array(
      z.object({
        id: idOf('item'),
        board: idOf('board'),
        boardName: z.string(),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        marks,
        where: z.enum(['key', 'title', 'cell', 'message']),
        column: z.nullable(z.string()),
        excerpt: z.nullable(z.string()),
        excerptMarks: marks,
      }),
    ),
    boards: z.array(z.object({ id: idOf('board'), name: z.string(), workspaceId: idOf('workspace'), marks })),
    people: z.array(z.object({ id: idOf('member'), name: z.string(), role: z.enum(accountRoles), marks })),
    corrected: z.array(z.string()),
  }),
  answer: async (context, { text, boards: only, near = [], limit = 20 }): Promise<SearchAnswer> => {
    const words = wordsOf(text).slice(0, maxWords)
    if (words.length === 0) return { items: [], boards: [], people: [], corrected: [] }
    const { hub, principal } = context
    const readable = await readableBoards(hub.store, principal)
    const nearness = nearnessOf(readable, near)
    const searched = readable
      .filter(({ id, archived }) => (only === undefined ? !archived : isIn(only, id)))
      .sort((left, right) => nearness(right.id) - nearness(left.id))
    const keyed = await itemsOfKey(context, text, only)
    const { found, corrected } = await find(context, searched, words)
    const ranked = rankItems(found, { words, nearness, now: Date.now() })
    const byId = new Map(readable.map((board) => [board.id, board]))
    const marked = [...words, ...corrected]
    const items = ranked.slice(0, limit).flatMap((candidate) => {
      const board = byId.get(candidate.board)
      return board === undefined ? [] : [toFound(candidate, board, marked)]
    })
    const isKeyed = new Set(keyed.map(({ id }) => id))
    return {
      items: [...keyed, ...items.filter(({ id }) => !isKeyed.has(id))].slice(0, limit),
      boards: only === undefined ? boardsCalled(searched, words) : [],
      people: only === undefined ? await peopleCalled(context, words) : [],
      corrected,
    }
  },
})

/** What the words find; where that is next to nothing, what words that are near to them do. */
async function find(
  { hub, principal }: QueryContext,
  all: readonly ReadableBoard[],
  words: readonly string[],
): Promise<{ readonly found: readonly Candidate[]; readonly corrected: readonly string[] }> {
  const { store } = hub
  const boards = all.filter(({ isNarrow }) => !isNarrow)
  const ask = (meant: readonly (readonly string[])[]) =>
    withRetry(store.pool, (pool) => findEntries(pool, store.accountId, boards, meant))
  const found = [...(await ask(words.map((word) => [word]))), ...(await inNarrow({ hub, principal }, all, words))]
  if (found.length >= enough || !words.some((word) => forgiven(word) > 0)) return { found, corrected: [] }
  const meant: string[][] = []
  for (const word of words) {
    meant.push([word, ...(await withRetry(store.pool, (pool) => meantWords(pool, store.accountId, boards, word)))])
  }
  const corrected = [...new Set(meant.flatMap(([, ...others]) => others))].filter((word) => !words.includes(word))
  if (corrected.length === 0) return { found, corrected }
  const known = new Set(found.map(keyOf))
  const more = (await ask(meant)).filter((candidate) => !known.has(keyOf(candidate)))
  return { found: [...found, ...more], corrected: more.length > 0 ? corrected : [] }
}

/** What is found on boards of which the asker may know some items only. */
async function inNarrow(
  { hub, principal }: QueryContext,
  boards: readonly ReadableBoard[],
  words: readonly string[],
): Promise<readonly Candidate[]> {
  const found: Candidate[] = []
  for (const { id, isNarrow } of boards) {
    const seen = isNarrow ? await hub.boardFor(principal, id) : null
    if (seen !== null) found.push(...(await findNarrow(seen.board, seen.sight, words)))
  }
  // Of which items they may know can change while others have their turn.
  return found.filter(({ board, row }) => hub.boardNow(principal, board)?.board.exists(row))
}

function isIn(ids: readonly string[], id: string): boolean {
  return ids.includes(id)
}

function keyOf({ board, row, part, source }: Candidate): string {
  return `${board} ${row} ${part} ${source}`
}

/** Boards where one was lately, then one's own, then all others. */
function nearnessOf(boards: readonly ReadableBoard[], near: readonly string[]): (board: string) => number {
  const own = new Map(boards.map(({ id, own: isOwn }) => [id, isOwn ? 0.4 : 0]))
  near.forEach((id, at) => own.has(id) && own.set(id, Math.max(own.get(id) ?? 0, 1 - at / 40)))
  return (board) => own.get(board) ?? 0
}

/** The items that have the text for a key, or had. */
async function itemsOfKey(
  context: QueryContext,
  text: string,
  only: readonly string[] | undefined,
): Promise<FoundAnywhere[]> {
  const key = text.trim()
  if (!/\d$/.test(key) || key.length > 100 || /\s/.test(key)) return []
  // @NOTE the query's own type of answer.
  const { items } = (await itemFind.answer(context, { key })) as {
    items: readonly (FoundAnywhere & { readonly deleted: boolean })[]
  }
  return items
    .filter(({ board, deleted }) => !deleted && (only === undefined || isIn(only, board)))
    .map(({ id, board, boardName, row, key: now, title }) => ({
      id,
      board,
      boardName,
      row,
      key: now,
      title,
      marks: [],
      where: 'key',
      column: null,
      excerpt: null,
      excerptMarks: [],
    }))
}

function toFound(
  { id, board, row, part, text, title }: Candidate,
  { name, prefix, columns }: ReadableBoard,
  words: readonly string[],
): FoundAnywhere {
  const cut = part === titlePart ? null : excerpt(text, words)
  return {
    id,
    board,
    boardName: name,
    row,
    key: itemKey(prefix, row),
    title,
    marks: marksIn(title, words),
    where: part === titlePart ? 'title' : part === messagePart ? 'message' : 'cell',
    column: columns.get(part) ?? null,
    excerpt: cut?.text ?? null,
    excerptMarks: cut?.marks ?? [],
  }
}

function boardsCalled(boards: readonly ReadableBoard[], words: readonly string[]): SearchAnswer['boards'] {
  return boards
    .filter(({ name }) => isCalled(name, words))
    .slice(0, maxNamed)
    .map(({ id, name, workspaceId }) => ({ id, name, workspaceId, marks: marksIn(name, words) }))
}

async function peopleCalled(
  { hub, principal }: QueryContext,
  words: readonly string[],
): Promise<SearchAnswer['people']> {
  if (!can(principal, 'account.read', null)) return []
  const { state } = await hub.store.get(scopeOf('account', hub.store.accountId))
  const sight = accountSight(principal) ?? { fingerprint: '', hiddenColumns: new Set<number>() }
  return visibleRecords(state, ['member'], sight, principal.memberId)
    .filter(([, , { name, email, removedAt }]) => {
      return removedAt === undefined && isCalled(`${String(name ?? '')} ${String(email ?? '')}`, words)
    })
    .slice(0, maxNamed)
    .map(([, id, { name, role }]) => ({
      id,
      name: String(name ?? ''),
      // @NOTE the table says which roles there are.
      role: (role ?? 'guest') as (typeof accountRoles)[number],
      marks: marksIn(String(name ?? ''), words),
    }))
}

/** Whether each word begins a word of a name, slips forgiven. */
function isCalled(name: string, words: readonly string[]): boolean {
  const there = wordsOf(name)
  return words.every((word) =>
    there.some((each) => each.startsWith(word) || slips(word, each, forgiven(word)) <= forgiven(word)),
  )
}
