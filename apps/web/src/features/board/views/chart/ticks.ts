/** An axis of numbers: where its lines stand, and the ends of what it shows. */
export interface Axis {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

const SMALLEST_SPAN = 1e-12

/** An axis that begins at zero and shows all of these numbers, with about so many lines, at numbers that people count in. */
export function axisOf(values: readonly number[], lines: number, whole: boolean): Axis {
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values)
  // Nothing is counted in parts so small, and powers of ten run out below them.
  const span = most - least > SMALLEST_SPAN ? most - least : 1
  const step = Math.max(whole ? 1 : 0, roundStep(span / Math.max(1, lines)))
  const first = Math.floor(least / step)
  const last = Math.max(first + 1, Math.ceil(most / step))
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => exact((first + at) * step))
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks }
}

/** The next of 1, 2, 5, 10, 20 ... */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted))
  const rest = wanted / power
  return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10)
}

/** Without what adding fractions leaves: 0.3, not 0.30000000000000004. */
function exact(value: number): number {
  return Number(value.toPrecision(12)) + 0
}

/** Every so many labels have room where each takes `width` of `space`. */
export function labelEvery(count: number, space: number, width: number): number {
  return Math.max(1, Math.ceil((count * width) / Math.max(1, space)))
}
