import { expect, test } from 'vitest'
import { dayAt, endOfDay, startOfDay } from './zone.ts'

const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
const start = (iso: string, zone: string) => new Date(startOfDay(day(iso), zone)).toISOString()

test('a day starts at midnight of its zone', () => {
  expect(start('2026-11-24', 'UTC')).toBe('2026-11-24T00:00:00.000Z')
  expect(start('2026-11-24', 'Europe/Berlin')).toBe('2026-11-23T23:00:00.000Z')
  expect(start('2026-07-01', 'America/Los_Angeles')).toBe('2026-07-01T07:00:00.000Z')
  expect(start('2026-07-01', 'Pacific/Kiritimati')).toBe('2026-06-30T10:00:00.000Z')
})

test('days of 23 and 25 hours end where the next one starts', () => {
  const hours = (iso: string) =>
    (endOfDay(day(iso), 'Europe/Berlin') + 1 - startOfDay(day(iso), 'Europe/Berlin')) / 3_600_000
  expect([hours('2026-03-29'), hours('2026-03-30'), hours('2026-10-25')]).toEqual([23, 24, 25])
})

test('a day without a midnight starts when its clock does, a skipped day with the next', () => {
  expect(start('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
  expect(start('2011-12-30', 'Pacific/Apia')).toBe(start('2011-12-31', 'Pacific/Apia'))
})

test('the day of an instant is the one on the wall', () => {
  expect(dayAt(Date.parse('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe(day('2026-11-25'))
  expect(dayAt(-1, 'UTC')).toBe(-1)
})
