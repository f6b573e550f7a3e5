import type { BoardReader } from '../board/board-reader.ts'
import { DomainError } from '../errors.ts'
import { scopeId, scopeKind } from '../scope.ts'
import type { ScopeReader } from '../state.ts'
import { trashDays } from './gone.ts'

export { goneSince, trashDays } from './gone.ts'

/** True for an item whose content is gone for good: it is deleted and, alone among those that are still here, has no title. */
export function isPurged(board: BoardReader, row: number): boolean {
  return (
    board.exists(row) &&
    board.system(row, 'deletedAt') !== null &&
    board.system(row, 'title') === null &&
    !hasMoved(board, row)
  )
}

/** True for the row of an item that went to another board: `movedTo` says which item it was. */
export function hasMoved(board: BoardReader, row: number): boolean {
  return board.system(row, 'movedTo') !== null
}

/** Says that an item is on another board now; `item` is its id, by which it is found there. */
export function movedItem(board: BoardReader, row: number): DomainError {
  const message = 'This item was moved to another board. Open it there and try again.'
  return new DomainError('conflict', message, { row, item: board.system(row, 'movedTo') })
}

/** The row that an item of this id left, if it was here and went to another board. */
export function rowLeftBy(board: BoardReader, itemId: string): number | undefined {
  for (let row = 0; row < board.rowCount; row++) if (board.system(row, 'movedTo') === itemId) return row
  return undefined
}

/** True for a scope whose board is gone for good: the board is deleted and, alone among boards, in no workspace. */
export function isPurgedBoard(reader: ScopeReader): boolean {
  if (scopeKind(reader.scope) !== 'board') return false
  const board = reader.record('board', scopeId(reader.scope))
  return board?.['deletedAt'] !== undefined && board['workspaceId'] === undefined
}

/** Refuses to work on a board that is gone for good. */
export function refusePurgedBoard(reader: ScopeReader): void {
  if (!isPurgedBoard(reader)) return
  throw new DomainError(
    'conflict',
    `This board was deleted more than ${trashDays} days ago: what was on it is gone for good.`,
  )
}

/** Refuses to work on a board that is in the trash, or gone for good. */
export function refuseDeletedBoard(reader: ScopeReader): void {
  refusePurgedBoard(reader)
  if (reader.record('board', scopeId(reader.scope))?.['deletedAt'] === undefined) return
  throw new DomainError('conflict', 'This board is in the trash. Restore it first.')
}

/** Says that an item is gone for good. */
export function purgedItem(row: number): DomainError {
  const message = `This item was deleted more than ${trashDays} days ago: what it said is gone for good.`
  return new DomainError('conflict', message, { row })
}
