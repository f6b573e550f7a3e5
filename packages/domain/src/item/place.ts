import type { BoardReader } from '../board/board-reader.ts'
import { maxRankLength, ranksBetween } from '../rank.ts'
import type { BoardWriter } from '../transaction.ts'
import { neighbours, rowsIn } from './order.ts'
import type { Container } from './order.ts'

/** Items on each side of a place that get new ranks with it. */
const reach = 150

/**
 * The ranks of `count` items that go behind `after` (null is first, undefined is last). Where these would grow too long, the
 * items around the place get new, short ones with the same change; that does not count as an update of them.
 */
export function ranksAt(
  board: BoardWriter,
  container: Container,
  after: number | null | undefined,
  count: number,
  jitter: number,
  ignore: ReadonlySet<number> = new Set(),
): string[] {
  const { reader } = board
  const place = neighbours(reader, container, after, ignore)
  const ranks = ranksBetween(place.before, place.after, count, jitter)
  if (ranks.every((rank) => rank.length <= maxRankLength)) return ranks

  const items = [...rowsIn(reader, container)]
    .filter((row) => !ignore.has(row))
    .map((row) => ({ row, rank: String(reader.system(row, 'rank') ?? '') }))
    .sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : left.row - right.row))
  const { before } = place
  const at = before === null ? 0 : items.filter(({ rank }) => rank <= before).length
  const from = Math.max(0, at - reach)
  const around = items.slice(from, at + reach)
  const lower = items[from - 1]?.rank ?? null
  const upper = items[at + reach]?.rank ?? null
  if (lower !== null && upper !== null && lower >= upper) return ranks

  const fresh = ranksBetween(lower, upper, around.length + count, jitter)
  const rows = around.map(({ row }) => row)
  board.setCells('rank', rows, [...fresh.slice(0, at - from), ...fresh.slice(at - from + count)])
  keepUpdated(board, reader, rows)
  return fresh.slice(at - from, at - from + count)
}

/** Says that items were last updated when they were: they only made room. There is nothing in that to take back. */
function keepUpdated(board: BoardWriter, reader: BoardReader, rows: readonly number[]): void {
  for (const cell of ['updatedAt', 'updatedBy'] as const) {
    board.fillCells(
      cell,
      rows,
      rows.map((row) => reader.system(row, cell)),
    )
  }
}
