/** Chance that is the same every time, so that the sample workspace is. */
export interface Dice {
  /** A number in [0, 1). */
  roll(): number
  chance(probability: number): boolean
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(values: readonly T[]): T
}

/** Dice from a seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    roll,
    chance: (probability) => roll() < probability,
    between: (low, high) => low + Math.floor(roll() * (high - low + 1)),
    pick: (values) => {
      const value = values[Math.floor(roll() * values.length)]
      if (value === undefined) throw new Error('Nothing to pick from.')
      return value
    },
  }
}
