import type { LabelMerge } from './kind.ts'

/** Numbers of labels with those of a merge as one, each once: `mergedNumbers([1, 2, 3], { from: [2, 3], into: 1 }) // [1]` */
export function mergedNumbers(numbers: readonly number[], { from, into }: LabelMerge): number[] {
  return [...new Set(numbers.map((number) => (from.includes(number) ? into : number)))]
}
