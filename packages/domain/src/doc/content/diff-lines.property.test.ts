import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines } from './diff-lines.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 7 })

/** The longest common part, by trying every one there is. */
function longest(left: readonly string[], right: readonly string[]): number {
  const [first, ...rest] = left
  if (first === undefined) return 0
  const at = right.indexOf(first)
  return Math.max(longest(rest, right), at < 0 ? 0 : 1 + longest(rest, right.slice(at + 1)))
}

test('a difference gives both texts back, with as many lines kept as there can be', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const of = (...wanted: string[]) => lines.filter(({ is }) => wanted.includes(is)).map((line) => line.text)
      expect(of('same', 'removed')).toEqual(before)
      expect(of('same', 'added')).toEqual(after)
      expect(of('same').length).toBe(longest(before, after))
    }),
    { numRuns: 2_000 },
  )
})
