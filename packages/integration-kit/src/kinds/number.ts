import { parseNumberText, type NumberStyle } from '../numbers.ts'
import { bad, defineImportKind, fits, good } from './kind.ts'

/** An amount, with its unit and how many decimals it has. */
export const numberKind = defineImportKind({
  id: 'number',
  whenEmpty: { hints: ['estimate'], settings: { numberStyle: 'point', precision: 0 } },
  guess({ hint, profile }) {
    if (hint === 'text' || hint === 'people' || hint === 'title') return null
    const point = profile.numberCounts.get('point')
    const comma = profile.numberCounts.get('comma')
    const style: NumberStyle = (comma?.count ?? 0) > (point?.count ?? 0) ? 'comma' : 'point'
    const best = style === 'comma' ? comma : point
    if (best === undefined || !fits(best.count, profile.filledCount, hint === 'estimate')) return null
    // Where both styles read every number but differ on what is a fraction, the reading was a choice.
    const torn = point?.count === comma?.count && point?.integers !== comma?.integers
    return {
      kind: 'number',
      confidence: torn ? 0.7 : Math.min(best.count / profile.filledCount, 0.97),
      settings: { numberStyle: style, precision: Math.min(best.decimals, 10), ...unitOf(best.units) },
    }
  },
  read({ value, trimmed, settings }) {
    const number = typeof value === 'number' ? value : parseNumberText(trimmed, settings.numberStyle ?? 'point')
    return number === null || !Number.isFinite(number) ? bad(trimmed, 'a number') : good({ kind: 'number', number })
  },
  columnRole: (hint) => (hint === 'estimate' ? hint : undefined),
})

function unitOf(units: ReadonlyMap<string, number>): { unit?: string } {
  const named = [...units.keys()].filter((unit) => unit !== '')
  const [first] = named
  return named.length === 1 && first !== undefined ? { unit: first } : {}
}
