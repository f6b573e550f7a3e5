import { useEffect, useRef, type ReactNode } from 'react'
import { focusFirst } from '../layers.ts'
import { Popover } from '../popover.tsx'
import type { EditSession } from './grid-row.tsx'
import type { GridColumn, GridEditorApi, GridMove } from './grid-types.ts'

/** What an editor host asks of the grid; keeps its identity. */
export interface EditorHostApi {
  render(api: GridEditorApi): ReactNode
  commit(session: EditSession, value: unknown, move: GridMove, keepFocus: boolean): void
  close(session: EditSession, move: GridMove, keepFocus: boolean): void
}

interface EditorHostProps {
  readonly session: EditSession
  readonly column: GridColumn
  readonly host: EditorHostApi
  readonly cell: React.RefObject<HTMLDivElement | null>
}

/** Holds an editor in its cell or in a popover at it, and gives Enter, Tab, Escape and leaving their meaning. */
export function EditorHost({ session, column, host, cell }: EditorHostProps) {
  const draft = useRef<{ readonly value: unknown } | undefined>(undefined)
  const done = useRef(false)
  const box = useRef<HTMLDivElement>(null)

  const finish = (move: GridMove, keepFocus: boolean): void => {
    if (done.current) return
    done.current = true
    if (draft.current === undefined) host.close(session, move, keepFocus)
    else host.commit(session, draft.current.value, move, keepFocus)
  }
  const cancel = (): void => {
    if (done.current) return
    done.current = true
    host.close(session, 'stay', true)
  }
  const api: GridEditorApi = {
    rowId: session.rowId,
    column,
    initialText: session.initialText,
    draft: (value) => {
      draft.current = { value }
    },
    commit: (value, move = 'stay') => {
      draft.current = { value }
      finish(move, true)
    },
    cancel,
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    // React bubbles through portals: the grid must not see keys typed into an editor.
    event.stopPropagation()
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.nativeEvent.stopPropagation()
      cancel()
    } else if (event.key === 'Enter' && !event.altKey) {
      event.preventDefault()
      finish(event.shiftKey ? 'up' : 'down', true)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      finish(event.shiftKey ? 'left' : 'right', true)
    }
  }
  const inline = column.editor === 'inline'
  useEffect(() => {
    if (inline && box.current !== null && !box.current.contains(document.activeElement)) focusFirst(box.current)
  }, [inline])

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
          finish('stay', false)
        }}
      >
        {host.render(api)}
      </div>
    )
  }
  return (
    <Popover
      open
      anchor={cell.current}
      gapPx={2}
      matchWidth
      label={column.title}
      onClose={(reason) => (reason === 'escape' ? cancel() : finish('stay', false))}
    >
      <div ref={box} className="fu-editor-popover" onKeyDown={onKeyDown}>
        {host.render(api)}
      </div>
    </Popover>
  )
}
