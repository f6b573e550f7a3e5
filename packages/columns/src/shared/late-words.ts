import { numberFormat } from './intl.ts'

/** How late something due on a day is: `2 days late`; on the day itself only `late`. */
export function lateWords(due: number, today: number, locale: string): string {
  const days = today - due
  if (days <= 0) return 'late'
  return `${numberFormat(locale, {}).format(days)} ${days === 1 ? 'day' : 'days'} late`
}
