import type { Json } from '../../json.ts'
import { cellValue } from '../../patch.ts'
import type { CellColumn, CellsPatch, Patch } from '../../patch.ts'

/** What of a logged change says how cells came to be what they are. */
export interface PastChange {
  readonly version: number
  readonly at: number
  readonly patches: readonly Patch[]
  /** Asked only where a cell of an item was changed that was there before. */
  readonly inverse: () => readonly Patch[]
}

/** That a cell became another one. */
export interface CellChange {
  readonly row: number
  readonly column: CellColumn
  readonly at: number
  readonly version: number
  readonly before: Json
  readonly after: Json
}

/** What a change did to some columns' cells, and the items that it made. */
export interface FoundChanges {
  readonly changes: readonly CellChange[]
  readonly made: ReadonlySet<number>
}

/**
 * The changes of some columns' cells that a change made. What an item was made with is none of them: before its first change
 * it is taken to have been so from its creation on, also where the item was made later than that, by an import.
 */
export function cellChanges(change: PastChange, columns: ReadonlySet<CellColumn>): FoundChanges {
  const made = new Set<number>()
  for (const patch of change.patches) {
    if (patch.op === 'cells' && patch.column === 'createdAt') for (const row of patch.rows) made.add(row)
  }
  const found: CellChange[] = []
  let before: ReadonlyMap<string, Json> | null = null
  for (const patch of change.patches) {
    if (patch.op !== 'cells' || !columns.has(patch.column)) continue
    for (const [index, row] of patch.rows.entries()) {
      if (made.has(row)) continue
      before ??= valuesOf(change.inverse(), columns)
      found.push({
        row,
        column: patch.column,
        at: change.at,
        version: change.version,
        before: before.get(cellKey(patch, row)) ?? null,
        after: cellValue(patch, index),
      })
    }
  }
  return { changes: found, made }
}

function valuesOf(patches: readonly Patch[], columns: ReadonlySet<CellColumn>): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>()
  for (const patch of patches) {
    if (patch.op !== 'cells' || !columns.has(patch.column)) continue
    for (const [index, row] of patch.rows.entries()) values.set(cellKey(patch, row), cellValue(patch, index))
  }
  return values
}

function cellKey({ column }: CellsPatch, row: number): string {
  return `${column} ${row}`
}

/** By when it was true, then by order in the log: imported history has its place among what was recorded here. */
export function byTime(left: CellChange, right: CellChange): number {
  return left.at - right.at || left.version - right.version
}
