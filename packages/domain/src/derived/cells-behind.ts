import type { BoardReader } from '../board/board-reader.ts'
import { asideCells } from '../item/set-aside.ts'
import type { CellColumn } from '../patch.ts'

/** A cell of an item. */
export interface CellPlace {
  readonly row: number
  readonly column: CellColumn
}

/**
 * The written cells of a board that a derived cell follows from, through all derived ones in between, those of its own item
 * first; at most `limit`. What an item below is part of counts too: it came, moved or went. Itself for a cell that is written.
 */
export function cellsBehind(board: BoardReader, place: CellPlace, limit: number): CellPlace[] {
  const found = new Map<string, CellPlace>()
  const seen = new Set<string>()
  const waiting: CellPlace[] = [place]
  for (let at = 0; at < waiting.length && found.size < limit; at++) {
    const cell = waiting[at] as CellPlace
    const key = `${cell.row} ${cell.column}`
    if (seen.has(key)) continue
    seen.add(key)
    const reads = typeof cell.column === 'number' ? board.derivedFrom(cell.column) : undefined
    if (!reads) {
      found.set(key, cell)
      continue
    }
    for (const input of reads) {
      if (input.of === 'row') waiting.push({ row: cell.row, column: input.column })
      else if (input.of === 'system') waiting.push({ row: cell.row, column: input.cell })
      else if (input.of === 'linked') waiting.push({ row: cell.row, column: input.through })
      else if (input.of === 'children') {
        for (const row of rowsBelow(board, cell.row, limit)) {
          for (const column of [input.column, 'parent', ...asideCells, 'deletedAt'] as const)
            waiting.push({ row, column })
        }
      }
    }
  }
  return [...found.values()]
}

/** Items below one, deleted ones too: that they went is a reason. */
function rowsBelow(board: BoardReader, row: number, limit: number): number[] {
  const rows: number[] = []
  const waiting = [row]
  for (let at = 0; at < waiting.length && rows.length < limit; at++) {
    for (const child of board.children(waiting[at] as number)) {
      rows.push(child)
      waiting.push(child)
    }
  }
  return rows
}
