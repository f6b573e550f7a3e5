import type { BoardState } from '../board/board-state.ts'
import type { States } from '../command.ts'
import { DomainError, must } from '../errors.ts'
import { isPurged } from '../item/purged.ts'
import { boardResource } from '../rights/board-resource.ts'
import { scopeOf } from '../scope.ts'
import type { ScopeReader } from '../state.ts'

/** The item on whose thread a command acts, and the board where it is. */
export interface ThreadPlace {
  readonly board: string
  readonly item: string
}

/** What a command on a thread reads: the thread to write to it, its board for the rights. */
export function threadReads({ board, item }: ThreadPlace) {
  return { lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }
}

/** What rights on the thread's board look at. */
export function threadBoard(states: States, { board }: ThreadPlace) {
  return boardResource(must(states.get(scopeOf('board', board)), 'the board'), board)
}

/** The item must be on the board by whose rights it is judged, and not gone for good. */
export function hasItem(states: States, { board, item }: ThreadPlace): boolean {
  // @NOTE the scope's kind says that its state is a board's.
  const state = states.get(scopeOf('board', board)) as BoardState | undefined
  const row = state?.rowOf(item)
  return state !== undefined && row !== undefined && !isPurged(state, row)
}

/** A message that was deleted keeps what it said and when it goes for good; undo brings it back. */
export function refuseDeleted(thread: ScopeReader, id: string): void {
  if (thread.record('update', id)?.['deletedAt'] === undefined) return
  throw new DomainError('conflict', 'This message was deleted. Whoever deleted it can undo that.', { id })
}
