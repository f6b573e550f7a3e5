import type { Cause } from '../change.ts'

/** What the undo stack looks at in one's own changes. */
export interface StackEntry {
  readonly id: string
  readonly cause: Cause
  /** False for commands that declare why they cannot be undone. */
  readonly undoable: boolean
  /** Changes of one piece of work share it, and are undone in one step. */
  readonly batch?: string | undefined
}

/** One press of undo or redo: a change, or all changes of a batch. `id` is that of its latest change. */
export interface StackStep {
  readonly id: string
  readonly batch?: string
}

/** What undo and redo would take next: `undo` has changes to undo, `redo` the undos' changes to do again. Oldest first. */
export interface UndoStack {
  readonly undo: readonly StackStep[]
  readonly redo: readonly StackStep[]
}

interface Step {
  readonly key: string
  readonly batch: string | undefined
  readonly ids: string[]
}

/**
 * A person's undo and redo stacks from their own changes in a scope, oldest first. A new change empties the redo stack, as in
 * every editor. A redo's own change can be undone again. A batch is one step, and is gone from its stack with the first of its
 * changes that is taken back: taking it back again takes what was left.
 */
export function undoStack(entries: readonly StackEntry[]): UndoStack {
  const undo: Step[] = []
  const redo: Step[] = []
  for (const { id, cause, undoable, batch } of entries) {
    if (cause.kind === 'undo') {
      remove(undo, cause.of)
      push(redo, id, batch)
    } else if (cause.kind === 'redo') {
      remove(redo, cause.of)
      push(undo, id, batch)
    } else if (undoable) {
      push(undo, id, batch)
      redo.length = 0
    }
  }
  return { undo: undo.map(toStep), redo: redo.map(toStep) }
}

function push(stack: Step[], id: string, batch: string | undefined): void {
  const key = batch ?? id
  const known = stack.find((step) => step.key === key)
  if (known) known.ids.push(id)
  else stack.push({ key, batch, ids: [id] })
}

function remove(stack: Step[], id: string): void {
  const at = stack.findLastIndex(({ ids }) => ids.includes(id))
  if (at >= 0) stack.splice(at, 1)
}

function toStep({ ids, batch }: Step): StackStep {
  return { id: ids.at(-1) ?? '', ...(batch !== undefined && { batch }) }
}
