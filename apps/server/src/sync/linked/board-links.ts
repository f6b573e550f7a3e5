import { connectionsOf } from '@fulcrum/domain'
import type { BoardColumn, BoardState, CellColumn, Change } from '@fulcrum/domain'

/** Rows whose cells are gone through at once: a millisecond's worth or two. */
const rowsAtOnce = 4_096

/**
 * The items that the cells of one board name, by column; kept up with the board's changes. A large board is gone through in
 * slices: until none is left, what is named by rows behind them is not among these.
 */
export class BoardLinks {
  private readonly board: BoardState
  private readonly cells = new Map<number, Map<number, readonly string[]>>()
  /** The first row, of columns whose cells nobody has gone through to the end. */
  private readonly unseen = new Map<number, number>()
  /** How many cells of which column name an item. */
  private readonly counts = new Map<string, Map<number, number>>()
  /** The rows whose cells name an item; kept from when it is first asked whether somebody sees one of them. */
  private namers: Map<string, Set<number>> | null = null
  /** What is read of the items of other boards, for cells that follow from them. */
  needs: ReadonlyMap<string, ReadonlySet<CellColumn>> = new Map()

  constructor(board: BoardState) {
    this.board = board
    this.columnsChanged()
  }

  /** Every item that is named, as far as the cells were gone through. May be walked over while they are. */
  get ids(): Iterable<string> {
    return this.counts.keys()
  }

  /** True where all cells were gone through. */
  get isWhole(): boolean {
    return this.unseen.size === 0
  }

  /** Goes through some more cells. True where some are left. */
  lookSome(): boolean {
    for (const [number, from] of this.unseen) {
      const column = this.board.column(number)
      const end = Math.min(from + rowsAtOnce, this.board.rowCount)
      if (column) for (let row = from; row < end; row++) this.look(column, row)
      if (!column || end >= this.board.rowCount) this.unseen.delete(number)
      else this.unseen.set(number, end)
      break
    }
    return !this.isWhole
  }

  /** The items that these rows name, wherever the going through is. */
  namedIn(rows: Iterable<number>): ReadonlySet<string> {
    const ids = new Set<string>()
    const columns = [...this.cells.keys()].flatMap((number) => this.board.column(number) ?? [])
    for (const row of columns.length === 0 ? [] : rows) {
      for (const column of columns) {
        this.look(column, row)
        for (const id of this.cells.get(column.number)?.get(row) ?? []) ids.add(id)
      }
    }
    return ids
  }

  /** Whether a column other than the hidden ones names an item, in a row that is seen where only some are. */
  names(id: string, hidden: ReadonlySet<number>, isSeen?: (row: number) => boolean): boolean {
    const columns = [...(this.counts.get(id)?.keys() ?? [])].filter((column) => !hidden.has(column))
    if (columns.length === 0 || !isSeen) return columns.length > 0
    for (const row of this.namersOf(id)) {
      if (columns.some((column) => this.cells.get(column)?.get(row)?.includes(id)) && isSeen(row)) return true
    }
    return false
  }

  /** Whether it is followed what the cells of a column name. */
  follows(column: CellColumn): boolean {
    return typeof column === 'number' && this.cells.has(column)
  }

  private namersOf(id: string): Iterable<number> {
    if (this.namers === null) {
      this.namers = new Map()
      for (const rows of this.cells.values()) {
        for (const [row, ids] of rows) for (const each of ids) this.noteNamer(each, row)
      }
    }
    return this.namers.get(id) ?? []
  }

  private noteNamer(id: string, row: number): void {
    const rows = this.namers?.get(id) ?? new Set()
    this.namers?.set(id, rows.add(row))
  }

  /** A cell of a row names an item no more; another one of it may. */
  private forgetNamer(id: string, row: number): void {
    for (const rows of this.cells.values()) if (rows.get(row)?.includes(id)) return
    const rows = this.namers?.get(id)
    rows?.delete(row)
    if (rows?.size === 0) this.namers?.delete(id)
  }

  /** Whether a column other than the hidden ones connects to a board. */
  leadsTo(boardId: string, hidden: ReadonlySet<number>): boolean {
    return this.board
      .columns()
      .some(
        (column) =>
          !hidden.has(column.number) && connectionsOf(column)?.boards.some(({ board }) => board === boardId) === true,
      )
  }

  /** Takes a change that the board has just taken: gives the items that a column names only now, null where columns changed. */
  note({ patches }: Change): ReadonlySet<string> | null {
    if (patches.some((patch) => patch.op !== 'cells' && patch.table === 'column')) {
      this.columnsChanged()
      return null
    }
    const fresh = new Set<string>()
    for (const patch of patches) {
      if (patch.op !== 'cells' || typeof patch.column !== 'number' || !this.cells.has(patch.column)) continue
      const column = this.board.column(patch.column)
      if (column) for (const row of patch.rows) this.look(column, row, fresh)
    }
    return fresh
  }

  private columnsChanged(): void {
    const columns = this.board.columns().filter((column) => connectionsOf(column) && !column.fields['deletedAt'])
    const wanted = new Set(columns.map(({ number }) => number))
    for (const [number, rows] of this.cells) {
      if (wanted.has(number)) continue
      this.namers = null
      for (const ids of rows.values()) for (const id of ids) this.count(id, number, -1)
      this.cells.delete(number)
      this.unseen.delete(number)
    }
    for (const { number } of columns) {
      if (this.cells.has(number)) continue
      this.cells.set(number, new Map())
      this.unseen.set(number, 0)
    }
    this.needs = needsOf(this.board)
  }

  private look(column: BoardColumn, row: number, fresh?: Set<string>): void {
    const rows = this.cells.get(column.number)
    const before = rows?.get(row) ?? []
    const now = this.refs(column, row)
    for (const id of now) if (!before.includes(id) && this.count(id, column.number, 1) === 1) fresh?.add(id)
    for (const id of before) if (!now.includes(id)) this.count(id, column.number, -1)
    if (now.length > 0) rows?.set(row, now)
    else rows?.delete(row)
    if (this.namers === null) return
    for (const id of now) this.noteNamer(id, row)
    for (const id of before) if (!now.includes(id)) this.forgetNamer(id, row)
  }

  /** Read from the lane: boards are large. */
  private refs({ kind, lanes }: BoardColumn, row: number): readonly string[] {
    const lane = lanes.find(({ name }) => name === kind.references?.lane)
    const ids = lane && row < this.board.items.rowCount ? this.board.items.get(lane.key, row) : null
    // @NOTE a lane of references holds ids.
    return Array.isArray(ids) ? (ids as readonly string[]) : []
  }

  private count(id: string, column: number, by: 1 | -1): number {
    const columns = this.counts.get(id) ?? new Map<number, number>()
    const count = (columns.get(column) ?? 0) + by
    if (count > 0) columns.set(column, count)
    else columns.delete(column)
    if (columns.size > 0) this.counts.set(id, columns)
    else this.counts.delete(id)
    return count
  }
}

function needsOf(board: BoardState): ReadonlyMap<string, ReadonlySet<CellColumn>> {
  const needs = new Map<string, Set<CellColumn>>()
  for (const { number, fields } of board.columns()) {
    if (fields['deletedAt'] !== undefined) continue
    for (const input of board.derivedFrom(number) ?? []) {
      if (input.of !== 'linked') continue
      const columns = needs.get(input.board) ?? new Set()
      needs.set(input.board, columns.add(input.column))
    }
  }
  return needs
}
