/** Which sign parts whole and fraction; the other one, spaces and apostrophes may group thousands. */
export type NumberStyle = 'point' | 'comma'

/** A number that was read, with what stood beside it. */
export interface ReadNumber {
  readonly value: number
  /** `%`, a currency, a unit of time or size; empty if there was none. */
  readonly unit: string
  readonly decimals: number
}

const units =
  '%|€|\\$|£|¥|₹|₽|zł|kr|Kč|CHF|EUR|USD|GBP|JPY|CAD|AUD|SEK|NOK|DKK|PLN|hours?|hrs?|h|days?|d|weeks?|w|min|mins|minutes?|sec|s|ms|points?|pts?|SP|kg|g|km|m|cm|mm|KB|MB|GB|TB'
const shape = new RegExp(
  `^(\\()?([+\\-−])?\\s?(${units})?\\s?([+\\-−])?([\\d.,'’\\s]*\\d)(e[+-]?\\d{1,3})?\\s?(${units})?\\)?$`,
  'u',
)
const quick = /^[+\-−]?\d{1,15}$/
const grouped = {
  point: /^(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ '’\u00a0\u2009\u202f]\d{3})+|\d+)?(?:\.\d+)?$/u,
  comma: /^(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ '’\u00a0\u2009\u202f]\d{3})+|\d+)?(?:,\d+)?$/u,
}

/**
 * Reads a number with thousands separators, a percent sign, currency or unit, brackets for negative ones; null where the
 * text is none. Numbers that begin with a zero or have over 15 digits before the fraction are names, not amounts.
 * `readNumberText('1.234,50 €', 'comma') // {value: 1234.5, unit: '€', decimals: 2}`
 */
export function readNumberText(text: string, style: NumberStyle): ReadNumber | null {
  const trimmed = text.trim()
  const first = trimmed.charCodeAt(0)
  if (quick.test(trimmed)) {
    if (isName(trimmed)) return null
    return { value: positiveZero(Number(trimmed.replace('−', '-'))), unit: '', decimals: 0 }
  }
  if (trimmed.length > 40 || (first > 0x39 && first < 0x80 && !/^[A-Z]{3}\s?[\d(+-]|^SP\s?\d|^kr\s?\d/.test(trimmed)))
    return null
  const match = shape.exec(trimmed)
  if (match === null) return null
  const [, open, signBefore, unitBefore, signAfter, body = '', exponent = '', unitAfter] = match
  if ((open !== undefined) !== trimmed.endsWith(')')) return null
  if (unitBefore !== undefined && unitAfter !== undefined) return null
  if (signBefore !== undefined && signAfter !== undefined) return null
  if (!grouped[style].test(body)) return null
  const groupless = style === 'point' ? body.replace(/[^\d.]/gu, '') : body.replace(/[^\d,]/gu, '').replace(',', '.')
  const dot = groupless.indexOf('.')
  // Programs write whole numbers as `3.0` where others are fractions.
  const decimals = dot < 0 || groupless.endsWith('.0') ? 0 : groupless.length - dot - 1
  if (isName(groupless) || (exponent !== '' && dot < 0 && !/[+-]/.test(exponent))) return null
  const size = Number(groupless + exponent)
  if (!Number.isFinite(size)) return null
  const negative = open !== undefined || (signBefore ?? signAfter ?? '+') !== '+'
  return { value: positiveZero(negative ? -size : size), unit: unitBefore ?? unitAfter ?? '', decimals }
}

/** The number in a text, or null. `parseNumberText("1'234.5", 'point') // 1234.5` */
export function parseNumberText(text: string, style: NumberStyle): number | null {
  return readNumberText(text, style)?.value ?? null
}

function isName(digits: string): boolean {
  const plain = digits.replace(/^[+\-−]/, '')
  return /^0\d/.test(plain) || (plain.split('.')[0] ?? '').length > 15
}

function positiveZero(value: number): number {
  return value === 0 ? 0 : value
}
