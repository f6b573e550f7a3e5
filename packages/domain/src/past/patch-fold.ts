import type { BoardState } from '../board/board-state.ts'
import { editedRows } from '../board/edited-rows.ts'
import type { Json } from '../json.ts'
import { cellValue, systemCells } from '../patch.ts'
import type { CellColumn, Patch } from '../patch.ts'

/** A change as far as it says what a board became. */
export interface FoldedChange {
  readonly at: number
  readonly actor: string | null
  readonly patches: readonly Patch[]
}

/** Cells of one column: a value for each row. */
export interface FoldedCells {
  readonly rows: readonly number[]
  readonly values: readonly Json[]
}

type RecordPatch = Exclude<Patch, { op: 'cells' }>

/**
 * What many changes of a board come to together: each cell's last value, and the patches of records in order. Putting it into
 * a board costs one step a column, however many changes there were, and gives what applying them one by one gives.
 */
export class PatchFold {
  private readonly cells = new Map<CellColumn, Map<number, Json>>()
  private readonly records: RecordPatch[] = []
  /** Rows of items of which nothing stays, whatever else is said of them. */
  private readonly out = new Set<number>()

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

  /** Takes an item out: no cell of it stays, in any column. */
  takeOut(row: number): void {
    this.out.add(row)
  }

  /** Takes over what another fold says of items, which is the later one and is given up. Its records are not taken. */
  takeCells(later: PatchFold): void {
    for (const [column, cells] of later.cells) {
      const own = this.cells.get(column)
      if (own) for (const [row, value] of cells) own.set(row, value)
      else this.cells.set(column, cells)
    }
    for (const row of later.out) this.out.add(row)
  }

  /** How many cells it says. */
  get cellCount(): number {
    let count = 0
    for (const cells of this.cells.values()) count += cells.size
    return count
  }

  /** Behind the last row of which it says a cell. */
  get rowEnd(): number {
    let end = 0
    for (const cells of this.cells.values()) for (const row of cells.keys()) end = Math.max(end, row + 1)
    return end
  }

  /** What the rows are in of which it says a cell of a column, by a number that the caller has for each. */
  namedBy(column: CellColumn, numberOf: (row: number) => number): Set<number> {
    const numbers = new Set<number>()
    for (const row of this.cells.get(column)?.keys() ?? []) numbers.add(numberOf(row))
    for (const row of this.out) numbers.add(numberOf(row))
    return numbers
  }

  /** What it says of the cells of a column in some of the rows. */
  cellsOf(column: CellColumn, isAsked: (row: number) => boolean = () => true): FoldedCells {
    const rows: number[] = []
    const values: Json[] = []
    for (const [row, value] of this.cells.get(column) ?? []) {
      if (!isAsked(row) || this.out.has(row)) continue
      rows.push(row)
      values.push(value)
    }
    for (const row of this.out) {
      if (!isAsked(row)) continue
      rows.push(row)
      values.push(null)
    }
    return { rows, values }
  }

  /**
   * Puts it into a board that nobody else holds. What is derived is not computed; `settle` over all rows must follow before the
   * board is asked for what is live.
   */
  putInto(board: BoardState): void {
    this.putRecordsInto(board)
    const columns = this.out.size === 0 ? this.cells.keys() : allColumns(board)
    board.loadCells(
      [...columns].map((column) => {
        const { rows, values } = this.cellsOf(column)
        return [column, rows, values] as const
      }),
    )
    board.itemsLoaded()
  }

  /** The same with its records alone: the cells are for whoever keeps them beside the board. */
  putRecordsInto(board: BoardState): void {
    board.derived.deriveLater()
    if (this.records.length > 0) board.patch(this.records, 0, null)
  }

  private column(column: CellColumn): Map<number, Json> {
    const known = this.cells.get(column)
    if (known) return known
    const made = new Map<number, Json>()
    this.cells.set(column, made)
    return made
  }
}

/** Everything that an item of a board may have cells in. */
export function allColumns(board: BoardState): CellColumn[] {
  return [...systemCells, ...board.columns().map(({ number }) => number)]
}
