import { useEffect, useRef, useState, type ReactNode } from 'react'
import { focusFirst } from '../layers.ts'
import { Popover } from '../popover.tsx'
import type { EditSession } from './grid-row.tsx'
import type { GridColumn, GridEditorApi, GridMove } from './grid-types.ts'

/** What an editor host asks of the grid; keeps its identity. */
export interface EditorHostApi {
  render(api: GridEditorApi): ReactNode
  commit(session: EditSession, value: unknown, move: GridMove, keepFocus: boolean): void
  close(session: EditSession, move: GridMove, keepFocus: boolean): void
  /** Why a value cannot be committed; null where it can. */
  refuse(session: EditSession, value: unknown): string | null
}

interface EditorHostProps {
  readonly session: EditSession
  readonly column: GridColumn
  readonly host: EditorHostApi
  readonly cell: React.RefObject<HTMLDivElement | null>
}

interface Edit {
  readonly api: GridEditorApi
  /** Commits the draft, if there is one, and closes; only the first call counts. */
  finish(move: GridMove, keepFocus: boolean): void
}

function createEdit(
  session: EditSession,
  column: GridColumn,
  host: EditorHostApi,
  tell: (problem: string | null) => void,
): Edit {
  let draft: { readonly value: unknown } | undefined
  let done = false
  const finish = (move: GridMove, keepFocus: boolean): void => {
    if (done) return
    // Whoever leaves the editor is not held back: then the refusal is told by whoever commits.
    const problem = draft === undefined || !keepFocus ? null : host.refuse(session, draft.value)
    if (problem !== null) {
      tell(problem)
      return
    }
    done = true
    if (draft === undefined) host.close(session, move, keepFocus)
    else host.commit(session, draft.value, move, keepFocus)
  }
  return {
    finish,
    api: {
      rowId: session.rowId,
      column,
      initialText: session.initialText,
      draft: (value) => {
        draft = { value }
        tell(null)
      },
      commit: (value, move = 'stay') => {
        draft = { value }
        finish(move, true)
      },
      cancel: () => {
        draft = undefined
        finish('stay', true)
      },
    },
  }
}

/** Holds an editor in its cell or in a popover at it, and gives Enter, Tab, Escape and leaving their meaning. */
export function EditorHost({ session, column, host, cell }: EditorHostProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [edit] = useState(() => createEdit(session, column, host, setProblem))
  const box = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: React.KeyboardEvent): void => {
    // React bubbles through portals: the grid must not see keys typed into an editor.
    event.stopPropagation()
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    if (!(event.target instanceof Node) || box.current?.contains(event.target) !== true) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.nativeEvent.stopPropagation()
      edit.api.cancel()
    } else if (event.key === 'Enter' && !event.altKey) {
      event.preventDefault()
      edit.finish(event.shiftKey ? 'up' : 'down', true)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      edit.finish(event.shiftKey ? 'left' : 'right', true)
    }
  }
  const inline = column.editor === 'inline'
  // A cell that is drawn only now, because the edit scrolled to it, has no element before it is mounted.
  const [anchor, setAnchor] = useState(cell.current)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setAnchor(cell.current))
    return () => cancelAnimationFrame(frame)
  }, [cell])
  useEffect(() => {
    if (inline && box.current !== null && !box.current.contains(document.activeElement)) focusFirst(box.current)
  }, [inline])

  const note = problem !== null && (
    <p role="alert" className="fu-editor-problem">
      {problem}
    </p>
  )
  if (inline) {
    return (
      <div
        ref={box}
        className="fu-editor"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          const to = event.relatedTarget
          if (to instanceof Node && event.currentTarget.contains(to)) return
          // A window that loses focus keeps its editor open.
          if (to === null && !document.hasFocus()) return
          edit.finish('stay', false)
        }}
      >
        {host.render(edit.api)}
        {note}
      </div>
    )
  }
  return (
    <Popover
      open
      anchor={anchor}
      gapPx={2}
      matchWidth
      label={column.title}
      onClose={(reason) => (reason === 'escape' ? edit.api.cancel() : edit.finish('stay', false))}
    >
      <div ref={box} className="fu-editor-popover" onKeyDown={onKeyDown}>
        {host.render(edit.api)}
        {note}
      </div>
    </Popover>
  )
}
