import type { BenchRow } from './bench.ts'

/** The middle of a list of numbers. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which a share of the numbers lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  if (sorted.length === 0) return Number.NaN
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** The ends of a 95 % interval of the median, by the ranks of a binomial. No shape of the numbers is assumed. */
export function medianInterval(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = values.toSorted((left, right) => left - right)
  const count = sorted.length
  let below = 0
  let rank = 0
  for (let at = 0; at <= count; at++) {
    below += binomial(count, at) / 2 ** count
    if (below > 0.025) break
    rank = at + 1
  }
  return [sorted[Math.max(rank - 1, 0)] ?? Number.NaN, sorted[Math.min(count - rank, count - 1)] ?? Number.NaN]
}

/** Both sides of a figure, one pair a round, and what is demanded of their ratio. */
export interface Pairs {
  readonly what: string
  readonly unit: string
  readonly ours: readonly number[]
  readonly floor: readonly number[]
  readonly goal: number | null
  readonly rail?: string
}

/** A floor that differs from itself by more than this says that the machine was busy with something else. */
const maxSelfDifference = 0.1

/** The line of the table for rounds that were run in turns. */
export function rowOf({ what, unit, ours, floor, goal, rail }: Pairs): BenchRow {
  const ratios = ours.map((value, at) => value / (floor[at] ?? Number.NaN))
  const [low, high] = medianInterval(ratios)
  const [even, odd] = [0, 1].map((side) => median(floor.filter((_, at) => at % 2 === side)))
  const difference = Math.abs((even ?? 0) / (odd ?? 1) - 1)
  return {
    what,
    unit,
    ours: median(ours),
    floor: median(floor),
    ratio: median(ratios),
    low,
    high,
    goal,
    ...(rail !== undefined && { rail }),
    ...(difference > maxSelfDifference && {
      void: `the floor differs from itself by ${Math.round(difference * 100)} %`,
    }),
  }
}

function binomial(count: number, chosen: number): number {
  let result = 1
  for (let at = 1; at <= chosen; at++) result = (result * (count - chosen + at)) / at
  return result
}
