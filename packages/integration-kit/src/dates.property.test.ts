import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayToIso, parseDateText, serialToIso, type DateStyle } from './dates.ts'
import { instantInZone, zoneOffsetMs } from './zone.ts'

const dayMs = 86_400_000
const day = fc.integer({ min: -25_000, max: 40_000 })
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Cairo',
)

const writers: Partial<Record<DateStyle, (y: number, m: number, d: number) => string>> = {
  iso: (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
  ymd: (y, m, d) => `${y}/${m}/${d}`,
  dmy: (y, m, d) => `${d}.${m}.${y}`,
  mdy: (y, m, d) => `${m}/${d}/${y}`,
  named: (y, m, d) => `${d} ${months[m - 1]} ${y}`,
}

test('every day is read as it was written, in every style', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...Object.entries(writers)), (number, [style, write]) => {
      const date = new Date(number * dayMs)
      const text = write(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
      expect(parseDateText(text, style as DateStyle)).toEqual({ day: number, minute: null, instantMs: number * dayMs })
    }),
  )
})

test('days of spreadsheets are one apart from March 1900 on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_900_000 }), (serial) => {
      expect(serialToIso(serial, false)).toBe(dayToIso(serial - 25_569))
    }),
  )
})

test('an exact time is its day and minute in any zone, and these are that time again', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 4e9 }), zone, (seconds, name) => {
      const instantMs = seconds * 1000
      const read = parseDateText(new Date(instantMs).toISOString(), 'iso', name)
      const shown = instantMs + zoneOffsetMs(instantMs, name)
      expect(read).toEqual({
        day: Math.floor(shown / dayMs),
        minute: Math.floor((shown % dayMs) / 60_000 + (shown < 0 && shown % dayMs !== 0 ? 1440 : 0)),
        instantMs,
      })
      const back = instantInZone(shown, name)
      expect(back + zoneOffsetMs(back, name)).toBe(shown)
    }),
  )
})
