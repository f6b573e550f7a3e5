/** A line of two texts: in both, only in the earlier one, or only in the later one. */
export interface DiffLine {
  readonly is: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Texts with more pairs of lines than this in their middle are shown as one replaced by the other. */
const maxPairs = 4_000_000

/** What changed from one text to another, line by line, with as few changes as there can be. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++
  }
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ is: 'same', text }))
  const middle = diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end))
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))]
}

function diffMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > maxPairs) {
    return [
      ...before.map((text): DiffLine => ({ is: 'removed', text })),
      ...after.map((text): DiffLine => ({ is: 'added', text })),
    ]
  }
  const width = after.length + 1
  // The longest common part of what begins at each pair of lines.
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [old, now] = [before[row], after[column]]
    if (old !== undefined && old === now) {
      lines.push({ is: 'same', text: old })
      row += 1
      column += 1
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ is: 'removed', text: old })
      row += 1
    } else if (now !== undefined) {
      lines.push({ is: 'added', text: now })
      column += 1
    }
  }
  return lines
}
