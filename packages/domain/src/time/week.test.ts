import { expect, test } from 'vitest'
import { startOfWeek } from './week.ts'

test('a week has seven days, of which the first is the weekday on which weeks begin, also before 1970', () => {
  for (let weekStart = 0; weekStart < 7; weekStart++) {
    for (let day = -30; day < 30; day++) {
      const first = startOfWeek(day, weekStart)
      expect(new Date(first * 86_400_000).getUTCDay()).toBe(weekStart)
      expect(day - first).toBeGreaterThanOrEqual(0)
      expect(day - first).toBeLessThan(7)
    }
  }
})
