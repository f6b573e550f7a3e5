import { calendarOf, dayOf, firstDay, lastDay } from './days.ts'

/** How values go on: the one at a place, counted from the first of them; null where there is none. */
export type Series<V> = (at: number) => V | null

/**
 * How evenly spaced numbers go on: `numberSeries([1, 3])?.(2) // 5`; null where they are not evenly spaced. Tenths are tenths: what
 * the machine adds behind the twelfth digit is none of a number's.
 */
export function numberSeries(numbers: readonly number[]): Series<number> | null {
  const [first = 0, second = 0] = numbers
  if (numbers.length < 2) return null
  const step = second - first
  const at = (place: number): number => Number((first + place * step).toPrecision(12))
  return numbers.every((number, place) => Math.abs(number - at(place)) <= Math.abs(step) * 1e-9)
    ? (place) => (Number.isFinite(at(place)) ? at(place) : null)
    : null
}

/** How days go on that are evenly spaced, by days or by whole months: the 31st of a month without one is its last day. */
export function daySeries(days: readonly number[]): Series<number> | null {
  const within = (day: number | null): number | null => (day === null || day < firstDay || day > lastDay ? null : day)
  const even = numberSeries(days)
  const parts = days.map(calendarOf)
  const [start] = parts
  const months = numberSeries(parts.map(({ year, month }) => year * 12 + month - 1))
  const dayOfMonth = Math.max(...parts.map((part) => part.dayOfMonth))
  if (start !== undefined && months !== null && months(0) !== months(1)) {
    const monthly = (place: number): number | null => {
      const month = months(place) ?? 0
      for (let day = dayOfMonth; day > 27; day -= 1) {
        const found = dayOf(Math.floor(month / 12), (month % 12) + 1, day)
        if (found !== null) return found
      }
      return dayOf(Math.floor(month / 12), (month % 12) + 1, Math.min(dayOfMonth, 27))
    }
    if (days.every((day, place) => monthly(place) === day)) return (place) => within(monthly(place))
  }
  return even === null ? null : (place) => within(even(place))
}

/** How texts go on that differ in the number at their ends: `Sprint 8`, `Sprint 9`. Leading zeros keep their places. */
export function textSeries(texts: readonly string[]): Series<string> | null {
  const parts = texts.map((text) => /^(.*?)(\d{1,9})$/s.exec(text))
  const stem = parts[0]?.[1]
  if (stem === undefined || !parts.every((part) => part?.[1] === stem)) return null
  const digits = parts.map((part) => part?.[2] ?? '')
  const numbers = numberSeries(digits.map(Number))
  const width = digits.some((each) => each.startsWith('0')) ? Math.max(...digits.map(({ length }) => length)) : 1
  if (numbers === null) return null
  return (place) => {
    const number = numbers(place)
    return number === null || number < 0 ? null : `${stem}${String(number).padStart(width, '0')}`
  }
}
