/** A test of rows, compiled against the lanes of one table; it stays right while cells change. */
export interface Matcher {
  /**
   * Writes 1 (matches) or 0 into `out[0]`.. for the rows [from, to). `from` is the start of a chunk and all of them
   * lie in it.
   */
  fill(from: number, to: number, out: Uint8Array): void
  test(row: number): boolean
}

/** Answers the same for every row. */
export function constantMatcher(answer: boolean): Matcher {
  return { fill: (from, to, out) => void out.fill(answer ? 1 : 0, 0, to - from), test: () => answer }
}

/** Asks a plain test row by row. */
export function rowMatcher(test: (row: number) => boolean): Matcher {
  return {
    test,
    fill: (from, to, out) => {
      for (let row = from; row < to; row++) out[row - from] = test(row) ? 1 : 0
    },
  }
}
