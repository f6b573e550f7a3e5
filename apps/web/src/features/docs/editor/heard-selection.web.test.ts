import { docRoot } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import { Editor, Extension } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import { createDocParts } from '../items/doc-parts.ts'
import { heardSelection } from './heard-selection.ts'
import { docNodes } from './nodes.ts'

let doc: ReturnType<typeof newTextDoc>
let editor: Editor
/** What was selected when a key was pressed. */
let asked: string[]

function edit(shared: typeof doc): Editor {
  return new Editor({
    extensions: [
      ...docNodes(createDocParts(() => Promise.resolve([]))),
      Collaboration.configure({ fragment: shared.getXmlFragment(docRoot) }),
      heardSelection(shared),
      Extension.create({ name: 'asker', addKeyboardShortcuts: () => ({ F9: () => asked.push(selected()) > 0 }) }),
    ],
  })
}

/** As between two keys: the page has moved the selection, and nobody was told yet. */
const untold = (event: Event): void => event.stopImmediatePropagation()

beforeEach(() => {
  asked = []
  doc = newTextDoc()
  editor = edit(doc)
  editor.commands.setContent('<p>The index is rebuilt every night.</p>')
  document.body.append(editor.view.dom)
  editor.view.focus()
  editor.commands.setTextSelection(1)
  window.addEventListener('selectionchange', untold, true)
})

afterEach(() => {
  window.removeEventListener('selectionchange', untold, true)
  editor.destroy()
})

function selectOnPage(from: number, to: number): void {
  const [anchor, focus] = [editor.view.domAtPos(from), editor.view.domAtPos(to)]
  getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset)
}

function selected(): string {
  const { from, to } = editor.state.selection
  return editor.state.doc.textBetween(from, to)
}

test('what has things drawn anew leaves selected what is selected on the page', () => {
  selectOnPage(5, 10)
  expect(selected()).toBe('')
  editor.view.dispatch(editor.state.tr.setMeta('cursors of others', true))
  expect([selected(), getSelection()?.toString()]).toEqual(['index', 'index'])
})

test('words of somebody else leave selected what is selected on the page', () => {
  const other = newTextDoc()
  applyUpdate(other, encodeStateAsUpdate(doc))
  const theirs = edit(other)
  theirs.commands.insertContentAt(1, 'Look: ')
  selectOnPage(5, 10)
  applyUpdate(doc, encodeStateAsUpdate(other))
  expect(editor.getText()).toBe('Look: The index is rebuilt every night.')
  expect([selected(), getSelection()?.toString()]).toEqual(['index', 'index'])
  theirs.destroy()
})

test('a key acts on what is selected on the page', () => {
  selectOnPage(5, 10)
  editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9', bubbles: true, cancelable: true }))
  expect(asked).toEqual(['index'])
})

test('words that an own edit selects stay selected, and a selection elsewhere on the page is none of the text', () => {
  editor.chain().setTextSelection({ from: 5, to: 10 }).insertContent('list').setTextSelection({ from: 5, to: 9 }).run()
  expect(selected()).toBe('list')
  const aside = document.body.appendChild(document.createElement('p'))
  aside.textContent = 'Beside it'
  getSelection()?.selectAllChildren(aside)
  editor.view.dispatch(editor.state.tr.setMeta('cursors of others', true))
  expect(selected()).toBe('list')
  aside.remove()
})
