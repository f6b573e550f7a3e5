import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, dayToIso } from './days.ts'
import { daySeries, numberSeries, textSeries } from './series.ts'

const isoSeries = (...texts: string[]) => {
  const series = daySeries(texts.map((text) => Date.parse(text) / 86_400_000))
  return (at: number): string | null => {
    const day = series?.(at) ?? null
    return day === null ? null : dayToIso(day)
  }
}

test('numbers go on by what lies between them, to both sides', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e4, max: 1e4 }), (first, step) => {
      const series = numberSeries([first, first + step, first + 2 * step])
      expect([series?.(-1), series?.(3)]).toEqual([first - step, first + 3 * step])
    }),
  )
  expect(numberSeries([0.1, 0.2])?.(2)).toBe(0.3)
  expect(numberSeries([1, 2, 4])).toBeNull()
  expect(numberSeries([1])).toBeNull()
  expect(numberSeries([5, 5])?.(7)).toBe(5)
})

test('days go on by days, by weeks and by months with their ends', () => {
  expect(isoSeries('2026-11-24', '2026-11-25')(2)).toBe('2026-11-26')
  expect(isoSeries('2026-11-23', '2026-11-30')(3)).toBe('2026-12-14')
  expect(isoSeries('2026-11-15', '2026-12-15')(2)).toBe('2027-01-15')
  expect(isoSeries('2026-01-31', '2026-02-28')(2)).toBe('2026-03-31')
  expect(isoSeries('2026-03-01', '2026-02-01')(3)).toBe('2025-12-01')
  expect(isoSeries('2024-02-29', '2025-02-28')(4)).toBe('2028-02-29')
  expect(isoSeries('2026-01-01', '2026-01-02', '2026-01-05')(3)).toBeNull()
  expect(daySeries([dayOf(9999, 12, 30) ?? 0, dayOf(9999, 12, 31) ?? 0])?.(2)).toBeNull()
})

test('texts go on by the number at their end', () => {
  expect(textSeries(['Sprint 8', 'Sprint 9'])?.(2)).toBe('Sprint 10')
  expect(textSeries(['v007', 'v008'])?.(2)).toBe('v009')
  expect(textSeries(['a1', 'b2'])).toBeNull()
  expect(textSeries(['Sprint 1', 'Sprint 2'])?.(-2)).toBeNull()
  expect(textSeries(['one', 'two'])).toBeNull()
})
