import { expect, test } from 'vitest'
import { durationText } from './shown.ts'

test('minutes are those of the whole seconds, however long a duration is', () => {
  for (const durationMs of [5_430_000, 3.6e20 + 2_400_000, 3.6000000000000037e21, 3.600000000000003e22]) {
    const wholeSeconds = BigInt(Math.round(durationMs / 1_000))
    const minutes = String((wholeSeconds % 3_600n) / 60n).padStart(2, '0')
    expect(durationText(durationMs).split(':')[1], String(durationMs)).toBe(minutes)
  }
})
