import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachIdIn, replaceIds } from './ids-in-text.ts'
import { idPattern } from './shape.ts'

const pieces = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.slice(1)),
  fc.uuid().map((id) => id.slice(0, -1)),
  fc.uuid().map((id) => id.slice(0, 23)),
  fc.constantFrom('-', '--', '0-', 'a', 'f00d', '"', '2024-01-02', 'ÿ', '-1234-4abc-8abc-123456789012'),
  fc.string({ maxLength: 5 }),
)
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))

test('finds and replaces the ids of a text as the plain pattern does', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('', 'x', '-', '0190a000-0000-7000-8000-000000000001'), (text, other) => {
      const by = (id: string) => (id < '8' ? other : id)
      expect(replaceIds(text, by)).toBe(text.replace(idPattern, by))
      const found: string[] = []
      eachIdIn(text, (id) => found.push(id))
      expect(found).toEqual([...(text.match(idPattern) ?? [])])
    }),
    { numRuns: 500 },
  )
})
