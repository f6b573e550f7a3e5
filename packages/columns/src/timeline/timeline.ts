import { numberFormat } from '../shared/intl.ts'
import type { TimelineValue } from './column.ts'

/** `4 days`: both ends included. */
export function lengthWords({ start, end }: TimelineValue, locale: string): string {
  const days = end - start + 1
  return `${numberFormat(locale, {}).format(days)} ${days === 1 ? 'day' : 'days'}`
}

/** How much of it lies before `today`, from 0 to 1. */
export function passedShare({ start, end }: TimelineValue, today: number): number {
  return Math.max(0, Math.min(1, (today - start) / (end - start + 1)))
}
