import { Editor, type JSONContent } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { docNodes } from '../editor/nodes.ts'
import { entriesIn } from './entries.ts'
import { createDocParts } from './doc-parts.ts'

const id = '01920000-0000-7000-8000-000000000001'
const line = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content })
const words = (text: string): JSONContent => ({ type: 'text', text })
const item: JSONContent = { type: 'mention', attrs: { kind: 'item', id, label: 'PLA-1' } }
const ali: JSONContent = { type: 'mention', attrs: { kind: 'member', id, label: 'Ali' } }
const entry = (...content: JSONContent[]): JSONContent => ({ type: 'taskItem', attrs: { checked: false }, content })

const doc: JSONContent = {
  type: 'doc',
  content: [
    line(words('Before')),
    {
      type: 'taskList',
      content: [
        entry(line(words('Ask '), ali, words('  about it'))),
        entry(line(words('Made '), item, words(' ')), {
          type: 'taskList',
          content: [entry(line(words('Below')), line(words('more of it')))],
        }),
        entry(line()),
      ],
    },
    { type: 'bulletList', content: [{ type: 'listItem', content: [line(words('Plain, see '), item, words(' too'))] }] },
  ],
}

/** What is found from the first of some words to the last of others. */
function found(from: string, to = from): { title: string; item: string | null }[] {
  const editor = new Editor({
    content: doc,
    extensions: docNodes(createDocParts(() => Promise.reject(new Error('nobody is asked')))),
  })
  const at = (text: string): number => {
    let place = -1
    editor.state.doc.descendants((node, position) => {
      if (node.isText && node.text?.includes(text)) place = position + node.text.indexOf(text)
    })
    return place
  }
  const selection = TextSelection.create(editor.state.doc, at(from), from === to ? at(to) : at(to) + to.length)
  const entries = entriesIn({ doc: editor.state.doc, selection })
  for (const { end } of entries)
    expect(editor.state.doc.resolve(end).parentOffset).toBe(editor.state.doc.resolve(end).parent.content.size)
  editor.destroy()
  return entries.map(({ title, item: made }) => ({ title, item: made }))
}

test('the entry in which the caret is gives its first line, and the item at the end of it', () => {
  expect(found('about')).toEqual([{ title: 'Ask Ali about it', item: null }])
  expect(found('Made')).toEqual([{ title: 'Made', item: id }])
  expect(found('Below')).toEqual([{ title: 'Below', item: null }])
  expect(found('more of')).toEqual([{ title: 'Below', item: null }])
  // An item that is named on the way is not the one that was made of a line.
  expect(found('Plain')).toEqual([{ title: 'Plain, see too', item: null }])
  expect(found('Before')).toEqual([])
})

test('of a selection every entry is taken that it touches, and none that says nothing', () => {
  expect(found('efore', 'Plain').map(({ title }) => title)).toEqual([
    'Ask Ali about it',
    'Made',
    'Below',
    'Plain, see too',
  ])
  expect(found('about it', 'Made').map(({ title }) => title)).toEqual(['Ask Ali about it', 'Made'])
})
