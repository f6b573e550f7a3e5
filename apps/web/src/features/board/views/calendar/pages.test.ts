import { describe, expect, it } from 'vitest'
import { dayBeside, pageOf, pageTitle, rangeWords } from './pages.ts'

const day = (iso: string): number => Date.parse(iso) / 86_400_000
const iso = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)

describe('a page', () => {
  it('of a month has the weeks that the month touches, from the first weekday of the account on', () => {
    const { weeks, shown, about } = pageOf('month', day('2026-11-24'), 1)
    expect(weeks.map((week) => iso(week[0] ?? 0))).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ])
    expect([shown, about].map(({ start, end }) => [iso(start), iso(end)])).toEqual([
      ['2026-10-26', '2026-12-06'],
      ['2026-11-01', '2026-11-30'],
    ])
    expect(pageOf('month', day('2027-02-10'), 1).weeks).toHaveLength(4)
    expect(pageOf('month', day('2026-11-24'), 0).weeks.map((week) => iso(week[0] ?? 0))[0]).toBe('2026-11-01')
  })

  it('of a week has its seven days; a list has those of the month alone', () => {
    const week = pageOf('week', day('2026-11-29'), 1)
    expect(week.weeks.map((days) => days.map(iso))).toEqual([
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
    ])
    expect(iso(pageOf('list', day('2026-11-24'), 1).shown.start)).toBe('2026-11-01')
  })

  it('is followed by the next one, at the same day or the last that it has', () => {
    expect(iso(dayBeside('month', day('2026-01-31'), 1))).toBe('2026-02-28')
    expect(iso(dayBeside('week', day('2026-01-31'), -1))).toBe('2026-01-24')
  })

  it('is called by its month or by its days', () => {
    const at = day('2026-11-24')
    expect(pageTitle('month', pageOf('month', at, 1), 'en-GB')).toBe('November 2026')
    expect(pageTitle('week', pageOf('week', at, 1), 'en-GB')).toMatch(/^23\s?–\s?29 Nov 2026$/)
    expect(rangeWords({ start: at, end: at }, 'en-GB')).toBe('24 Nov 2026')
  })
})
