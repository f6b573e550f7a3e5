import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern } from './pattern.ts'

/** Patterns in which both ways of reading agree, small enough that trying all ways one after another ends. */
const patterns: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'node' },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '[a-c0-9]', '\\.'),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join('|')})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}'))
      .map(([of, times]) => `(?:${of})${times}`),
  ),
})).node

const values = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', 'é'), maxLength: 8 })

test('a pattern takes what the same expression of the language takes', () => {
  fc.assert(
    fc.property(patterns, fc.array(values, { minLength: 1, maxLength: 8 }), (text, list) => {
      const read = compilePattern(text)
      if (!read.ok) return
      const oracle = new RegExp(`^(?:${text})$`, 'su')
      for (const value of list)
        expect([text, value, read.value.matches(value)]).toEqual([text, value, oracle.test(value)])
    }),
    { numRuns: 1_000 },
  )
})
