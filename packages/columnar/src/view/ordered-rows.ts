type Compare = (a: number, b: number) => number

/** Rows of one group, kept in order at the start of a larger array. */
export class OrderedRows {
  #rows: Int32Array
  #count: number

  /** Takes the array over. */
  constructor(rows: Int32Array) {
    this.#rows = rows
    this.#count = rows.length
  }

  get count(): number {
    return this.#count
  }

  /** The rows in order; valid until the next change. */
  view(): Int32Array {
    return this.#rows.subarray(0, this.#count)
  }

  /** The place of a row; -1 when it is not here. */
  indexOf(row: number, compare: Compare): number {
    const at = this.#lowerBound(row, 0, this.#count, compare)
    if (at < this.#count && this.#rows[at] === row) return at
    // Only an order that contradicts itself leads here (a comparer of texts is an argument).
    return this.view().indexOf(row)
  }

  /** Takes a row out and says where it was. */
  remove(row: number, compare: Compare): number {
    const at = this.indexOf(row, compare)
    if (at < 0) return at
    this.#rows.copyWithin(at, at + 1, this.#count)
    this.#count--
    return at
  }

  /** Puts a row in and says where it is. */
  insert(row: number, compare: Compare): number {
    const at = this.#lowerBound(row, 0, this.#count, compare)
    if (this.#count === this.#rows.length) {
      const larger = new Int32Array(this.#count + (this.#count >> 2) + 16)
      larger.set(this.#rows)
      this.#rows = larger
    }
    this.#rows.copyWithin(at + 1, at, this.#count)
    this.#rows[at] = row
    this.#count++
    return at
  }

  /** Takes out the rows for which `leaves` is 1 and puts `added` (in order) in, in one pass. */
  replaceMany(leaves: Uint8Array, added: readonly number[], compare: Compare): void {
    let kept = 0
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i] as number
      this.#rows[kept] = row
      kept += 1 - (leaves[row] as number)
    }
    if (added.length === 0) {
      this.#count = kept
      return
    }
    const merged = new Int32Array(kept + added.length)
    let from = 0
    added.forEach((row, i) => {
      const at = this.#lowerBound(row, from, kept, compare)
      merged.set(this.#rows.subarray(from, at), from + i)
      merged[at + i] = row
      from = at
    })
    merged.set(this.#rows.subarray(from, kept), from + added.length)
    this.#rows = merged
    this.#count = merged.length
  }

  /** First place in [from, to) that does not come before the row. */
  #lowerBound(row: number, from: number, to: number, compare: Compare): number {
    let low = from
    let high = to
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(this.#rows[middle] as number, row) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
