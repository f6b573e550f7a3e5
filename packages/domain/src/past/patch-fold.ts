import type { BoardState } from '../board/board-state.ts'
import { editedRows } from '../board/edited-rows.ts'
import type { Json } from '../json.ts'
import { cellValue } from '../patch.ts'
import type { CellColumn, Patch } from '../patch.ts'

/** A change as far as it says what a board became. */
export interface FoldedChange {
  readonly at: number
  readonly actor: string | null
  readonly patches: readonly Patch[]
}

type RecordPatch = Exclude<Patch, { op: 'cells' }>

/**
 * What many changes of a board come to together: each cell's last value, and the patches of records in order. Putting it into
 * a board costs one step a column, however many changes there were, and gives what applying them one by one gives.
 */
export class PatchFold {
  private readonly cells = new Map<CellColumn, Map<number, Json>>()
  private readonly records: RecordPatch[] = []

  /** Takes the next change. */
  take({ patches, at, actor }: FoldedChange): void {
    for (const patch of patches) {
      if (patch.op !== 'cells') {
        this.records.push(patch)
        continue
      }
      const cells = this.column(patch.column)
      patch.rows.forEach((row, index) => cells.set(row, cellValue(patch, index)))
    }
    for (const row of editedRows(patches)) {
      this.set('updatedAt', row, at)
      this.set('updatedBy', row, actor)
    }
  }

  /** Says a record anew, behind what was taken. */
  takeRecord(patch: RecordPatch): void {
    this.records.push(patch)
  }

  set(column: CellColumn, row: number, value: Json): void {
    this.column(column).set(row, value)
  }

  get(column: CellColumn, row: number): Json | undefined {
    return this.cells.get(column)?.get(row)
  }

  /**
   * Puts it into a board that nobody else holds. What is derived is not computed; `settle` over all rows must follow before the
   * board is asked for what is live.
   */
  putInto(board: BoardState): void {
    board.derived.deriveLater()
    if (this.records.length > 0) board.patch(this.records, 0, null)
    board.loadCells([...this.cells].map(([column, cells]) => [column, [...cells.keys()], [...cells.values()]] as const))
    board.itemsLoaded()
  }

  private column(column: CellColumn): Map<number, Json> {
    const known = this.cells.get(column)
    if (known) return known
    const made = new Map<number, Json>()
    this.cells.set(column, made)
    return made
  }
}
