import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRichText } from './read.ts'
import { richWords } from './words.ts'

const odd = fc.constantFrom<unknown>(null, true, '', 7, [], {}, [null], 'javascript:alert(1)', '<script>', {
  type: 'doc',
})
const name = fc.constantFrom(
  'paragraph',
  'heading',
  'bulletList',
  'listItem',
  'codeBlock',
  'mention',
  'image',
  'text',
  'script',
)
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    odd,
    fc.record({ type: fc.constant('text'), text: fc.string({ minLength: 1 }) }),
    fc.record(
      {
        type: name,
        content: fc.array(tie('node'), { maxLength: 3 }),
        attrs: fc.dictionary(fc.constantFrom('level', 'href', 'id', 'onerror', 'src'), odd),
        marks: fc.array(fc.record({ type: fc.constantFrom('bold', 'link', 'style') })),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('paragraph'), content: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
}))

const word = fc.record({ type: fc.constant('text'), text: fc.string({ minLength: 1 }) })
const good = fc.record({ type: fc.constant('paragraph'), content: fc.array(word, { maxLength: 3 }) })

test('whatever comes in, it is refused in words or kept so that reading it again gives the same', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.array(fc.oneof(good, node), { maxLength: 4 }), (content) => {
      const read = readRichText({ type: 'doc', content })
      if (!read.ok) {
        expect(read.message).toMatch(/\.$/)
        return
      }
      taken += 1
      expect(readRichText(JSON.parse(JSON.stringify(read.value)))).toEqual(read)
      expect(richWords(read.value).trim()).not.toBe('')
    }),
    { numRuns: 2_000 },
  )
  expect(taken).toBeGreaterThan(20)
})
