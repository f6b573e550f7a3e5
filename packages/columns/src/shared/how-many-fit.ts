/** Room for a number behind the chips: `+9`, `+99`, `+999`. */
function roomFor(count: number): number {
  return 11 + 7 * String(count).length
}

/**
 * How many chips of these widths are shown in a box: all that fit whole beside the number of the others, and one in any case.
 * `count` is how many there are; those without a width are never shown. `howManyFit([40, 40, 40], 3, 100, 4) // 1`
 */
export function howManyFit(widths: readonly number[], count: number, width: number, gap: number): number {
  const ends: number[] = []
  let end = 0
  for (const each of widths) {
    end += each + (ends.length === 0 ? 0 : gap)
    ends.push(end)
  }
  if (ends.length === count && end <= width) return count
  for (let shown = Math.min(ends.length, count - 1); shown > 1; shown--) {
    const taken = ends[shown - 1] ?? 0
    if (taken + Math.max(0, gap) + roomFor(count - shown) <= width) return shown
  }
  return Math.min(1, count)
}
