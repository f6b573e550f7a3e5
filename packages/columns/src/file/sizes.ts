import { numberFormat } from '../shared/intl.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** How large a file is, as people say it: `sizeText(5120, 'en') // '5.1 kB'` */
export function sizeText(bytes: number, locale: string): string {
  let value = bytes
  let at = 0
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at++
  }
  const digits = at === 0 || value >= 100 ? 0 : 1
  return numberFormat(locale, {
    style: 'unit',
    unit: units[at] ?? 'byte',
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value)
}
