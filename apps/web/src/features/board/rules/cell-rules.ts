import { cellProblem, restingProblem } from '@fulcrum/domain'
import type { BoardColumn, BoardState, Json } from '@fulcrum/domain'

/** Why a rule is against a value in a cell; null where none is. */
export function refuseCell(state: BoardState, row: number, columnId: string, value: unknown): string | null {
  // @NOTE editors give values of their kinds, which are JSON; the command checks them again.
  return columnId === 'title' ? null : cellProblem(state, row, Number(columnId), value as Json)
}

/** What a cell that is there breaks, for the mark in its corner. */
export function markCell(state: BoardState, row: number, column: BoardColumn): string | null {
  return restingProblem(state, column, row)
}
