import { touchedRows } from '../patch.ts'
import type { CellsPatch, Patch } from '../patch.ts'
import { untouching } from './system-lanes.ts'

/**
 * The items that a change edits, so that `updatedAt` and `updatedBy` follow it: those of which it sets a cell that counts,
 * and of which it does not say these two itself.
 */
export function editedRows(patches: readonly Patch[]): number[] {
  const quiet = (patch: CellsPatch) => typeof patch.column === 'string' && untouching.has(patch.column)
  const said = new Set(
    patches.flatMap((patch) => (patch.op === 'cells' && patch.column === 'updatedAt' ? patch.rows : [])),
  )
  const loud = patches.filter((patch) => patch.op === 'cells' && !quiet(patch))
  return touchedRows(loud).filter((row) => !said.has(row))
}
