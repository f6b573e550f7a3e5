import type { ColumnProfile } from '../column-profile.ts'
import { readDateText, type DateStyle } from '../dates.ts'
import { ambiguousDayOrder, bestDateStyle } from '../day-order.ts'
import type { FieldGuess } from '../import-source.ts'
import type { TitleHint } from '../title-words.ts'
import { bad, defineImportKind, fits, good } from './kind.ts'

/** Titles that speak of days and times. */
export const dateHints: ReadonlySet<TitleHint | null> = new Set<TitleHint | null>([
  'due',
  'start',
  'created',
  'updated',
  'date',
  'timeline',
])

/** A day, with or without a time. */
export const dateKind = defineImportKind({
  id: 'date',
  importRoles: ['created', 'updated'],
  whenEmpty: { hints: ['due', 'start', 'created', 'updated'], settings: { dateStyle: 'iso' } },
  guess({ hint, profile, dayFirst }) {
    const hinted = dateHints.has(hint)
    const style = bestDateStyle(profile.dateCounts, dayFirst)
    const count = style === null ? 0 : (profile.dateCounts.get(style) ?? 0)
    if (style === null || !fits(count, profile.filledCount, hinted)) return hinted ? guessCounted(profile) : null
    const uncertain = ambiguousDayOrder(profile.dateCounts) && style !== 'iso' && dayFirst === undefined
    return {
      kind: 'date',
      confidence: Math.min(count / profile.filledCount, uncertain ? 0.6 : 0.98),
      settings: {
        dateStyle: style,
        ...(profile.timeOfDayCount > 0 ? { withTime: true } : {}),
        ...(uncertain ? { dayOrderUncertain: true } : {}),
      },
    }
  },
  read({ trimmed, settings, timeZone }) {
    const date = readDateText(trimmed, settings.dateStyle ?? 'iso', timeZone)
    return date === null ? bad(trimmed, 'a date') : good({ kind: 'date', ...date })
  },
  columnRole: (hint) => (hint === 'due' || hint === 'start' ? hint : undefined),
})

const countedStyles: readonly (readonly [DateStyle, RegExp])[] = [
  ['unixMs', /^1\d{12}$/],
  ['unixSeconds', /^1\d{9}$/],
  ['serial', /^[34]\d{4}$/],
]

/** Times that systems write as a number; only titles that speak of dates make them dates. */
function guessCounted(profile: ColumnProfile): FieldGuess | null {
  const numbers = profile.numberCounts.get('point')
  if (numbers?.count !== profile.filledCount || numbers.decimals > 0) return null
  const style = countedStyles.find(([, shape]) => profile.samples.every((text) => shape.test(text)))?.[0]
  if (style === undefined) return null
  const withTime = style === 'serial' ? {} : { withTime: true }
  return { kind: 'date', confidence: 0.75, settings: { dateStyle: style, ...withTime } }
}
