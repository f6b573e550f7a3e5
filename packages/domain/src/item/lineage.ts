import type { BoardReader } from '../board/board-reader.ts'
import { assert } from '../errors.ts'

/** An item and the items above it, the nearest first. An item that stood below itself would be a bug, and is told as one. */
export function* selfAndAncestors(board: BoardReader, row: number): Generator<number> {
  let steps = 0
  for (let at: number | null = row; at !== null; at = board.system(at, 'parent') as number | null) {
    assert(steps++ <= board.rowCount, `no item of ${board.scope} stands below itself`)
    yield at
  }
}

/** All sub-items of an item, at any depth. */
export function descendants(board: BoardReader, row: number): number[] {
  const found: number[] = []
  const waiting = [...board.children(row)]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    assert(found.length <= board.rowCount, `no item of ${board.scope} stands below itself`)
    found.push(next)
    waiting.push(...board.children(next))
  }
  return found
}
