import type { LaneValue, Table } from '@fulcrum/columnar'
import type { Json } from '../json.ts'

/** Finds rows by the item's id and by the parent's row. Each is made when it is first asked for, and then kept up. */
export class RowIndex {
  private readonly items: Table
  private rowById: Map<string, number> | null = null
  private childRows: Map<number, number[]> | null = null

  constructor(items: Table) {
    this.items = items
  }

  rowOf(itemId: string): number | undefined {
    if (!this.rowById) {
      this.rowById = new Map()
      this.know(0, this.items.rowCount)
    }
    return this.rowById.get(itemId)
  }

  children(row: number): readonly number[] {
    if (!this.childRows) {
      this.childRows = new Map()
      for (let child = 0; child < this.items.rowCount; child++) this.addChild(this.items.get('parent', child), child)
    }
    return this.childRows.get(row) ?? []
  }

  /** Takes in the ids of rows that were loaded: in slices, from the first row up, so that nobody pays for all at once. */
  loaded(from: number, to: number): void {
    if (from === 0) this.forget()
    this.rowById ??= new Map()
    this.know(from, to)
  }

  idsChanged(rows: readonly number[], old: readonly Json[], values: readonly Json[]): void {
    const index = this.rowById
    if (!index) return
    rows.forEach((row, at) => {
      const before = old[at]
      const after = values[at]
      if (typeof before === 'string') index.delete(before)
      if (typeof after === 'string') index.set(after, row)
    })
  }

  parentsChanged(rows: readonly number[], old: readonly Json[], values: readonly Json[]): void {
    rows.forEach((row, at) => {
      this.removeChild(old[at] ?? null, row)
      this.addChild(values[at] ?? null, row)
    })
  }

  /** The items were put in place otherwise: what is known of them is worth nothing. */
  forget(): void {
    this.rowById = null
    this.childRows = null
  }

  private know(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const id = this.items.get('id', row)
      if (typeof id === 'string') this.rowById?.set(id, row)
    }
  }

  private addChild(parent: LaneValue | Json, row: number): void {
    if (typeof parent !== 'number' || !this.childRows) return
    const rows = this.childRows.get(parent)
    if (rows) rows.push(row)
    else this.childRows.set(parent, [row])
  }

  private removeChild(parent: Json, row: number): void {
    if (typeof parent !== 'number') return
    const rows = this.childRows?.get(parent)
    if (!rows) return
    this.childRows?.set(
      parent,
      rows.filter((child) => child !== row),
    )
  }
}
