import { docRoot } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import { Editor, type JSONContent } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createDocParts } from '../items/doc-parts.ts'
import { docNodes } from '../editor/nodes.ts'
import { docOf } from '../editor/places.ts'
import { findAgain, pickWords, rangeOf, type PickedWords, type WordRange } from './words.ts'

const words = (text: string): JSONContent => ({ type: 'text', text })
const line = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content })
const ali: JSONContent = {
  type: 'mention',
  attrs: { kind: 'member', id: '01920000-0000-7000-8000-000000000001', label: 'Ali' },
}

const open: Editor[] = []

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

/** Two who have the same doc open, each hearing at once of what the other writes. */
function twoWith(...lines: JSONContent[]): readonly [Editor, Editor] {
  const docs = [newTextDoc(), newTextDoc()] as const
  for (const [at, doc] of docs.entries()) {
    const other = docs[1 - at] as Y.Doc
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') Y.applyUpdate(other, update, 'other')
    })
  }
  const [left, right] = docs.map(
    (doc) =>
      new Editor({
        extensions: [
          ...docNodes(createDocParts(() => Promise.resolve([]))),
          Collaboration.configure({ fragment: doc.getXmlFragment(docRoot) }),
        ],
      }),
  ) as [Editor, Editor]
  open.push(left, right)
  left.commands.setContent({ type: 'doc', content: lines })
  return [left, right]
}

/** Where some words of one block are. */
function placeOf(editor: Editor, said: string): WordRange {
  const found: WordRange[] = []
  editor.state.doc.descendants((node, at) => {
    const index = node.isText ? (node.text ?? '').indexOf(said) : -1
    if (index >= 0) found.push({ from: at + index, to: at + index + said.length })
  })
  const [place] = found
  if (!place) throw new Error(`"${said}" is not there`)
  return place
}

function pick(editor: Editor, from: number, to: number): PickedWords {
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)))
  const picked = pickWords(editor.state)
  if (picked === null) throw new Error('nothing is picked')
  return picked
}

function pickSaid(editor: Editor, said: string): PickedWords {
  const { from, to } = placeOf(editor, said)
  return pick(editor, from, to)
}

/** What is marked for somebody. */
function marked(editor: Editor, { anchor, quote }: PickedWords): string | null {
  const range = rangeOf(editor.state, anchor, quote)
  return range && editor.state.doc.textBetween(range.from, range.to, '\n', (node) => `@${String(node.attrs['label'])}`)
}

test('words are picked without the space around them, over mentions and over blocks, and are the same for the other', () => {
  const [left, right] = twoWith(line(words('Ask '), ali, words('  about it. ')), line(words('Then go.')))
  const over = pick(left, placeOf(left, 'sk').from, placeOf(left, 'out').to)
  expect(over).toMatchObject({ quote: 'sk @Ali  about', anchor: { before: 'A', after: ' it. ' } })
  expect(marked(right, over)).toBe('sk @Ali  about')
  const spaced = pickSaid(left, ' it. ')
  expect(spaced).toMatchObject({ quote: 'it.', anchor: { before: 'Ask @Ali  about ', after: ' ' } })
  expect(marked(right, spaced)).toBe('it.')
  const both = pick(left, placeOf(left, 'it').from, placeOf(left, 'Then').to)
  expect(both.quote).toBe('it. \nThen')
  expect(marked(right, both)).toBe('it. \nThen')
  expect(pickWords(right.state)).toBeNull()
})

test('what is typed at either end is no part of the words, and what is typed between them is', () => {
  const [left, right] = twoWith(line(words('read one copy of it')))
  const picked = pickSaid(left, 'one copy')
  right.commands.insertContentAt(placeOf(right, 'one').from, 'just ')
  right.commands.insertContentAt(placeOf(right, 'copy').to, 'cat')
  right.commands.insertContentAt(placeOf(right, 'copy').from, 'good ')
  for (const editor of [left, right]) expect(marked(editor, picked)).toBe('one good copy')
  // At the end of all that is written, too.
  const last = pickSaid(left, 'of it')
  right.commands.insertContentAt(placeOf(right, 'of it').to, ' twice')
  for (const editor of [left, right]) expect(marked(editor, last)).toBe('of it')
})

