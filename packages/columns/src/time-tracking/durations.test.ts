import { expect, test } from 'vitest'
import { instantAt, readSpan } from './durations.ts'

const now = Date.parse('2026-11-24T15:00:00Z')
const minutes = (text: string): number | null => {
  const span = readSpan(text, now, 'Europe/Berlin')
  return span === null ? null : (span.end - span.start) / 60_000
}

test('reads time as people write it down', () => {
  expect(
    ['45m', '45 min', '90', '1h', '1.5h', '1,5 h', '1h 30m', '1h30', '2 hours 5 minutes', '1:30'].map(minutes),
  ).toEqual([45, 45, 90, 60, 90, 90, 90, 90, 125, 90])
  expect(['', '0', 'h', '1:75', 'soon', '99999', '10:00-9:00', '25:00-26:00'].map(minutes)).toEqual(
    Array.from({ length: 8 }, () => null),
  )
})

test('takes two times of day by the clocks of the zone', () => {
  expect(readSpan('9:00–10:30', now, 'Europe/Berlin')).toEqual({
    start: Date.parse('2026-11-24T08:00:00Z'),
    end: Date.parse('2026-11-24T09:30:00Z'),
  })
  expect(readSpan('9 to 11', now, 'UTC')?.start).toBe(Date.parse('2026-11-24T09:00:00Z'))
})

test('finds the instant of a time of day on days on which clocks change', () => {
  const day = Date.parse('2026-03-29T00:00:00Z') / 86_400_000
  expect(instantAt(day, 60, 'Europe/Berlin')).toBe(Date.parse('2026-03-29T00:00:00Z'))
  expect(instantAt(day, 240, 'Europe/Berlin')).toBe(Date.parse('2026-03-29T02:00:00Z'))
})
