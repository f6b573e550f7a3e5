import { hasMoved } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import { setImmediate as turn } from 'node:timers/promises'

/** Items are looked through in pieces of this many, so that others get their turn. */
const pieceRows = 10_000

/** The items of earlier imports of one source, by source key. */
export async function knownItems(board: BoardState, keyPrefix: string): Promise<Map<string, number>> {
  const known = new Map<string, number>()
  for (let row = 0; row < board.rowCount; row++) {
    const key = board.system(row, 'sourceKey')
    if (typeof key === 'string' && key.startsWith(keyPrefix)) {
      // One that went to another board is known, so that it is not made again; one that came back is meant before it.
      if (!known.has(key) || !hasMoved(board, row)) known.set(key, row)
    }
    if (row % pieceRows === pieceRows - 1) await turn()
  }
  return known
}

/** The highest rank on a board; what is imported goes behind it. */
export async function highestRank(board: BoardState): Promise<string | null> {
  let highest: string | null = null
  for (let row = 0; row < board.rowCount; row++) {
    const rank = board.system(row, 'rank')
    if (typeof rank === 'string' && (highest === null || rank > highest)) highest = rank
    if (row % pieceRows === pieceRows - 1) await turn()
  }
  return highest
}
