import { fail, ok } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import { shortened } from '../shared/labels.ts'

/**
 * Reads a number as people and programs write them, with the column's unit before or behind it. A point alone is the
 * decimal mark; a comma alone is, unless three digits follow it; of both, the last one is.
 * `readNumber('1.234,50 €', '€') // 1234.5`
 */
export function readNumber(text: string, unit: string): Result<number> {
  const bare = withoutUnit(text.normalize('NFKC').trim(), unit)
  const negative = /^\((.*)\)$/.exec(bare)
  const digits = (negative?.[1] ?? bare).replace(/^[−–](?=\s?[\d.,])/, '-').replace(/(?<=\d)[\s'’_](?=\d{3})/g, '')
  const plain = withPoint(digits.replace(/^([+-])\s/, '$1'))
  const number = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) ? Number(plain) : Number.NaN
  if (Number.isFinite(number)) return ok((negative ? -number : number) || 0)
  const example = unit === '' ? '12.5' : `12.5 ${unit}`
  return fail(`"${shortened(text)}" is not a number. Write it like ${example}.`)
}

const signs = /^[€$£¥%]|[€$£¥%]$/

function withoutUnit(text: string, unit: string): string {
  const own = unit.normalize('NFKC')
  const lower = text.toLowerCase()
  const key = own.toLowerCase()
  if (own !== '' && lower.endsWith(key)) return text.slice(0, text.length - own.length).trim()
  if (own !== '' && lower.startsWith(key)) return text.slice(own.length).trim()
  if (own !== '' && lower.replace(/^[-−]/, '').startsWith(key)) return `-${text.slice(1 + own.length).trim()}`
  return own === '' ? text.replace(signs, '').trim() : text
}

/** Takes thousands separators out and makes the decimal mark a point; leaves what is neither as it is. */
function withPoint(text: string): string {
  const points = text.split('.').length - 1
  const commas = text.split(',').length - 1
  const decimal = points > 0 && commas > 0 ? (text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',') : null
  if (decimal !== null) {
    const thousands = decimal === '.' ? ',' : '.'
    const [whole = '', fraction, more] = text.split(decimal)
    if (more !== undefined || fraction?.includes(thousands)) return text
    return grouped(whole, thousands) ? `${whole.replaceAll(thousands, '')}.${fraction ?? ''}` : text
  }
  if (points > 1) return grouped(text, '.') ? text.replaceAll('.', '') : text
  if (commas > 1) return grouped(text, ',') ? text.replaceAll(',', '') : text
  if (commas === 1) return grouped(text, ',') ? text.replace(',', '') : text.replace(',', '.')
  return text
}

function grouped(whole: string, separator: string): boolean {
  const [first = '', ...rest] = whole.replace(/^[+-]/, '').split(separator)
  return /^[1-9]\d{0,2}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part))
}
