import type { Candidate } from './find-entries.ts'
import { messagePart, titlePart } from './lexemes.ts'
import { searchKey, wordsOf } from './words.ts'

const dayMs = 24 * 60 * 60 * 1_000

/** What a ranking goes by beside the texts. */
export interface RankedBy {
  /** The words as they were typed. */
  readonly words: readonly string[]
  /** How near a board is to the asker, from 0 to 1. */
  readonly nearness: (board: string) => number
  readonly now: number
}

/** The best entry of each item, the best items first. */
export function rankItems(candidates: readonly Candidate[], by: RankedBy): Candidate[] {
  const best = new Map<string, { readonly candidate: Candidate; readonly score: number }>()
  for (const candidate of candidates) {
    const score = scoreOf(candidate, by)
    const before = best.get(candidate.id)
    if (before === undefined || before.score < score) best.set(candidate.id, { candidate, score })
  }
  return [...best.values()]
    .sort(
      (left, right) =>
        right.score - left.score ||
        right.candidate.updatedAt - left.candidate.updatedAt ||
        (left.candidate.id < right.candidate.id ? -1 : 1),
    )
    .map(({ candidate }) => candidate)
}

/** How a text fits first, then where it stands, then how near its board is and how new it is. */
function scoreOf({ part, text, board, updatedAt }: Candidate, { words, nearness, now }: RankedBy): number {
  const there = wordsOf(text.slice(0, 1_000))
  const whole = words.filter((word) => there.includes(word)).length / Math.max(1, words.length)
  const begins = searchKey(text.slice(0, 200)).startsWith(words.join(' ')) ? 1 : 0
  const place = part === titlePart ? 60 : part === messagePart ? 0 : 20
  const age = Math.max(0, now - updatedAt) / dayMs
  return place + 25 * whole + 20 * begins + 30 * nearness(board) + 20 / (1 + age / 14)
}
