import { docRoot } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { expect, test, vi } from 'vitest'
import { createDocParts } from '../items/doc-parts.ts'
import { docNodes } from '../editor/nodes.ts'
import { createCommentMarks, type MarksContext } from './comment-marks.ts'
import { pickWords } from './words.ts'

const nothing = (): void => undefined
const idle: MarksContext = {
  threads: [],
  active: null,
  draft: null,
  mayComment: true,
  onPick: nothing,
  onNothing: nothing,
  onOpen: nothing,
}

function open(said: string) {
  const doc = newTextDoc()
  const marks = createCommentMarks()
  const makeEditor = () =>
    new Editor({
      extensions: [
        ...docNodes(createDocParts(() => Promise.resolve([]))),
        Collaboration.configure({ fragment: doc.getXmlFragment(docRoot) }),
        marks.extension,
      ],
    })
  const editor = makeEditor()
  editor.commands.setContent(`<p>${said}</p>`)
  const shown = () => [...editor.view.dom.querySelectorAll('mark')].map((mark) => mark.textContent)
  return { marks, editor, makeEditor, shown }
}

/** A thread on the words from one place to another. */
function threadOn(editor: Editor, id: string, from: number, to: number) {
  editor.commands.setTextSelection({ from, to })
  const picked = pickWords(editor.state)
  if (picked === null) throw new Error('nothing is picked')
  return { id, anchor: picked.anchor, quote: picked.quote, resolved: false }
}

test('a mark goes with its words at once, and who draws the threads hears when their order changes or words are gone', () => {
  vi.useFakeTimers()
  const { marks, editor, shown } = open('The index is rebuilt every night.')
  const [index, night] = [threadOn(editor, 'index', 5, 10), threadOn(editor, 'night', 28, 33)]
  marks.know({ ...idle, threads: [night, index] })
  expect(shown()).toEqual(['index', 'night'])
  const heard = vi.fn()
  marks.subscribe(heard)
  editor.commands.insertContentAt(5, 'big ')
  editor.commands.insertContentAt(14, '!')
  editor.commands.deleteRange({ from: 14, to: 15 })
  expect(shown()).toEqual(['index', 'night'])
  vi.advanceTimersByTime(1_000)
  expect(shown()).toEqual(['index', 'night'])
  expect(heard).not.toHaveBeenCalled()
  editor.commands.deleteRange({ from: 5, to: 14 })
  expect(shown()).toEqual(['night'])
  expect(heard).toHaveBeenCalledTimes(1)
  expect(marks.places().get('index')).toBeNull()
  vi.advanceTimersByTime(1_000)
  expect(marks.places().get('index')).toBeNull()
  // What one writes again is found again soon.
  editor.commands.insertContentAt(5, 'index')
  vi.advanceTimersByTime(1_000)
  expect(shown()).toEqual(['index', 'night'])
  expect(heard).toHaveBeenCalledTimes(2)
  editor.destroy()
  vi.useRealTimers()
})

test('what is resolved is marked only while it is looked at', () => {
  const { marks, editor, shown } = open('The index is rebuilt every night.')
  const thread = { ...threadOn(editor, 'index', 5, 10), resolved: true }
  marks.know({ ...idle, threads: [thread] })
  expect(shown()).toEqual([])
  marks.know({ ...idle, threads: [thread], active: 'index' })
  expect(shown()).toEqual(['index'])
  editor.destroy()
})

test('an editor that goes after another took its place leaves the marks to that one', () => {
  const { marks, editor, makeEditor } = open('The index is rebuilt every night.')
  const onPick = vi.fn()
  marks.know({ ...idle, onPick })
  const next = makeEditor()
  editor.destroy()
  next.commands.setTextSelection({ from: 5, to: 10 })
  marks.comment()
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ quote: 'index' }))
  next.destroy()
  marks.comment()
  expect(onPick).toHaveBeenCalledTimes(1)
})
