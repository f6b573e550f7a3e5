import { bestDateStyle, ColumnProfile } from '@fulcrum/integration-kit'
import { textOf } from '../cells.ts'
import { logPattern } from '../column-stock.ts'
import type { Shape } from './shape.ts'

/** Who made or changed an item, and when; the cell keeps the time, and the record the person. */
export const logsShape: Shape = {
  guess(stock, { dayFirst }) {
    if (!stock.looksLike('log', 0.9)) return null
    const times = new ColumnProfile()
    for (const text of stock.names) times.add(timeIn(text))
    times.finish()
    const style = bestDateStyle(times.dateCounts, dayFirst)
    if (style === null || (times.dateCounts.get(style) ?? 0) < times.filledCount * 0.9) return null
    return { kind: 'date', confidence: 0.95, settings: { dateStyle: style, withTime: times.timeOfDayCount > 0 } }
  },
  read: (cell) => timeIn(textOf(cell)),
}

/** The time in such a text; the text itself where it names nobody. */
function timeIn(text: string): string {
  return logPattern.exec(text)?.[2] ?? text
}

/** Whom such a text names, or null. */
export function somebodyIn(text: string): string | null {
  return logPattern.exec(text)?.[1] ?? null
}
