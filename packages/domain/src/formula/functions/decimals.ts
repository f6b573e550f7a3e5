/**
 * A number to so many digits. Engines differ in the last bits of logarithms and powers; what both sides must agree on is
 * cut to what they share.
 */
export function steady(number: number, digits = 14): number {
  return Number.isFinite(number) ? Number(number.toPrecision(digits)) : number
}

/** Rounds the decimal that a number says, not the binary fraction behind it: 2.345 is half-way, and goes up. */
export function rounded(number: number, digits: number, way: 'half' | 'up' | 'down'): number {
  const places = Math.max(-400, Math.min(400, Math.trunc(digits)))
  const shifted = scaled(Math.abs(number), places)
  // Too large to have decimals there, or too small to have digits there.
  if (!Number.isFinite(shifted)) return number
  const whole = way === 'down' ? Math.floor(shifted) : way === 'up' ? Math.ceil(shifted) : Math.round(shifted)
  return Math.sign(number) * scaled(whole, -places)
}

/** A number with its decimal point moved. */
function scaled(number: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(number).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
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
