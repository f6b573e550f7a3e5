import type { BoardState } from '@fulcrum/domain'
import { setImmediate as turn } from 'node:timers/promises'

const running = new WeakMap<BoardState, Promise<void>>()

/** Computes what is to be derived of a board yet, in slices, between which everything else has its turn. */
export function deriveAll(board: BoardState): Promise<void> {
  const known = running.get(board)
  if (known) return known
  const run = slices(board).finally(() => running.delete(board))
  running.set(board, run)
  return run
}

async function slices(board: BoardState): Promise<void> {
  while (board.derived.deriveSome()) await turn()
}
