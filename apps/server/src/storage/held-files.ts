import { cellValue } from '@fulcrum/domain'
import type { BoardState, HeldFile, Json, Patch } from '@fulcrum/domain'

/** What files the cells of one column hold once patches are written, by row. */
export interface HeldFiles {
  readonly column: number
  readonly rows: ReadonlyMap<number, readonly HeldFile[]>
}

/** The cells that patches write in columns of files; of a cell that is written twice the last value counts. */
export function heldFiles(board: BoardState, patches: readonly Patch[]): readonly HeldFiles[] {
  const columns = new Map<number, Map<number, readonly HeldFile[]>>()
  for (const patch of patches) {
    if (patch.op !== 'cells' || typeof patch.column !== 'number') continue
    const files = board.columnWith(patch.column, patches)?.kind.files
    if (!files) continue
    const rows = columns.get(patch.column) ?? new Map<number, readonly HeldFile[]>()
    columns.set(patch.column, rows)
    patch.rows.forEach((row, index) => {
      const value: Json = cellValue(patch, index)
      rows.set(row, value === null ? [] : files(value))
    })
  }
  return [...columns].map(([column, rows]) => ({ column, rows }))
}
