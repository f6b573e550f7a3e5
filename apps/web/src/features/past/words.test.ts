import * as fc from 'fast-check'
import { dayAt } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { momentOf, timeField } from './words.ts'

test('a day and a time in a zone are the moment at which its clock shows them', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), zone, (seconds, timeZone) => {
      const at = Math.floor(seconds / 60) * 60_000
      const [day, time] = [dayAt(at, timeZone), timeField(at, timeZone)]
      const found = momentOf(day, time, timeZone)
      // An hour that comes twice in a night has two moments.
      expect([dayAt(found, timeZone), timeField(found, timeZone)]).toEqual([day, time])
    }),
    { numRuns: 300 },
  )
})
