import type { FieldGuess } from '@fulcrum/integration-kit'
import type { ColumnStock } from '../column-stock.ts'
import { addressesShape } from './addresses.ts'
import { clocksShape } from './clocks.ts'
import { colouredLabelsShape } from './coloured-labels.ts'
import { filesShape } from './files.ts'
import { logsShape } from './logs.ts'
import { plainShape } from './plain.ts'
import { rangeShape } from './ranges.ts'
import type { Shape, ShapeContext } from './shape.ts'
import { ticksShape } from './ticks.ts'

/** In the order in which a column is held against them; the last one fits always. */
const shapes: readonly Shape[] = [
  rangeShape,
  filesShape,
  ticksShape,
  addressesShape,
  colouredLabelsShape,
  logsShape,
  clocksShape,
  plainShape,
]

/** How a column is written, and what it therefore seems to be. */
export function shapeOf(
  stock: ColumnStock,
  context: ShapeContext,
): { readonly shape: Shape; readonly guess: FieldGuess } {
  for (const shape of shapes) {
    const guess = shape.guess(stock, context)
    if (guess !== null) return { shape, guess }
  }
  return { shape: plainShape, guess: { kind: 'text', confidence: 0.2, settings: {} } }
}
