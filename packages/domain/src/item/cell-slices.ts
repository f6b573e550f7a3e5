import type { Json } from '../json.ts'
import { maxCellsPerChange } from '../patch.ts'

/** Cells of one column that fit into one change. */
export interface CellSlice {
  readonly rows: readonly number[]
  readonly values: readonly Json[]
}

/**
 * Cuts larger work on a column (a paste, a bulk edit, a conversion) into changes. Each is a command of its own; all of them
 * run under one batch id, which makes them one entry in activity and one undo. `values` has one entry a row, or one for all.
 */
export function cellSlices(rows: readonly number[], values: readonly Json[], size = maxCellsPerChange): CellSlice[] {
  const slices: CellSlice[] = []
  for (let from = 0; from < rows.length; from += size) {
    slices.push({
      rows: rows.slice(from, from + size),
      values: values.length === 1 ? values : values.slice(from, from + size),
    })
  }
  return slices
}
