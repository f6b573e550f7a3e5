import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOfText, maxLines } from './wrapped-text.ts'

const letterPx = 10

/** The slow plain version: lines of words, put together one after another. */
function plainLines(text: string, widthPx: number): number {
  const fits = Math.max(1, Math.floor(widthPx / letterPx))
  return text.split('\n').reduce((sum, paragraph) => {
    let lines = 1
    let used = 0
    for (const word of paragraph.split(' ')) {
      const start = used === 0 ? 0 : used + 1
      if (start + word.length <= fits) used = start + word.length
      else {
        if (used > 0) lines += 1
        lines += Math.ceil(word.length / fits) - 1
        used = word.length % fits || fits
      }
    }
    return sum + lines
  }, 0)
}

const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 })
const text = fc
  .array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((paragraphs) => paragraphs.map((words) => words.join(' ')).join('\n'))

it('a text goes over as many lines as its words make that are put together one by one', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 12, max: 200 }), (said, widthPx) => {
      expect(linesOfText(said, widthPx, () => letterPx)).toBe(Math.min(maxLines, plainLines(said, widthPx)))
    }),
  )
})

it('a narrower cell never has fewer lines, and no text more than the most', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: -20, max: 200 }), fc.nat(100), (said, widthPx, more) => {
      const lines = linesOfText(said, widthPx, () => letterPx)
      expect(lines).toBeGreaterThanOrEqual(linesOfText(said, widthPx + more, () => letterPx))
      expect(lines).toBeLessThanOrEqual(maxLines)
    }),
  )
})
