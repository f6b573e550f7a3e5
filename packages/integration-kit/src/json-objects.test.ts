import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonObjects } from './json-objects.ts'
import { defaultLimits } from './limits.ts'

function objectsIn(text: string, pieceSize = 7, limits = defaultLimits): unknown[] {
  const reader = new JsonObjects(limits)
  const found: unknown[] = []
  for (let at = 0; at < text.length; at += pieceSize) found.push(...reader.push(text.slice(at, at + pieceSize)))
  reader.finish()
  return found
}

const reasonOf = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    return (error as { details?: { reason?: unknown } }).details?.reason
  }
}

test('objects come out as JSON has them, however they are listed and wherever the text is cut', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(fc.array(object, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (objects, size) => {
      const texts = objects.map((each) => JSON.stringify(each))
      const plain = texts.map((text) => JSON.parse(text) as unknown)
      const forms = [
        `[${texts.join(',')}]`,
        JSON.stringify([plain, plain.slice(1)]),
        texts.map((text) => `[${text}]`).join(''),
        `\ufeff${texts.join('\r\n')}\n`,
      ]
      for (const [index, form] of forms.entries()) {
        expect(objectsIn(form, size)).toEqual(index === 1 ? [...plain, ...plain.slice(1)] : plain)
      }
    }),
    { numRuns: 100 },
  )
})

test('what is no list of objects, cut, damaged or endless is refused for its reason', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['[{"a":1},{"b"', 'json-cut'],
    ['[{"a":1}', 'json-cut'],
    ['[]', 'no-rows'],
    ['', 'no-rows'],
    ['42', 'wrong-type'],
    ['"text"', 'wrong-type'],
    ['[1,2]', 'wrong-type'],
    ['a,b\n1,2\n', 'wrong-type'],
    ['[{"a":1}]}', 'wrong-type'],
    ['[{"a":1}}', 'wrong-type'],
    ['[{"a":nothing}]', 'json-damaged'],
    ['['.repeat(1_000), 'json-too-deep'],
  ]
  for (const [text, reason] of cases)
    expect([text.slice(0, 20), reasonOf(() => objectsIn(text))]).toEqual([text.slice(0, 20), reason])
  const limits = { ...defaultLimits, maxRecordChars: 1_000 }
  expect(reasonOf(() => objectsIn(`[{"a":"${'x'.repeat(5_000)}"}]`, 100, limits))).toBe('record-too-large')
})
