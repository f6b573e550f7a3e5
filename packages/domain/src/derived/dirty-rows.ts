/** Rows whose cells of one column are to be computed: some, and all from one row on. */
export class DirtyRows {
  private readonly rows = new Set<number>()
  private wholeFrom = Infinity

  get any(): boolean {
    return this.rows.size > 0 || this.wholeFrom !== Infinity
  }

  mark(row: number): void {
    if (row < this.wholeFrom) this.rows.add(row)
  }

  markAll(): void {
    this.wholeFrom = 0
    this.rows.clear()
  }

  clear(): void {
    this.wholeFrom = Infinity
    this.rows.clear()
  }

  /** Takes out at most `limit` rows below `rowCount`, in ascending order where all are taken. */
  take(limit: number, rowCount: number): number[] {
    const taken: number[] = []
    for (const row of this.rows) {
      if (taken.length === limit) return taken
      this.rows.delete(row)
      if (row < rowCount) taken.push(row)
    }
    const end = Math.min(rowCount, this.wholeFrom + limit - taken.length)
    for (let row = this.wholeFrom; row < end; row++) taken.push(row)
    this.wholeFrom = end >= rowCount ? Infinity : Math.max(end, 0)
    return taken
  }
}
