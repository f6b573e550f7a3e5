import type { Shape } from './shape.ts'

/** An address with a text before it: `Plan - https://example.org/plan`. */
export const addressesShape: Shape = {
  guess(stock) {
    const named = stock.looks.get('named address') ?? 0
    const bare = stock.looks.get('address') ?? 0
    if (named === 0 || named + bare < stock.filledCount * 0.9) return null
    return { kind: 'link', confidence: 0.95, settings: {} }
  },
  read: (cell) => cell,
}
