import type { BoardReader } from '../board/board-reader.ts'
import { selfAndAncestors } from './lineage.ts'

/** How long the trash keeps what was deleted. */
export const trashDays = 30

/** Since when an item is in the trash: by itself, or with a parent, its group or its board; null where it is not. */
export function goneSince(board: BoardReader, row: number): number | null {
  let since = Infinity
  const gone = (at: unknown) => {
    if (typeof at === 'number' && at < since) since = at
  }
  gone(board.board['deletedAt'])
  for (const at of selfAndAncestors(board, row)) {
    gone(board.system(at, 'deletedAt'))
    gone(board.group(Number(board.system(at, 'group')))?.['deletedAt'])
  }
  return since === Infinity ? null : since
}
