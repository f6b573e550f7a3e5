import type { BoardReader } from '../board/board-reader.ts'
import type { LoggedChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import { cellValue } from '../patch.ts'
import type { Patch } from '../patch.ts'
import { scopeKind } from '../scope.ts'
import type { ScopeReader } from '../state.ts'

/**
 * Items that went from board to board come back whole or not at all: refused where they would have to leave this board and were
 * edited on it since, got sub-items, or are not on it any more.
 */
export function refuseLaterEdits(reader: ScopeReader, change: LoggedChange): void {
  if (scopeKind(reader.scope) !== 'board') return
  // @NOTE the scope's kind says that its state is a board's.
  const board = reader as BoardReader
  const leaving = new Set(rowsThatLeave(change.inverse))
  const coming = rowsThatLeave(change.patches)
  const kept =
    [...leaving].filter(
      (row) =>
        board.system(row, 'movedTo') !== null ||
        Number(board.system(row, 'updatedAt') ?? 0) > change.at ||
        board.children(row).some((child) => !leaving.has(child)),
    ).length + coming.filter((row) => board.system(row, 'movedTo') === null).length
  if (kept === 0) return
  throw new DomainError('conflict', 'These items were changed on the other board since: move them back by hand.', {
    kept,
  })
}

/** Whether a change took items from one board to another, or back. */
export function movesItems({ patches, inverse }: LoggedChange): boolean {
  return rowsThatLeave(patches).length > 0 || rowsThatLeave(inverse).length > 0
}

function rowsThatLeave(patches: readonly Patch[]): number[] {
  return patches.flatMap((patch) =>
    patch.op === 'cells' && patch.column === 'movedTo'
      ? patch.rows.filter((_, index) => cellValue(patch, index) !== null)
      : [],
  )
}
