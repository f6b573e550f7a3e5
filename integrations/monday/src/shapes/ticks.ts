import type { Shape } from './shape.ts'

/** A checkbox: `v`, or nothing. */
export const ticksShape: Shape = {
  guess: (stock) => (stock.looksLike('tick') ? { kind: 'checkbox', confidence: 0.98, settings: {} } : null),
  read: () => true,
}
