import type { ReactNode } from 'react'
import type { GridMove } from '@fulcrum/ui'
import { editorKey } from './editor-keys.web.ts'

interface EditorBoxProps {
  readonly commit: (then: GridMove) => unknown
  readonly cancel: () => void
  readonly children: ReactNode
  readonly className?: string
}

/** Stands around what an editor shows and gives Tab, Escape and the Enter that its parts leave alone their meaning. */
export function EditorBox({ commit, cancel, children, className }: EditorBoxProps) {
  return (
    <div className={className} onKeyDown={(event) => editorKey(event, { commit, cancel })}>
      {children}
    </div>
  )
}
