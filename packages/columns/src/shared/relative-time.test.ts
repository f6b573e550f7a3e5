import { expect, test } from 'vitest'
import { relativeTime } from './relative-time.ts'

const now = Date.UTC(2026, 10, 24, 12)

test.each([
  [0, 'now'],
  [-59_999, 'now'],
  [-60_000, '1 min ago'],
  [-3_599_999, '59 min ago'],
  [-3_600_000, '1 hr ago'],
  [-86_399_999, '23 hr ago'],
  [-86_400_000, 'yesterday'],
  [-3 * 86_400_000, '3 days ago'],
  [2 * 3_600_000, 'in 2 hr'],
])('%i ms away is %s', (apart, words) => {
  expect(relativeTime(now + apart, now, 'en-GB')).toBe(words)
})

test('from a week on a date says it better', () => {
  expect(relativeTime(now - 7 * 86_400_000, now, 'en')).toBeNull()
})

test('speaks the language of who reads', () => {
  expect(relativeTime(now - 86_400_000, now, 'de')).toBe('gestern')
})
