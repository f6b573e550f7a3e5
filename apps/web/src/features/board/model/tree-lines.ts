/** A line below an open item. */
export interface SubLine {
  readonly row: number
  /** 1 for a sub-item, 2 for one of its own, ... */
  readonly depth: number
}

/** An open top row at `index` among the top rows of its section, with what is drawn below it. */
export interface OpenRow {
  readonly index: number
  readonly lines: readonly SubLine[]
}

/**
 * The lines of one section: its top rows with the sub-items of open ones between them. Costs the number of open rows,
 * never that of all rows.
 */
export interface SectionLines {
  /** Lines beside the top rows. */
  readonly extra: number
  /** What stands in a line: a top row by its index, or a sub-line. */
  at(line: number): { readonly topIndex: number } | SubLine
  /** The line of a top row. */
  lineOf(topIndex: number): number
}

/** Lays the lines out; `open` ascends by index. */
export function sectionLines(open: readonly OpenRow[]): SectionLines {
  // starts[k] is the line of the first sub-line of open[k]; before[k] how many sub-lines stand above its top row.
  const before: number[] = []
  const starts: number[] = []
  let extra = 0
  for (const { index, lines } of open) {
    before.push(extra)
    starts.push(index + extra + 1)
    extra += lines.length
  }
  const indexes = open.map(({ index }) => index)
  return {
    extra,
    at: (line) => {
      const k = lastAtMost(starts, line)
      const own = open[k]
      if (own === undefined) return { topIndex: line }
      const within = line - (starts[k] ?? 0)
      const sub = own.lines[within]
      return sub ?? { topIndex: line - (before[k] ?? 0) - own.lines.length }
    },
    lineOf: (topIndex) => {
      const k = lastAtMost(indexes, topIndex - 1)
      return topIndex + (k < 0 ? 0 : (before[k] ?? 0) + (open[k]?.lines.length ?? 0))
    },
  }
}

/** The last index whose value is at most `value`, or -1; `values` ascend. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
