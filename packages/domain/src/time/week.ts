/** On which weekday weeks begin where an account says nothing else: Monday. Sunday is 0. */
export const ordinaryWeekStart = 1

/**
 * The first day of the week that a day is in, in whole days since 1970-01-01; weeks begin on the weekday `weekStart`, Sunday is 0.
 * `startOfWeek(20_784, 1) // 20_780, a Monday`
 */
export function startOfWeek(day: number, weekStart: number): number {
  // Day 0 was a Thursday.
  return day - ((((day + 4 - weekStart) % 7) + 7) % 7)
}
