/** Rows whose cells are remembered: a few screens. */
const MAX_ROWS = 2_000

interface SeenCell {
  values: readonly unknown[]
  revision: number
  /** The row's revision at which the values were read. */
  rowRevision: number
}

/**
 * Revisions of single cells, found by looking again at those that are drawn: a row that changed tells nothing about which of
 * its cells did. Nothing is kept of rows that nobody looks at.
 */
export class CellRevisions {
  readonly #rows = new Map<string, Map<string, SeenCell>>()
  #last = 0

  /** The revision of a cell whose row is at `rowRevision`; `read` gives what the cell's drawing depends on. */
  of(rowId: string, columnId: string, rowRevision: number, read: () => readonly unknown[]): number {
    const row = this.#row(rowId)
    const seen = row.get(columnId)
    if (seen === undefined) {
      row.set(columnId, { values: read(), revision: ++this.#last, rowRevision })
      return this.#last
    }
    if (seen.rowRevision === rowRevision) return seen.revision
    const values = read()
    seen.rowRevision = rowRevision
    if (!sameValues(seen.values, values)) {
      seen.values = values
      seen.revision = ++this.#last
    }
    return seen.revision
  }

  #row(rowId: string): Map<string, SeenCell> {
    const known = this.#rows.get(rowId)
    const row = known ?? new Map<string, SeenCell>()
    // The rows looked at last stand at the end.
    if (known !== undefined) this.#rows.delete(rowId)
    this.#rows.set(rowId, row)
    if (this.#rows.size > MAX_ROWS) {
      const oldest = this.#rows.keys().next().value
      if (oldest !== undefined) this.#rows.delete(oldest)
    }
    return row
  }
}

function sameValues(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => sameValue(value, right[index]))
}

function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (!Array.isArray(left) || !Array.isArray(right)) return false
  return left.length === right.length && left.every((entry, index) => Object.is(entry, right[index]))
}
