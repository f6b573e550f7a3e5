import { numberFormat } from '../shared/intl.ts'
import type { NumberSettings } from './column.ts'

/** A number in the reader's language, with the column's decimals and unit. */
export function shownNumber(number: number, settings: NumberSettings, locale: string): string {
  const { unit, unitPlace, precision } = settings
  const shown = numberFormat(
    locale,
    precision === undefined
      ? { maximumFractionDigits: 10 }
      : { minimumFractionDigits: precision, maximumFractionDigits: precision },
  ).format(number)
  if (unit === '') return shown
  if (unitPlace === 'after') return `${shown}\u00a0${unit}`
  const signed = /^([-−]?)(.*)$/.exec(shown)
  return `${signed?.[1] ?? ''}${unit}${unit.length > 1 ? '\u00a0' : ''}${signed?.[2] ?? shown}`
}
