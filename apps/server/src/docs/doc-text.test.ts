import { docRoot, maxDocBytes } from '@fulcrum/domain/doc-content'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { DocText } from './doc-text.ts'

/** Somebody who knows a state and changes it; gives what they send. */
function changing(state: Uint8Array, change: (root: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc()
  const root = doc.getXmlFragment(docRoot)
  Y.applyUpdate(doc, state)
  const before = Y.encodeStateVector(doc)
  change(root)
  return Y.encodeStateAsUpdate(doc, before)
}

function writing(text: string): (root: Y.XmlFragment) => void {
  return (root) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(text)])
    root.insert(root.length, [paragraph])
  }
}

test('a full doc takes nothing more, lets things be taken away, and has room again after that', () => {
  const state = changing(new Uint8Array([0, 0]), writing('x'.repeat(maxDocBytes - 1_000)))
  const full = new DocText([state])
  const more = changing(state, writing('y'.repeat(2_000)))
  expect(() => full.try(more)).toThrow(/full/)
  expect(full.try(changing(state, (root) => root.delete(0, 1)))).toMatchObject({ is: 'new' })
  // As it is read again from a snapshot.
  const smaller = new DocText([Y.encodeStateAsUpdate(full.doc)])
  expect(smaller.try(more)).toMatchObject({ is: 'new' })
})

test('an edit that makes marks of others needless is stored whole', () => {
  const bold = { bold: {} }
  const line = (root: Y.XmlFragment): Y.XmlText => {
    const block = root.get(0)
    const inner = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(inner instanceof Y.XmlText)) throw new Error('no line')
    return inner
  }
  const state = changing(new Uint8Array([0, 0]), writing('fast for all'))
  const text = new DocText([state])
  const stored = [state]
  // Both mark the same words, and neither knows of the other; one goes on writing.
  for (const edit of [
    changing(state, (root) => line(root).format(0, 4, bold)),
    changing(state, (root) => {
      line(root).format(0, 4, bold)
      line(root).insert(12, ' of them')
    }),
  ]) {
    const applied = text.try(edit)
    if (applied.is === 'new') stored.push(applied.update)
  }
  const again = new DocText(stored)
  expect(String(again.doc.getXmlFragment(docRoot))).toContain('for all of them')
  expect(Y.encodeStateVector(again.doc)).toEqual(Y.encodeStateVector(text.doc))
})
