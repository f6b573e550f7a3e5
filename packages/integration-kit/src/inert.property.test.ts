import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inertText, plainText } from './inert.ts'

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '＝', 'a', '1'), maxLength: 6 }),
)

test('a text made inert begins with nothing that is run, and comes back as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const inert = inertText(text)
      expect(inert).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      expect(plainText(inert)).toBe(text)
    }),
    { numRuns: 1_000 },
  )
})

test('texts that nothing runs stay as they are', () => {
  for (const text of ['', 'plain', "it's", "'quoted'", '1 = 1', 'a-b', '5', "'"]) expect(inertText(text)).toBe(text)
})
