import { matchingKey } from '@fulcrum/columnar'
import { hadKey, idOf, itemKey } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { FoundItem } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { defineQuery } from './query.ts'

/** A search looks at so many rows before it gives others their turn. */
const rowsAtOnce = 10_000

/**
 * Live items of some boards by key (`ENG-12`, also one that they had before) or by words of their titles, the best first; the
 * latest ones where nothing is asked. Boards that the asker may not read are as if they were not named.
 */
export const itemSearch = defineQuery({
  name: 'item.search',
  args: z.strictObject({
    boards: z.array(idOf('board')).check(z.minLength(1), z.maxLength(20)),
    text: z.string().check(z.maxLength(200)),
    limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
  }),
  answer: async ({ hub, principal }, { boards, text, limit = 30 }): Promise<{ items: readonly FoundItem[] }> => {
    const words = matchingKey(text).split(/\s+/u).filter(Boolean)
    const found: Ranked[] = []
    for (const id of new Set(boards)) {
      const seen = await hub.boardFor(principal, id)
      if (seen !== null) await searchBoard(seen.board, { words, limit }, found)
    }
    // Rights may have ended while others had their turn.
    const items = found
      .filter(({ item }) => hub.boardNow(principal, item.board)?.board.exists(item.row))
      .sort((left, right) => left.rank - right.rank || right.item.row - left.item.row)
    return { items: items.slice(0, limit).map(({ item }) => item) }
  },
})

interface Ranked {
  readonly item: FoundItem
  readonly rank: number
}

async function searchBoard(
  board: BoardState,
  { words, limit }: { readonly words: readonly string[]; readonly limit: number },
  found: Ranked[],
): Promise<void> {
  const prefix = String(board.board['prefix'] ?? '')
  const boardName = String(board.board['name'] ?? '')
  const perRank = new Map<number, number>()
  const only = words.length === 1 ? words[0] : undefined
  for (let row = board.rowCount - 1; row >= 0; row--) {
    if ((board.rowCount - row) % rowsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve))
    if (!board.isLive(row)) continue
    const title = String(board.system(row, 'title') ?? '')
    const key = itemKey(prefix, row)
    const isOldKey = only !== undefined && hadKey(board, row, only)
    const rank = isOldKey ? 0 : rankOf(words, matchingKey(key), title)
    const before = rank === null ? limit : (perRank.get(rank) ?? 0)
    if (rank === null || before >= limit) continue
    perRank.set(rank, before + 1)
    found.push({
      rank,
      item: { id: String(board.system(row, 'id')), board: board.boardId, boardName, row, key, title },
    })
    if (words.length === 0 && before + 1 >= limit) return
  }
}

/** How well an item fits: 0 is its key, then titles that begin so, then those that have all words; null is not at all. */
function rankOf(words: readonly string[], key: string, title: string): number | null {
  if (words.length === 0) return 3
  if (words.length === 1 && key === words[0]) return 0
  const folded = matchingKey(title)
  if (folded.startsWith(words.join(' '))) return 1
  return words.every((word) => folded.includes(word) || key.startsWith(word)) ? 2 : null
}
