import type { LabelMerge } from './kind.ts'

/** Numbers of labels with those of a merge as one, each once: `mergedNumbers([1, 2, 3], { from: [2, 3], into: 1 }) // [1]` */
export function mergedNumbers(numbers: readonly number[], { from, into }: LabelMerge): number[] {
  return [...new Set(numbers.map((number) => (from.includes(number) ? into : number)))]
}

/** A label by its number, whether it is out of choice, and the one that it was merged into. */
export interface MergedLabel {
  readonly number: number
  readonly name: string
  readonly retired?: boolean
  readonly mergedInto?: number
}

/** What a label is by now, over merges of merges. `becameOf(two, labels) // three, where two was merged into three` */
export function becameOf<L extends MergedLabel>(label: L, labels: readonly L[]): L {
  const passed = new Set<L>()
  let now = label
  for (;;) {
    passed.add(now)
    const next = labels.find(({ number }) => number === now.mergedInto)
    if (next === undefined || passed.has(next)) return now
    now = next
  }
}
