import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import { DomainError } from '../errors.ts'
import { isPurged } from '../item/purged.ts'
import { sameJson } from '../json.ts'
import { maxCellsPerChange } from '../patch.ts'
import type { BoardWriter } from '../transaction.ts'
import { itemIdOf, refsOf } from './connection.ts'

/** What the items of another board are named by in a column: by their row, the ids of the items here. */
export function backwards(board: BoardReader, column: BoardColumn, other: BoardReader): Map<number, string[]> {
  const back = new Map<number, string[]>()
  for (let row = 0; row < board.rowCount; row++) {
    const value = board.exists(row) ? board.cell(row, column.number) : null
    for (const id of value === null ? [] : refsOf(column, value)) {
      const at = other.rowOf(id)
      if (at === undefined || isPurged(other, at)) continue
      back.set(at, [...(back.get(at) ?? []), itemIdOf(board, row)])
    }
  }
  return back
}

/** Those cells of a column, by their rows, that do not name the items which they should, in whichever order. */
export function cellsThatDiffer(
  board: BoardReader,
  column: BoardColumn,
  wanted: ReadonlyMap<number, readonly string[]>,
): Map<number, readonly string[]> {
  const differ = new Map<number, readonly string[]>()
  for (let row = 0; row < board.rowCount; row++) {
    const now = board.exists(row) ? refsOf(column, board.cell(row, column.number)) : []
    const ids = wanted.get(row) ?? []
    if (!sameJson(now.toSorted(), ids.toSorted())) differ.set(row, ids)
  }
  return differ
}

/** Fills cells of a column that shows another one from the other side, with no way back: what takes it back takes the column. */
export function fillBackwards(board: BoardWriter, number: number, cells: ReadonlyMap<number, readonly string[]>): void {
  if (cells.size > maxCellsPerChange) {
    throw new DomainError('too-large', 'Too many items are connected already to show them on the other board, too.', {
      limit: maxCellsPerChange,
    })
  }
  const values = [...cells.values()].map((ids) => (ids.length === 0 ? null : [...ids]))
  if (cells.size > 0) board.fillCells(number, [...cells.keys()], values)
}
