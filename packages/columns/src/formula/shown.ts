import type { FormatContext, Json } from '@fulcrum/domain'
import { dateFormat, numberFormat } from '../shared/intl.ts'
import { dayMs, dayToIso, firstDay, lastDay, shownDay } from '../shared/days.ts'
import type { FormulaSettings } from './column.ts'

type Type = FormulaSettings['type']

const minuteMs = 60_000

/** The text of a value that is the same for everybody: for exports, and for the lane of a list. */
export function plainText(value: Json, type: Type): string {
  if (Array.isArray(value)) return texts(value, (entry) => plainText(entry, elementOf(type)))
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value !== 'number') return String(value)
  if (type === 'day') return isDay(value) ? dayToIso(value) : String(value)
  if (type === 'instant' && isDay(Math.floor(value / dayMs))) {
    return new Date(value).toISOString().slice(0, 16).replace('T', ' ')
  }
  return type === 'duration' ? durationText(value) : String(value)
}

/** What people read of a value. */
export function shownValue(value: Json, { type, unit, precision }: FormulaSettings, context: FormatContext): string {
  const { locale, timeZone, personName } = context
  const show = (entry: Json, of: Type): string => {
    if (Array.isArray(entry)) return texts(entry, (each) => show(each, elementOf(of)))
    if (of === 'person') return personName(String(entry))
    if (typeof entry === 'boolean') return entry ? 'Yes' : 'No'
    if (typeof entry !== 'number') return String(entry)
    if (of === 'day') return isDay(entry) ? shownDay(entry, locale) : String(entry)
    if (of === 'instant') {
      return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(entry)
    }
    if (of === 'duration') return durationText(entry)
    const digits =
      typeof precision === 'number'
        ? { minimumFractionDigits: precision, maximumFractionDigits: precision }
        : { maximumFractionDigits: 10 }
    const figure = numberFormat(locale, digits).format(entry)
    return typeof unit === 'string' && unit !== '' ? `${figure} ${unit}` : figure
  }
  return show(value, type)
}

function texts(list: readonly Json[], show: (entry: Json) => string): string {
  return list.flatMap((entry) => (entry === null ? [] : [show(entry)])).join(', ')
}

function elementOf(type: Type): Type {
  return typeof type === 'object' ? type.list : type
}

function isDay(day: number): boolean {
  return day >= firstDay && day <= lastDay
}

/** Hours and minutes: `7:30`. */
function durationText(durationMs: number): string {
  const minutes = Math.round(Math.abs(durationMs) / minuteMs)
  const sign = durationMs < 0 && minutes > 0 ? '-' : ''
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
