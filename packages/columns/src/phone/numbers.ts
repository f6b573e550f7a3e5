import { fail, ok } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import { oneLine, shortened } from '../shared/labels.ts'

/**
 * Reads a telephone number as people write it and keeps it as digits in groups: `+49 30 123456`, with `x12` behind it for an
 * extension. `00` is a `+`; a number of the country gets the column's code in the place of its `0`.
 * `readPhone('(030) 1234-56', '49') // '+49 30 1234 56'`
 */
export function readPhone(text: string, countryCode: string): Result<string> {
  const line = oneLine(text.normalize('NFKC')).replace(/^tel:/i, '')
  const bad = fail(`"${shortened(line)}" is not a phone number. Write it like +49 30 123456.`)
  if (line.length > 60) return bad
  const [, number = '', extension] = /^(.*?)(?:\s*(?:ext\.?|extension|x|#)\s*(\d{1,6}))?$/i.exec(line) ?? []
  if (!/^\+?[\d\s().\-–/]+$/.test(number)) return bad
  const international = /^\(?(?:\+|00)/.test(number)
  // The zero that is left out when calling from abroad.
  const own = international ? number.replace(/\(0\)/, ' ') : number
  const groups = own.match(/\d+/g) ?? []
  const [first = '', ...rest] = international ? [(groups[0] ?? '').replace(/^00/, ''), ...groups.slice(1)] : groups
  const national = countryCode !== '' && !international
  const head = national ? `+${countryCode} ${first.replace(/^0/, '')}` : international ? `+${first}` : first
  const written = [head.trimEnd(), ...rest].join(' ')
  const digits = digitsOf(written)
  if (digits.length < 3 || digits.length > 17 || (written.startsWith('+') && !/^\+[1-9]/.test(written))) return bad
  return ok(extension === undefined ? written : `${written} x${extension}`)
}

/** The digits that are dialled, without the extension. */
export function digitsOf(phone: string): string {
  return phone.replace(/x\d+$/, '').replace(/\D/g, '')
}
