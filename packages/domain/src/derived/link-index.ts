import type { LaneValue, Table } from '@fulcrum/columnar'

/** Finds the rows that name an item in a lane of references. Made when it is first asked for, and then kept up. */
export class LinkIndex {
  private readonly items: Table
  private readonly lane: string
  private rowsById: Map<string, Set<number>> | null = null

  constructor(items: Table, lane: string) {
    this.items = items
    this.lane = lane
  }

  rowsOf(itemId: string): ReadonlySet<number> {
    if (!this.rowsById) {
      this.rowsById = new Map()
      for (let row = 0; row < this.items.rowCount; row++) this.add(row)
    }
    return this.rowsById.get(itemId) ?? none
  }

  /** The rows' references are about to change. */
  before(rows: readonly number[]): void {
    for (const row of rows) for (const id of this.ids(row)) this.rowsById?.get(id)?.delete(row)
  }

  /** The rows' references have changed. */
  after(rows: readonly number[]): void {
    for (const row of rows) this.add(row)
  }

  /** The lane was put in place otherwise. */
  forget(): void {
    this.rowsById = null
  }

  private add(row: number): void {
    if (!this.rowsById) return
    for (const id of this.ids(row)) {
      const rows = this.rowsById.get(id)
      if (rows) rows.add(row)
      else this.rowsById.set(id, new Set([row]))
    }
  }

  private ids(row: number): readonly string[] {
    const value: LaneValue = this.items.hasLane(this.lane) ? this.items.get(this.lane, row) : null
    // @NOTE a lane of references holds ids.
    return Array.isArray(value) ? (value as readonly string[]) : []
  }
}

const none: ReadonlySet<number> = new Set()
