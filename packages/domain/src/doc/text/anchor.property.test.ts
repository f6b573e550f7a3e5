import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DocAnchorPlace } from '../comments/anchor.ts'
import { docRoot } from '../content/index.ts'
import { anchorBetween, relativePosition, textPlaceOf } from './anchor.ts'
import { newTextDoc } from './text-doc.ts'

const place = fc.nat({ max: 999 })
const who = fc.nat({ max: 1 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('type'), who, place, count: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('take away'), who, place, count: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('mark'), who, place, count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('send'), who, place, count: fc.constant(0) }) },
)

const begin = 0x4e00

/** Signs none of which comes twice, so that each can be followed by itself. */
function signs(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => String.fromCharCode(begin + from + at)).join('')
}

const placeOf = (doc: Y.Doc, place: DocAnchorPlace) => textPlaceOf(doc, relativePosition(place))

function textOf(doc: Y.Doc): Y.XmlText {
  const block = doc.getXmlFragment(docRoot).get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the doc has lost its only paragraph')
  return text
}

function wordsOf(text: Y.XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('')
}

test('an anchor stays with its words, whatever two people write in them and around them', () => {
  let survived = 0
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 60 }),
      fc.nat({ max: 19 }),
      fc.integer({ min: 1, max: 8 }),
      (steps, from, length) => {
        const first = newTextDoc()
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(signs(0, 28))])
        first.getXmlFragment(docRoot).insert(0, [paragraph])
        const second = newTextDoc()
        Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
        const docs = [first, second] as const
        const said = wordsOf(textOf(first))
        const words = said.slice(from, from + length)
        const anchor = anchorBetween(
          { type: textOf(first), index: from },
          { type: textOf(first), index: from + length },
        )
        // The plain model: signs that were typed where the one before and the one after are of the words are of them, too.
        const inside = new Set(words)
        const outside = new Set(said.replace(words, ''))
        let typed = 28
        for (const { does, who: by, place: at, count } of steps) {
          const doc = docs[by] as Y.Doc
          const text = textOf(doc)
          const shown = wordsOf(text)
          const index = Math.round((shown.length * at) / 999)
          if (does === 'type') {
            const next = signs(typed, count)
            typed += count
            const [before, after] = [shown[index - 1] ?? '', shown[index] ?? '']
            for (const sign of next) {
              if (inside.has(before) && inside.has(after)) inside.add(sign)
              else if (outside.has(before) && outside.has(after) && isBeside(shown, index, inside)) outside.add(sign)
            }
            text.insert(index, next)
          } else if (does === 'take away') text.delete(index, Math.min(count, shown.length - index))
          else if (does === 'mark') text.format(index, Math.min(count, shown.length - index), { bold: {} })
          else Y.applyUpdate(docs[1 - by] as Y.Doc, Y.encodeStateAsUpdate(doc))
        }
        Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
        Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
        const found = docs.map((doc) => {
          const [start, end] = [placeOf(doc, anchor.from), placeOf(doc, anchor.to)]
          return wordsOf(textOf(doc)).slice(start?.index ?? 0, end?.index ?? 0)
        })
        expect(found[0]).toBe(found[1])
        const marked = found[0] ?? ''
        const left = [...words].filter((sign) => wordsOf(textOf(first)).includes(sign))
        for (const sign of left) expect(marked).toContain(sign)
        for (const sign of marked) expect(outside.has(sign)).toBe(false)
        if (left.includes(words[0] ?? '')) expect(marked[0]).toBe(words[0])
        if (left.includes(words.at(-1) ?? '')) expect(marked.at(-1)).toBe(words.at(-1))
        if (left.length > 0) survived += 1
      },
    ),
    { numRuns: 400 },
  )
  // Histories in which nothing is left of the words would prove little.
  expect(survived).toBeGreaterThan(100)
})

/** Whether all that is of the words stands on one side of a place. */
function isBeside(shown: string, index: number, inside: ReadonlySet<string>): boolean {
  const sides = [shown.slice(0, index), shown.slice(index)].map((side) => [...side].some((sign) => inside.has(sign)))
  return sides.includes(true) && !(sides[0] && sides[1])
}

test('a place of another doc, or of a part beside the text, is none here', () => {
  const doc = newTextDoc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('here')])
  doc.getXmlFragment(docRoot).insert(0, [paragraph])
  const other = newTextDoc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  textOf(other).insert(4, ' and there')
  const anchor = anchorBetween({ type: textOf(other), index: 6 }, { type: textOf(other), index: 10 })
  expect(placeOf(doc, anchor.from)).toBeNull()
  expect(placeOf(doc, { type: { client: 1, clock: 99 } })).toBeNull()
  // What comes later makes it one.
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(placeOf(doc, anchor.from)?.index).toBe(6)
})
