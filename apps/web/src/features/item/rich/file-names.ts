import { language } from '@fulcrum/ui/messages'
const forbidden = /[\\/<>:"|?*\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** A name under which a message can show a file: `safeName('a/b?.txt') // 'b_.txt'` */
export function safeName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? ''
  const safe = last.replaceAll(forbidden, '_').trim().slice(-255)
  return /^\.{0,2}$/.test(safe) ? 'file' : safe
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** How large a file is, as people say it. */
export function sizeWords(bytes: number): string {
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[at] ?? 'byte',
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumFractionDigits: at === 0 ? 0 : 1,
  }).format(bytes / 1000 ** at)
}
