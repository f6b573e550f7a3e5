import type { SortWords } from './sort-key.ts'

/**
 * Radix keys of doubles (NaN is blank, rows past the end too). Whole numbers within 2^32 of each other make one word,
 * anything else two: the halves of the bit pattern, mapped so that unsigned order is numeric order.
 */
export function numberWords(
  values: Float64Array,
  rows: Int32Array,
  count: number,
  direction: 'asc' | 'desc',
): readonly SortWords[] {
  const cells = new Float64Array(count)
  let low = Infinity
  let high = -Infinity
  let whole = true
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    const value = row < values.length ? (values[row] as number) : NaN
    cells[i] = value
    if (value < low) low = value
    if (value > high) high = value
    if (whole && Math.floor(value) !== value && value === value) whole = false
  }
  const descending = direction === 'desc'
  if (low > high) return []
  return whole && high - low < 0xfffffffe
    ? [distanceWord(cells, low, high, descending)]
    : patternWords(cells, descending)
}

function distanceWord(cells: Float64Array, low: number, high: number, descending: boolean): SortWords {
  const blank = high - low + 1
  const keys = new Uint32Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i] as number
    keys[i] = value !== value ? blank : descending ? high - value : value - low
  }
  return { keys, max: blank }
}

function patternWords(cells: Float64Array, descending: boolean): readonly SortWords[] {
  const halves = new Uint32Array(cells.buffer)
  const upper = new Uint32Array(cells.length)
  const lower = new Uint32Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i] as number
    if (value !== value) {
      upper[i] = 0xffffffff
      lower[i] = 0xffffffff
      continue
    }
    // By its bits a negative number orders backwards, so all its bits are turned; of any other only the sign is.
    // For a descending order all of that is turned once more.
    const flip = value < 0 !== descending ? 0xffffffff : 0
    const sign = value < 0 ? 0 : 0x80000000
    upper[i] = (halves[2 * i + HIGH] as number) ^ flip ^ sign
    lower[i] = (halves[2 * i + LOW] as number) ^ flip
  }
  return [
    { keys: upper, max: 0xffffffff },
    { keys: lower, max: 0xffffffff },
  ]
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
const HIGH = LITTLE_ENDIAN ? 1 : 0
const LOW = LITTLE_ENDIAN ? 0 : 1
