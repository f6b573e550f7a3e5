import { expect, test } from 'vitest'
import { sayActivity, sayAge, saySchedule, saySize } from './backup-words.ts'

test('ages and sizes are said in the unit that fits', () => {
  const minute = 60_000
  expect([0, 5 * minute, 119 * minute, 3 * 60 * minute, 47 * 60 * minute, 72 * 60 * minute].map(sayAge)).toEqual([
    'just now',
    '5 minutes ago',
    '119 minutes ago',
    '3 hours ago',
    '47 hours ago',
    '3 days ago',
  ])
  expect([0, 177_000, 5_300_000, 2.5e9].map(saySize)).toEqual(['1 kB', '177 kB', '5.3 MB', '2.50 GB'])
})

test('the schedule and the work are said in words', () => {
  expect(saySchedule({ hour: 3, keep: 7 })).toBe(
    'One is made each day at 03:00 of the server’s clock; the newest 7 are kept.',
  )
  expect(saySchedule({ hour: null, keep: 1 })).toContain('FULCRUM_BACKUP_HOUR is off')
  const step = { phase: 'loading', what: 'table item', done: 33, total: 34 }
  expect(sayActivity({ activity: { kind: 'verify', step }, elsewhere: false })).toBe('Restoring for trial: 34 of 34')
  expect(sayActivity({ activity: null, elsewhere: true })).toContain('Another server')
})
