import { dayText, isKnownDay, padded } from './days.ts'
import { isList, type FormulaType } from './types.ts'
import type { ScalarValue } from './value.ts'

const secondMs = 1_000
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/**
 * The text of a value within formulas (`&`, JOIN): the same for every reader, in every locale. Numbers with a point and no
 * thousands, days as `2026-11-24`, moments as `2026-11-24 08:30` UTC, durations as `7:30`.
 */
export function shownText(value: ScalarValue, type: FormulaType): string {
  const scalar = isList(type) ? type.list : type
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return value
  if (scalar === 'day') return isKnownDay(value) ? dayText(value) : String(value)
  if (scalar === 'instant') return momentText(value)
  if (scalar === 'duration') return durationText(value)
  return String(value)
}

function momentText(instantMs: number): string {
  const day = Math.floor(instantMs / dayMs)
  if (!isKnownDay(day)) return String(instantMs)
  const inDay = instantMs - day * dayMs
  return `${dayText(day)} ${padded(Math.floor(inDay / hourMs), 2)}:${padded(Math.floor((inDay % hourMs) / minuteMs), 2)}`
}

/** Hours and minutes, and seconds where there are any. `durationText(5_430_000) // '1:30:30'` */
export function durationText(durationMs: number): string {
  const whole = Math.round(Math.abs(durationMs) / secondMs)
  const seconds = whole % 60
  // The rest first: it is exact, however long the duration is.
  const minutes = padded(Math.floor((whole % 3_600) / 60), 2)
  const sign = durationMs < 0 && whole > 0 ? '-' : ''
  return `${sign}${Math.floor(whole / 3_600)}:${minutes}${seconds === 0 ? '' : `:${padded(seconds, 2)}`}`
}
