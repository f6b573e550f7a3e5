import type { Cause } from '../change.ts'

/** What the undo stack looks at in one's own changes. */
export interface StackEntry {
  readonly id: string
  readonly cause: Cause
  /** False for commands that declare why they cannot be undone. */
  readonly undoable: boolean
}

/** What undo and redo would take next: `undo` is a change to undo, `redo` an undo's change to do again. */
export interface UndoStack {
  readonly undo: readonly string[]
  readonly redo: readonly string[]
}

/**
 * A person's undo and redo stacks from their own changes in a scope, oldest first. A new change empties the redo stack, as in
 * every editor. A redo's own change can be undone again.
 */
export function undoStack(entries: readonly StackEntry[]): UndoStack {
  const undo: string[] = []
  const redo: string[] = []
  for (const { id, cause, undoable } of entries) {
    if (cause.kind === 'undo') {
      const at = undo.lastIndexOf(cause.of)
      if (at >= 0) undo.splice(at, 1)
      redo.push(id)
    } else if (cause.kind === 'redo') {
      const at = redo.lastIndexOf(cause.of)
      if (at >= 0) redo.splice(at, 1)
      undo.push(id)
    } else if (undoable) {
      undo.push(id)
      redo.length = 0
    }
  }
  return { undo, redo }
}
