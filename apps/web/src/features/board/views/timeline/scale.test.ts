import { timelineZooms } from '@fulcrum/domain'
import { dayOf } from '@fulcrum/ui/date-picker'
import { expect, test } from 'vitest'
import { rangeAround, scalesOf } from './scale.ts'

const from = dayOf(2026, 10, 23)
const words = { locale: 'en-GB', weekStart: 1 }

test('both scales cover the range without a gap, whatever the zoom', () => {
  for (const zoom of timelineZooms) {
    for (let shift = 0; shift < 5; shift += 1) {
      const [first, last] = [from + shift * 83, from + shift * 83 + 500]
      for (const ticks of Object.values(scalesOf(zoom, first, last, words))) {
        expect(ticks[0]?.from).toBeLessThanOrEqual(first)
        expect(ticks.at(-1)?.to).toBeGreaterThanOrEqual(last)
        expect(ticks.slice(1).map((tick) => tick.from)).toEqual(ticks.slice(0, -1).map((tick) => tick.to))
      }
    }
  }
})

test('scales are told as people say them', () => {
  const end = from + 40
  expect(scalesOf('day', from, end, words).fine[0]?.label).toBe('M 23')
  expect(scalesOf('week', from, end, words).fine[0]?.label).toBe('W48 · 23')
  expect(scalesOf('month', from, end, words).fine.map(({ label }) => label)).toEqual(['Nov', 'Dec', 'Jan'])
  expect(scalesOf('quarter', from, end, words).fine.map(({ label }) => label)).toEqual(['Q4', 'Q1'])
})

test('a range holds whole months around what it is for', () => {
  expect(rangeAround(from, from + 10)).toEqual({ from: dayOf(2026, 7, 1), to: dayOf(2028, 0, 1) })
})
