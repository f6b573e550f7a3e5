import type { Editor } from '@tiptap/core'

/** Blocks behind which one goes on in the block itself. */
const goesOn = new Set(['paragraph', 'heading'])

/**
 * Whether a press was in the empty room of the page below a text that can be written. Then the caret goes to its end; behind a
 * table, code or a live view there is a line for it first.
 */
export function writeBelow(editor: Editor, event: MouseEvent): boolean {
  const { target } = event
  if (!editor.isEditable || event.button !== 0 || !(target instanceof HTMLElement)) return false
  const text = editor.view.dom
  // The page or the sheet around the text, or the text beside its blocks; not the bar that scrolls.
  if (!target.contains(text) || event.offsetX >= target.clientWidth) return false
  if (event.clientY <= (text.lastElementChild?.getBoundingClientRect().bottom ?? 0)) return false
  const { doc } = editor.state
  if (!goesOn.has(doc.lastChild?.type.name ?? '')) {
    editor.commands.insertContentAt(doc.content.size, { type: 'paragraph' })
  }
  // At once: keys that are pressed in the same moment go there. A text that gets the keyboard begins where it was left.
  editor.view.focus()
  editor.commands.setTextSelection(editor.state.doc.content.size)
  return true
}
