import { afterEach, expect, test } from 'vitest'
import { tellTimesTo } from './reader-times.ts'
import { dayOrTime, exactTime, shortTime } from './times.ts'

const now = Date.UTC(2026, 10, 27, 2, 30)

afterEach(() => tellTimesTo({ locale: undefined, timeZone: undefined }))

test('times are those of the reader’s zone, written as their account has them', () => {
  const at = Date.UTC(2026, 10, 26, 23, 40)
  tellTimesTo({ locale: 'en-GB', timeZone: 'UTC' })
  expect(shortTime(at, now)).toBe('26 Nov 23:40')
  expect(dayOrTime(at, now)).toBe('26 Nov')
  tellTimesTo({ locale: 'de', timeZone: 'Asia/Tokyo' })
  // In Tokyo both are of the 27th.
  expect(shortTime(at, now)).toBe('08:40')
  expect(dayOrTime(at, now)).toBe('08:40')
  expect(exactTime(at)).toContain('27. November 2026')
  expect(shortTime(Date.UTC(2024, 0, 5), now)).toBe('5. Jan. 2024')
})
