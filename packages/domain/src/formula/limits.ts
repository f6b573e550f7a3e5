/** What a formula may be and do. Whatever is above is refused when it is written, or ends in `LIMIT` when it runs. */
export const formulaLimits = {
  /** Characters of a formula. */
  textLength: 10_000,
  /** How deep parts may be nested in each other. */
  depth: 100,
  /** Operators, calls, references and literals of a formula. */
  nodes: 1_000,
  /** Entries of lists and characters of texts that one cell may go through, over all parts of its formula. */
  steps: 1_000_000,
  /** Characters of any text on the way, the result included. */
  resultLength: 10_000,
  /** Entries of any list that a formula makes. What other items hold may be more, as far as the steps go. */
  listLength: 10_000,
} as const
