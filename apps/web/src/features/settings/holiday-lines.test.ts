import { expect, test } from 'vitest'
import { namedHolidays, readHolidays, sayHolidays } from './holiday-lines.ts'

const day = (iso: string): number => Date.parse(iso) / 86_400_000

test('holidays are read as lists of them are pasted, with and without names', () => {
  const text = [
    '2026-12-25 Christmas Day',
    '26.12.2026\tBoxing Day',
    '',
    'New Year’s Day, 1 Jan 2027',
    '1 May 2027: Labour Day',
    '2026-10-03',
    'Thursday, November 26, 2026 Thanksgiving',
  ].join('\r\n')
  expect(readHolidays(text, true)).toEqual({
    holidays: [
      { day: day('2026-10-03'), name: '' },
      { day: day('2026-11-26'), name: 'Thursday, Thanksgiving' },
      { day: day('2026-12-25'), name: 'Christmas Day' },
      { day: day('2026-12-26'), name: 'Boxing Day' },
      { day: day('2027-01-01'), name: 'New Year’s Day' },
      { day: day('2027-05-01'), name: 'Labour Day' },
    ],
    wrong: [],
  })
})

test('a line may say several days, and the day or the month first as the account has it', () => {
  const closed = readHolidays('2026-12-28 – 2026-12-30 Closed', true).holidays
  expect(closed.map((each) => [each.day - day('2026-12-28'), each.name])).toEqual([
    [0, 'Closed'],
    [1, 'Closed'],
    [2, 'Closed'],
  ])
  expect(readHolidays('03/04/2026', true).holidays).toEqual([{ day: day('2026-04-03'), name: '' }])
  expect(readHolidays('03/04/2026', false).holidays).toEqual([{ day: day('2026-03-04'), name: '' }])
})

test('lines that say no day are told, and so are days that end before they begin', () => {
  const text = '2026-12-25 Christmas Day\nsome day\n2026-02-30\n2026-12-30 - 2026-12-28'
  expect(readHolidays(text, true).wrong).toEqual([
    { line: 2, text: 'some day' },
    { line: 3, text: '2026-02-30' },
    { line: 4, text: '2026-12-30 - 2026-12-28' },
  ])
})

test('what is kept is said so that it is read back', () => {
  const kept = namedHolidays([day('2026-12-24'), { day: day('2026-12-25'), name: 'Christmas Day 2026' }])
  expect(sayHolidays(kept)).toBe('2026-12-24\n2026-12-25 Christmas Day 2026')
  expect(readHolidays(sayHolidays(kept), false).holidays).toEqual(kept)
})
