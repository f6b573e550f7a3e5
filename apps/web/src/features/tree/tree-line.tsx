import type { KeyboardEvent, ReactNode } from 'react'
import type { TreeDrag, TreeLineKey } from './tree-drag.ts'

interface TreeLineProps {
  readonly line: TreeLineKey
  readonly drag: TreeDrag | undefined
  /** Alt and an arrow were pressed. */
  readonly onStep?: ((by: -1 | 1) => void) | undefined
  readonly children: ReactNode
}

/** A line that can be dragged, moved by Alt and arrows, and dropped on. */
export function TreeLine({ line, drag, onStep, children }: TreeLineProps) {
  const drop = drag?.drop?.line.kind === line.kind && drag.drop.line.id === line.id ? drag.drop.edge : undefined
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (by === undefined || !event.altKey || onStep === undefined) return
    // A menu that a line has opened bubbles its keys here.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return
    event.preventDefault()
    onStep(by)
  }
  return (
    <div
      className="tree-line"
      data-tree={line.kind}
      data-id={line.id}
      data-drop={drop}
      data-dragged={(drag?.dragged.kind === line.kind && drag.dragged.id === line.id) || undefined}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  )
}

/** Keeps the focus on a line that moved to where it is drawn anew. */
export function focusTreeLine({ kind, id }: TreeLineKey): void {
  requestAnimationFrame(() => {
    const line = document.querySelector(`[data-tree="${kind}"][data-id="${CSS.escape(id)}"] .fu-nav-link`)
    if (line instanceof HTMLElement) line.focus()
  })
}
