import { t } from '@fulcrum/ui/messages'
import type { TimelineValue } from './column.ts'

/** `4 days`: both ends included. */
export function lengthWords({ start, end }: TimelineValue): string {
  return t('{days, plural, one {# day} other {# days}}', { days: end - start + 1 })
}

/** How much of it lies before `today`, from 0 to 1. */
export function passedShare({ start, end }: TimelineValue, today: number): number {
  return Math.max(0, Math.min(1, (today - start) / (end - start + 1)))
}
