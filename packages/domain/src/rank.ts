import { assert } from './errors.ts'

// A rank is a fraction between 0 and 1 written in base 62, most significant digit first. Ranks are compared byte by byte,
// so the digits are in ASCII order. A rank never ends in the lowest digit: there is always room before it.
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A container whose ranks grow past this many characters is re-ranked as one change. */
export const maxRankLength = 40

/**
 * A rank between two others, either of which may be open. `jitter` in [0, 1) keeps two people who insert at the same place
 * from making the same rank. `rankBetween(null, null, 0.5) // 'V…'`
 */
export function rankBetween(before: string | null, after: string | null, jitter: number): string {
  assert(before === null || after === null || before < after, `ranks in order: ${before} < ${after}`)
  let prefix = ''
  for (let index = 0; ; index++) {
    const low = digitAt(before, index, 0)
    const high = after === null || !after.startsWith(prefix) ? digits.length : digitAt(after, index, 0)
    if (high - low > 1) return prefix + digits[low + 1 + Math.floor(jitter * (high - low - 1))] + tail(jitter)
    prefix += digits[low]
  }
}

/** `count` ranks in order between two others, evenly spread and short. */
export function ranksBetween(before: string | null, after: string | null, count: number, jitter: number): string[] {
  if (count === 0) return []
  if (before === null && after === null) return spread('', count)
  const middle = rankBetween(before, after, jitter)
  if (count === 1) return [middle]
  // Everything that starts with `middle` lies between it and the next rank of the same length.
  return spread(middle, count)
}

function spread(prefix: string, count: number): string[] {
  let width = 1
  while (digits.length ** width < count * 4) width++
  const step = digits.length ** width / (count + 1)
  return Array.from({ length: count }, (_, index) => {
    let value = Math.floor(step * (index + 1))
    let text = ''
    for (let place = 0; place < width; place++) {
      text = digits[value % digits.length] + text
      value = Math.floor(value / digits.length)
    }
    return `${prefix}${text}V`
  })
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
