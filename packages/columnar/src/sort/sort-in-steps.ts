/** Entries that are ordered before the caller is asked again. */
const STEP = 2_048

/**
 * Sorts in steps of a few milliseconds, each between two `yield`s. Stable; cheap where the entries are nearly in order. The
 * answer is one of two arrays that the sort works in: the one that was given is used up.
 */
export function* sortInSteps<T>(entries: T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  for (let from = 0; from < entries.length; from += STEP) {
    const block = entries.slice(from, from + STEP).sort(compare)
    for (let i = 0; i < block.length; i++) entries[from + i] = block[i] as T
    yield
  }
  let source = entries
  let target = entries.slice()
  for (let width = STEP; width < entries.length; width *= 2) {
    for (let from = 0; from < entries.length; from += 2 * width) {
      yield* merge(source, target, { from, middle: from + width, end: from + 2 * width }, compare)
    }
    ;[source, target] = [target, source]
  }
  return source
}

interface Halves {
  readonly from: number
  readonly middle: number
  readonly end: number
}

function* merge<T>(source: T[], target: T[], halves: Halves, compare: (a: T, b: T) => number): Generator<void> {
  const middle = Math.min(halves.middle, source.length)
  const end = Math.min(halves.end, source.length)
  let left = halves.from
  let right = middle
  let at = left
  // What stands right already at either end is not compared one by one.
  if (right < end) left = firstAfter(source, left, middle, source[right] as T, compare)
  while (at < left) target[at] = source[at++] as T
  while (left < middle && right < end) {
    target[at++] = compare(source[right] as T, source[left] as T) < 0 ? (source[right++] as T) : (source[left++] as T)
    if (at % STEP === 0) yield
  }
  while (left < middle) target[at++] = source[left++] as T
  while (right < end) target[at++] = source[right++] as T
  yield
}

/** The first place in [from, to) whose entry comes after `entry`. */
function firstAfter<T>(
  sorted: readonly T[],
  from: number,
  to: number,
  entry: T,
  compare: (a: T, b: T) => number,
): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(sorted[middle] as T, entry) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
