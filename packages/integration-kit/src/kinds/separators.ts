import type { ColumnProfile, ElementSeparator } from '../column-profile.ts'

/** Lists that a column would hold if a separator parted its texts. */
export interface SeparatedLists {
  readonly separator: ElementSeparator
  /** Counts by element. */
  readonly elements: ReadonlyMap<string, number>
  /** Values with the separator in them. */
  readonly listCount: number
}

/** The separator that occurs in the most values and leaves elements short enough for labels; the first one of equals. */
export function bestSeparator(profile: ColumnProfile, separators: readonly ElementSeparator[]): SeparatedLists | null {
  let best: SeparatedLists | null = null
  for (const separator of separators) {
    const counts = profile.elementCounts.get(separator)
    if (counts === undefined || counts.elements === null || counts.listCount === 0) continue
    if (best !== null && best.listCount >= counts.listCount) continue
    best = { separator, elements: counts.elements, listCount: counts.listCount }
  }
  return best
}
