/**
 * A number to so many digits. Engines differ in the last bits of logarithms and powers; what both sides must agree on is
 * cut to what they share.
 */
export function steady(number: number, digits = 14): number {
  return Number.isFinite(number) ? Number(number.toPrecision(digits)) : number
}

const tens = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

/** Rounds the decimal that a number says, not the binary fraction behind it: 2.345 is half-way, and goes up. */
export function rounded(number: number, digits: number, way: 'half' | 'up' | 'down'): number {
  const places = Math.max(-400, Math.min(400, Math.trunc(digits)))
  return (
    Math.sign(number) *
    (clearlyRounded(Math.abs(number), places, way) ?? decimallyRounded(Math.abs(number), places, way))
  )
}

/** Without texts, where what the binary fraction is off by cannot change the outcome: nearly always. */
function clearlyRounded(number: number, places: number, way: 'half' | 'up' | 'down'): number | null {
  const ten = tens[places]
  if (ten === undefined) return null
  const shifted = number * ten
  if (shifted > 1e9) return null
  const whole = Math.floor(shifted)
  const rest = shifted - whole
  const unclear = way === 'half' ? Math.abs(rest - 0.5) < 1e-6 : rest < 1e-6 || rest > 1 - 1e-6
  if (unclear) return null
  return (way === 'up' || (way === 'half' && rest > 0.5) ? whole + 1 : whole) / ten
}

/** By the digits in which the number is written. */
function decimallyRounded(number: number, places: number, way: 'half' | 'up' | 'down'): number {
  if (number === 0) return 0
  const [mantissa = '', exponent = ''] = number.toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const kept = Number(exponent) + 1 + places
  if (kept >= digits.length) return number
  const further = way === 'up' || (way === 'half' && kept >= 0 && digits.charAt(kept) >= '5')
  const whole = BigInt(digits.slice(0, Math.max(0, kept)) || '0') + (further ? 1n : 0n)
  return Number(`${whole}e${-places}`)
}

/** A power; whole exponents by multiplication, which is the same everywhere. */
export function power(base: number, exponent: number): number {
  if (exponent === 0.5) return Math.sqrt(base)
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1_024) return steady(base ** exponent)
  let result = 1
  let square = base
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square
    if (left > 1) square *= square
  }
  return exponent < 0 ? 1 / result : result
}
