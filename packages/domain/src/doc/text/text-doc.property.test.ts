import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { docRoot } from '../content/index.ts'
import { newTextDoc } from './text-doc.ts'

const people = 4

/** Where a step is within the text, and how much it takes, as parts of its length. */
const place = fc.nat({ max: 999 })
const who = fc.nat({ max: people - 1 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('mark'), who, place, on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('type'), who, place }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('take away'), who, place }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('send'), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('hear'), who, place }) },
)

/** Somebody who writes into a doc, sends what was written, and hears of the others' in the order in which it was stored. */
class Writer {
  readonly doc = newTextDoc()
  private readonly stored: Uint8Array[]
  private readonly unsent: Uint8Array[] = []
  private heard = 0

  constructor(stored: Uint8Array[]) {
    this.stored = stored
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'stored') this.unsent.push(update)
    })
  }

  get text(): Y.XmlText {
    const block = this.doc.getXmlFragment(docRoot).get(0)
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('the doc has lost its only paragraph')
    return text
  }

  hear(upTo = this.stored.length): void {
    for (; this.heard < upTo; this.heard++) Y.applyUpdate(this.doc, this.stored[this.heard] as Uint8Array, 'stored')
  }

  hearSome(place: number): void {
    this.hear(this.heard + Math.round(((this.stored.length - this.heard) * place) / 999))
  }

  send(): void {
    if (this.unsent.length > 0) this.stored.push(Y.mergeUpdates(this.unsent.splice(0)))
  }
}

const acts: Record<string, (writer: Writer, at: { place: number; on: boolean }) => void> = {
  mark: ({ text }, { place, on }) => {
    // @NOTE null takes a mark away; the type of the library leaves it out.
    text.format(0, Math.max(1, Math.round((text.length * place) / 999)), { bold: on ? {} : null } as object)
  },
  type: ({ text }, { place }) => text.insert(Math.round((text.length * place) / 999), 'x'),
  'take away': ({ text }, { place }) => {
    if (text.length > 3) text.delete(Math.round(((text.length - 2) * place) / 999), 2)
  },
  send: (writer) => writer.send(),
  hear: (writer, { place }) => writer.hearSome(place),
}

function shown(doc: Y.Doc): string {
  return doc.getXmlFragment(docRoot).toArray().map(String).join('')
}

test('a doc shows the same to all who have the same of it, in however many steps it came', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const stored: Uint8Array[] = []
      const writers = Array.from({ length: people }, () => new Writer(stored))
      const begin = newTextDoc()
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('fast for all')])
      begin.getXmlFragment(docRoot).insert(0, [paragraph])
      stored.push(Y.encodeStateAsUpdate(begin))
      for (const writer of writers) writer.hear()
      for (const { does, who, ...at } of steps) acts[does]?.(writers[who] as Writer, { place: 0, on: true, ...at })
      for (const writer of writers) writer.send()
      for (const writer of writers) writer.hear()
      const inSteps = newTextDoc()
      for (const update of stored) Y.applyUpdate(inSteps, update)
      const atOnce = newTextDoc()
      Y.applyUpdate(atOnce, Y.mergeUpdates(stored))
      const docs = [...writers.map(({ doc }) => doc), inSteps, atOnce]
      expect(new Set(docs.map(shown)).size).toBe(1)
    }),
    { numRuns: 300 },
  )
})
