import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'

/** What is written from now on is taken back by itself. */
export function endStep({ state }: Editor): void {
  // @NOTE the state of this plug-in is the manager that it was made with.
  const undo = yUndoPluginKey.getState(state) as { readonly undoManager: UndoManager } | undefined
  undo?.undoManager.stopCapturing()
}
