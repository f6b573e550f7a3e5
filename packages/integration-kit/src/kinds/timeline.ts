import { parseDateText, parseRangeText } from '../dates.ts'
import { bestDateStyle } from '../day-order.ts'
import { dateHints } from './date.ts'
import { bad, defineImportKind, fits, good } from './kind.ts'

/** Two days, from and to. */
export const timelineKind = defineImportKind({
  id: 'timeline',
  guess({ hint, profile, dayFirst }) {
    const style = bestDateStyle(profile.rangeCounts, dayFirst)
    const count = style === null ? 0 : (profile.rangeCounts.get(style) ?? 0)
    if (style === null || !fits(count, profile.filledCount, dateHints.has(hint))) return null
    return { kind: 'timeline', confidence: 0.9, settings: { dateStyle: style } }
  },
  read({ trimmed, settings, timeZone }) {
    const style = settings.dateStyle ?? 'iso'
    const range = parseRangeText(trimmed, style, timeZone)
    if (range !== null) return good({ kind: 'timeline', start: range[0].day, end: range[1].day })
    const day = parseDateText(trimmed, style, timeZone)?.day
    return day === undefined ? bad(trimmed, 'two dates') : good({ kind: 'timeline', start: day, end: day })
  },
})
