import { assert } from './errors.ts'

// A rank is a fraction between 0 and 1 written in base 62, most significant digit first. Ranks are compared byte by byte,
// so the digits are in ASCII order. A rank never ends in the lowest digit: there is always room before it.
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Items whose ranks would grow past this many characters get new ones with those around them. */
export const maxRankLength = 40

const middle = 'V'

/**
 * A rank between two others, either of which may be open. `jitter` in [0, 1) keeps two people who insert at the same place
 * from making the same rank. `rankBetween(null, null, 0) // 'Uzzzzz01'`
 */
export function rankBetween(before: string | null, after: string | null, jitter: number): string {
  assert(before === null || after === null || before < after, `ranks in order: ${before} < ${after}`)
  const open = before === null ? beyond(after ?? middle, -1, jitter) : after === null ? beyond(before, 1, jitter) : null
  if (open !== null) return open
  let prefix = ''
  for (let index = 0; ; index++) {
    const low = digitAt(before, index, 0)
    const high = after === null || !after.startsWith(prefix) ? digits.length : digitAt(after, index, 0)
    if (high - low > 1) return prefix + digits[low + 1 + Math.floor(jitter * (high - low - 1))] + tail(jitter)
    prefix += digits[low]
  }
}

/**
 * Ranks at an open end count up or down by a small step in this many digits, so that adding to an end a million times keeps
 * them short; halving what is left would make each sixth one longer.
 */
const openWidth = 6
const openStep = 1_000
const openEnd = digits.length ** openWidth

/** A rank a small step before or behind another one; null where there is no room before it. */
function beyond(rank: string, direction: 1 | -1, jitter: number): string | null {
  const head = rank.slice(0, openWidth).padEnd(openWidth, digits[0])
  const value = [...head].reduce((sum, digit) => sum * digits.length + digits.indexOf(digit), 0)
  const next = value + direction * (1 + Math.floor(jitter * openStep))
  if (next > 0 && next < openEnd) return inDigits(next, openWidth) + tail(jitter)
  // The end of these digits is reached: those that follow go on.
  const rest = rank.slice(openWidth)
  if (rest === '' && direction === -1) return null
  const deeper = beyond(rest, direction, jitter)
  return deeper === null ? null : head + deeper
}

/**
 * The rank of something by its id: what was made later stands later, behind every rank that was made between others before.
 * For things that cannot see those beside them when they are made.
 */
export function rankOfId(id: string): string {
  const hex = id.replaceAll('-', '')
  const time = Number.parseInt(hex.slice(0, 12), 16)
  // What follows the time, but for the digits of the id's version: it keeps those of one moment apart.
  const rest = Number.parseInt(hex.slice(13, 20), 16)
  return `${middle}${inDigits(time, 9)}${inDigits(rest, 5)}${middle}`
}

/** A rank as a client may send one: digits of ranks, with room before it. */
export const rankPattern = /^[0-9A-Za-z]{0,199}[1-9A-Za-z]$/

/** `count` ranks in order between two others, evenly spread and short. */
export function ranksBetween(before: string | null, after: string | null, count: number, jitter: number): string[] {
  if (count === 0) return []
  if (before === null && after === null) return spread('', count)
  const first = rankBetween(before, after, jitter)
  if (count === 1) return [first]
  // Everything that starts with `first` lies between it and the next rank of the same length.
  return spread(first, count)
}

function spread(prefix: string, count: number): string[] {
  let width = 1
  while (digits.length ** width < count * 4) width++
  const step = digits.length ** width / (count + 1)
  return Array.from({ length: count }, (_, index) => {
    return `${prefix}${inDigits(Math.floor(step * (index + 1)), width)}${middle}`
  })
}

function inDigits(number: number, width: number): string {
  let rest = number
  let text = ''
  for (let place = 0; place < width; place++) {
    text = digits[rest % digits.length] + text
    rest = Math.floor(rest / digits.length)
  }
  return text
}

function tail(jitter: number): string {
  const value = Math.floor((jitter * 1_000_003) % (digits.length * digits.length))
  const last = digits[1 + (value % (digits.length - 1))] ?? 'V'
  return `${digits[Math.floor(value / digits.length)]}${last}`
}

function digitAt(rank: string | null, index: number, open: number): number {
  const digit = rank?.[index]
  return digit === undefined ? open : digits.indexOf(digit)
}
