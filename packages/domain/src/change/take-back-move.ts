import type { BoardReader } from '../board/board-reader.ts'
import type { LoggedChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import { cellValue } from '../patch.ts'
import type { Patch } from '../patch.ts'
import type { Json } from '../json.ts'
import { scopeId, scopeKind } from '../scope.ts'
import type { ScopeReader } from '../state.ts'
import type { Transaction } from '../transaction.ts'

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

/** How many messages items have, and when the last came, goes back with them: others wrote while they were away. */
export function carryCounts(tx: Transaction, changes: readonly LoggedChange[]): void {
  const boards = changes.filter(({ scope }) => scopeKind(scope) === 'board')
  const leaving = new Map(
    boards.flatMap(({ scope, inverse }) => movedIn(inverse).map(([row, id]) => [id, { scope, row }] as const)),
  )
  for (const { scope, patches } of boards) {
    const home = tx.board(scopeId(scope))
    for (const [row, id] of movedIn(patches)) {
      const away = leaving.get(id)
      if (away === undefined || away.scope === scope) continue
      const { reader } = tx.board(scopeId(away.scope))
      for (const cell of ['updates', 'lastUpdateAt'] as const) {
        const value = reader.system(away.row, cell)
        if (home.reader.system(row, cell) !== value) home.setCells(cell, [row], [value])
      }
    }
  }
}

/** The rows that items leave, with the ids of the items. */
function movedIn(patches: readonly Patch[]): (readonly [row: number, id: Json])[] {
  return patches.flatMap((patch) =>
    patch.op === 'cells' && patch.column === 'movedTo'
      ? patch.rows.flatMap((row, index) => {
          const id = cellValue(patch, index)
          return id === null ? [] : [[row, id] as const]
        })
      : [],
  )
}

function rowsThatLeave(patches: readonly Patch[]): number[] {
  return movedIn(patches).map(([row]) => row)
}
