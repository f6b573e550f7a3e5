import { bestDateStyle } from '@fulcrum/integration-kit'
import type { Shape } from './shape.ts'

/** A timeline, of which the export makes two columns, or one with a dash. */
export const rangeShape: Shape = {
  guess({ isRange, profile }, { dayFirst }) {
    if (!isRange) return null
    const style = bestDateStyle(profile.rangeCounts, dayFirst) ?? bestDateStyle(profile.dateCounts, dayFirst)
    if (style === null) return null
    const count = (profile.rangeCounts.get(style) ?? 0) + (profile.dateCounts.get(style) ?? 0)
    if (count < profile.filledCount * 0.8) return null
    return { kind: 'timeline', confidence: 0.95, settings: { dateStyle: style } }
  },
  read: (cell) => cell,
}
