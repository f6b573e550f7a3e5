import { describe, expect, test } from 'vitest'
import {
  dateStylesOf,
  dayToIso,
  parseDateText,
  parseRangeText,
  readDateText,
  serialToIso,
  type DateStyle,
} from './dates.ts'
import { instantInZone } from './zone.ts'

function read(text: string, style: DateStyle, zone?: string) {
  const date = parseDateText(text, style, zone)
  return date && [dayToIso(date.day), date.minute, new Date(date.instantMs).toISOString()]
}

describe('dates in the styles that occur', () => {
  test.each<[DateStyle, string, string, number | null, string]>([
    ['iso', '2024-12-31', '2024-12-31', null, '2024-12-31T00:00:00.000Z'],
    ['iso', '2024-12-31T23:59', '2024-12-31', 1439, '2024-12-31T23:59:00.000Z'],
    ['iso', '2024-12-31 15:04:05.678+0200', '2024-12-31', 784, '2024-12-31T13:04:05.678Z'],
    ['iso', '2008-09-30T16:59:20.000+0000', '2008-09-30', 1019, '2008-09-30T16:59:20.000Z'],
    ['iso', '2024-12-31T23:30:00-05:00', '2025-01-01', 270, '2025-01-01T04:30:00.000Z'],
    ['ymd', '2024/2/29', '2024-02-29', null, '2024-02-29T00:00:00.000Z'],
    ['ymd', '2024.02.29 7:05', '2024-02-29', 425, '2024-02-29T07:05:00.000Z'],
    ['dmy', '31.12.2024', '2024-12-31', null, '2024-12-31T00:00:00.000Z'],
    ['dmy', '3/4/24', '2024-04-03', null, '2024-04-03T00:00:00.000Z'],
    ['mdy', '3/4/2024 12:00 AM', '2024-03-04', 0, '2024-03-04T00:00:00.000Z'],
    ['mdy', '12/31/99 12:30 pm', '1999-12-31', 750, '1999-12-31T12:30:00.000Z'],
    ['named', '12/Mar/24 3:04 PM', '2024-03-12', 904, '2024-03-12T15:04:00.000Z'],
    ['named', 'Tue, 31 Dec 2024', '2024-12-31', null, '2024-12-31T00:00:00.000Z'],
    ['named', 'Dec 31, 2024', '2024-12-31', null, '2024-12-31T00:00:00.000Z'],
    ['named', '1. März 2024', '2024-03-01', null, '2024-03-01T00:00:00.000Z'],
    ['named', '1st of August 2024', '2024-08-01', null, '2024-08-01T00:00:00.000Z'],
    ['serial', '45657', '2024-12-31', null, '2024-12-31T00:00:00.000Z'],
    ['serial', '45657.5', '2024-12-31', 720, '2024-12-31T12:00:00.000Z'],
    ['unixSeconds', '1735657500', '2024-12-31', 905, '2024-12-31T15:05:00.000Z'],
    ['unixMs', '1735657500000', '2024-12-31', 905, '2024-12-31T15:05:00.000Z'],
  ])('%s reads %s', (style, text, day, minute, instant) => {
    expect(read(text, style)).toEqual([day, minute, instant])
  })

  test.each<[DateStyle, string]>([
    ['iso', '2024-02-30'],
    ['iso', '2023-02-29'],
    ['iso', '2024-13-01'],
    ['iso', '2024-01-01 25:00'],
    ['iso', '2024-01-01 10:60'],
    ['iso', '2024-01-01 PM'],
    ['mdy', '31/12/2024'],
    ['dmy', '12/31/2024'],
    ['dmy', '1/2.2024'],
    ['mdy', '1/2/2024 13:00 pm'],
    ['named', '31 Foo 2024'],
    ['named', '12'],
    ['serial', '3000000'],
    ['iso', ''],
    ['iso', '2024-01-01'.padEnd(60, ' x')],
  ])('%s refuses %s', (style, text) => {
    expect(parseDateText(text, style)).toBeNull()
  })

  test('a text tells its styles, and both where day and month may be either', () => {
    expect(dateStylesOf('2024-12-31')).toEqual(['iso'])
    expect(dateStylesOf('3/4/2024')).toEqual(['dmy', 'mdy'])
    expect(dateStylesOf('13/4/2024')).toEqual(['dmy'])
    expect(dateStylesOf('4/13/2024')).toEqual(['mdy'])
    expect(dateStylesOf('1.2.3')).toEqual([])
    expect(dateStylesOf('555-1234')).toEqual([])
  })
})

describe('zones', () => {
  test('times without a zone are times of the given one; days begin at its midnight', () => {
    expect(read('2024-07-01 09:00', 'iso', 'Europe/Berlin')).toEqual(['2024-07-01', 540, '2024-07-01T07:00:00.000Z'])
    expect(read('2024-01-15', 'iso', 'America/New_York')).toEqual(['2024-01-15', null, '2024-01-15T05:00:00.000Z'])
  })

  test('exact times fall on the day that the zone has then', () => {
    expect(read('2024-07-01T23:30:00Z', 'iso', 'Asia/Tokyo')).toEqual(['2024-07-02', 510, '2024-07-01T23:30:00.000Z'])
  })

  test('a time that clocks skip is later by the jump; of one that occurs twice the first is meant', () => {
    const skipped = instantInZone(Date.UTC(2024, 2, 31, 2, 30), 'Europe/Berlin')
    expect(new Date(skipped).toISOString()).toBe('2024-03-31T01:30:00.000Z')
    const twice = instantInZone(Date.UTC(2024, 9, 27, 2, 30), 'Europe/Berlin')
    expect(new Date(twice).toISOString()).toBe('2024-10-27T00:30:00.000Z')
  })
})

test('days of spreadsheets count a leap day that never was', () => {
  expect(serialToIso(1, false)).toBe('1900-01-01')
  expect(serialToIso(59, false)).toBe('1900-02-28')
  expect(serialToIso(61, false)).toBe('1900-03-01')
  expect(serialToIso(45_657, false)).toBe('2024-12-31')
  expect(serialToIso(44_195, true)).toBe('2024-12-31')
  expect(serialToIso(45_657.999999, false)).toBe('2025-01-01')
  expect(serialToIso(-1, false)).toBeNull()
  expect(serialToIso(Number.NaN, false)).toBeNull()
})

test('ranges are two dates of one style, the earlier one first', () => {
  const days = (text: string, style: DateStyle) => parseRangeText(text, style)?.map(({ day }) => dayToIso(day))
  expect(days('2024-01-01 - 2024-02-01', 'iso')).toEqual(['2024-01-01', '2024-02-01'])
  expect(days('1.3.2024 – 5.3.2024', 'dmy')).toEqual(['2024-03-01', '2024-03-05'])
  expect(days('Jan 1, 2024 to Feb 1, 2024', 'named')).toEqual(['2024-01-01', '2024-02-01'])
  expect(days('2024-02-01 - 2024-01-01', 'iso')).toBeUndefined()
  expect(days('2024-01-01', 'iso')).toBeUndefined()
})

test.each([
  ['2026-12-03', 'iso', '2026-12-03'],
  ['03.12.2026', 'iso', '2026-12-03'],
  ['31/12/2026', 'iso', '2026-12-31'],
  ['3 Dec 2026', 'dmy', '2026-12-03'],
  ['2026-12-03', 'mdy', '2026-12-03'],
  ['03/12/2026', 'iso', null],
  ['45657', 'iso', null],
] as const)('%s in a column of %s is %s', (text, style, day) => {
  const read = readDateText(text, style)
  expect(read === null ? null : dayToIso(read.day)).toBe(day)
})