test('words that are taken away are nowhere, and are found again between the same words only', () => {
  const [left, right] = twoWith(
    line(words('The old one is kept.')),
    line(words('The new one is kept.')),
    line(ali, words(' reads the old one')),
  )
  const picked = pickSaid(left, 'old')
  const again = (editor: Editor) => findAgain(editor.state.doc, picked.quote, picked.anchor)
  left.commands.deleteRange(placeOf(left, 'old'))
  for (const editor of [left, right]) {
    expect(marked(editor, picked)).toBeNull()
    expect(again(editor)).toBeNull()
  }
  left.commands.insertContentAt(placeOf(left, 'The ').to, 'old')
  for (const editor of [left, right]) {
    expect(marked(editor, picked)).toBeNull()
    expect(again(editor)).toEqual(placeOf(editor, 'old'))
  }
  // Where the same stands twice, nobody knows which was meant.
  left.commands.insertContentAt(0, line(words('The old one is kept.')))
  expect(again(right)).toBeNull()
  const named = pickSaid(left, 'reads')
  expect(named.anchor.before).toBe('@Ali ')
  expect(findAgain(right.state.doc, 'reads', named.anchor)).toEqual(placeOf(right, 'reads'))
})

test('a letter that another word shares with the one that went is no part of it; what is left of it by itself is', () => {
  const [left, right] = twoWith(line(words('The index is rebuilt every night.')))
  const picked = pickSaid(left, 'index')
  left.commands.deleteRange({ from: placeOf(left, 'dex').from, to: placeOf(left, 'dex').to })
  for (const editor of [left, right]) expect(marked(editor, picked)).toBe('in')
  left.commands.insertContentAt(placeOf(left, 'in').to, 'dex')
  const again = pickSaid(left, 'index')
  left.commands.deleteRange(placeOf(left, ' index'))
  for (const editor of [left, right]) expect(marked(editor, again)).toBeNull()
})

test('places that no text has mark nothing', () => {
  const [left, right] = twoWith(line(words('read one copy')))
  const picked = pickSaid(left, 'one')
  right.commands.deleteRange(placeOf(right, 'copy'))
  const [elsewhere] = twoWith(line(words('read one copy')))
  expect(rangeOf(elsewhere.state, picked.anchor, 'one')).toBeNull()
  // Whatever a place names, whoever has the doc open goes on: others' comments are nobody's own doing.
  const clients = [...(docOf(right.state)?.store.clients.keys() ?? []), 1]
  const ids = clients.flatMap((client) => Array.from({ length: 24 }, (_, clock) => ({ client, clock })))
  const root = { tname: 'content' as const }
  const places = [root, ...ids.flatMap((id) => [{ item: id }, { type: id }, { item: id, type: id, ...root }])]
  for (const place of places) {
    for (const assoc of [0, -1]) {
      const from = { ...place, assoc }
      expect(() => rangeOf(right.state, { ...picked.anchor, from }, 'one')).not.toThrow()
      expect(() => rangeOf(right.state, { ...picked.anchor, to: from }, 'one')).not.toThrow()
    }
  }
})

test('words beside a cut character are stored whole, and are found again', () => {
  const long = `${'😀'.repeat(21)}!`
  const [left, right] = twoWith(line(words(`a${long}word${long}`)))
  const picked = pickSaid(left, 'word')
  const said = [picked.anchor.before, picked.anchor.after, picked.quote]
  expect(said.map((text) => [text.length, text.isWellFormed()])).toEqual([
    [40, true],
    [40, true],
    [4, true],
  ])
  left.commands.deleteRange(placeOf(left, 'word'))
  left.commands.insertContentAt(placeOf(left, `a${long}`).to, 'word')
  expect(findAgain(right.state.doc, picked.quote, picked.anchor)).toEqual(placeOf(right, 'word'))
  const all = `${'x'.repeat(999)}😀`
  const [other] = twoWith(line(words(all)))
  expect(pickSaid(other, all).quote.isWellFormed()).toBe(true)
})

test('a thread of no words is nowhere', () => {
  const [left] = twoWith(line(words('read one copy')))
  expect(findAgain(left.state.doc, '', { ...pickSaid(left, 'one').anchor, before: '', after: '' })).toBeNull()
})
