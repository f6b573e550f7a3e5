import { textOf } from '../cells.ts'
import type { Shape } from './shape.ts'

const worked = /time track|tracking|duration|time spent|logged/i

/** Tracked time, in hours: `01:30:00` is 1.5. */
export const clocksShape: Shape = {
  guess: (stock) =>
    worked.test(stock.title) && stock.looksLike('clock')
      ? { kind: 'number', confidence: 0.9, settings: { numberStyle: 'point', unit: 'h', precision: 2 } }
      : null,
  read(cell) {
    const text = textOf(cell)
    const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^-/, '').split(':').map(Number)
    const sum = hours + minutes / 60 + seconds / 3_600
    return Number((text.startsWith('-') ? -sum : sum).toFixed(4))
  },
}
