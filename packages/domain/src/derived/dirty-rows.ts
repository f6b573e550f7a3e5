/** Rows whose cells of one column are to be computed: some, and all from one row on. */
export class DirtyRows {
  /** Marked rows in the order of their marks, and a flag for each of them: a set takes ten times as long. */
  private rows: number[] = []
  private flags = new Uint8Array(0)
  private wholeFrom = Infinity

  get any(): boolean {
    return this.rows.length > 0 || this.wholeFrom !== Infinity
  }

  mark(row: number): void {
    if (row >= this.wholeFrom) return
    if (row >= this.flags.length) this.grow(row + 1)
    if (this.flags[row] === 1) return
    this.flags[row] = 1
    this.rows.push(row)
  }

  markAll(): void {
    this.clear()
    this.wholeFrom = 0
  }

  clear(): void {
    this.wholeFrom = Infinity
    for (const row of this.rows) this.flags[row] = 0
    this.rows = []
  }

  /** Takes out at most `limit` rows below `rowCount`, in ascending order where all are taken. */
  take(limit: number, rowCount: number): number[] {
    const marked = this.rows.length <= limit ? this.rows : this.rows.slice(0, limit)
    this.rows = marked === this.rows ? [] : this.rows.slice(limit)
    for (const row of marked) this.flags[row] = 0
    const taken = marked.every((row) => row < rowCount) ? marked : marked.filter((row) => row < rowCount)
    const end = Math.min(rowCount, this.wholeFrom + limit - taken.length)
    for (let row = this.wholeFrom; row < end; row++) taken.push(row)
    this.wholeFrom = end >= rowCount ? Infinity : Math.max(end, 0)
    return taken
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.flags.length * 2, 64))
    larger.set(this.flags)
    this.flags = larger
  }
}
