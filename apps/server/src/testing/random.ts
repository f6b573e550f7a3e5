/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from 0 to `end` - 1. */
export function below(random: () => number, end: number): number {
  return Math.floor(random() * end)
}

/** One of a list. */
export function oneOf<T>(random: () => number, list: readonly T[]): T {
  const found = list[below(random, list.length)]
  if (found === undefined) throw new Error('an empty list has no element')
  return found
}
