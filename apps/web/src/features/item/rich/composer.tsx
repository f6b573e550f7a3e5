import type { RichText } from '@fulcrum/domain/rich-text'
import { Kbd } from '@fulcrum/ui'
import { useEffect, useState, type ReactNode } from 'react'
import { later, laterPart } from '../../../shell/later.ts'
import { hasDraft } from './drafts.ts'

export interface ComposerProps {
  /** Under which name the unsent words are kept. */
  readonly draftKey: string
  readonly label: string
  /** What it begins with: rich text, plain text, or nothing. */
  readonly initial?: RichText | string | null
  readonly postTitle?: string
  readonly autoFocus?: boolean
  /** Said between the words and the buttons. */
  readonly notice?: ReactNode
  /** Gets the message; says whether the server has it. */
  readonly onPost: (content: RichText) => Promise<boolean>
  readonly onCancel?: (() => void) | undefined
}

/** The editor is most of what writing takes: it comes when the panel stands, and nobody who only reads waits for it. */
const editor = later(() => import('./editor.tsx'))
export const RichComposer = laterPart(editor, (module) => module.RichEditor)

/** A line to write in, which becomes an editor as soon as somebody wants to write. Unsent words are there again after a reload. */
export function Composer(props: ComposerProps) {
  const [isOpen, setOpen] = useState(() => props.autoFocus === true || hasDraft(props.draftKey))
  const [focus, setFocus] = useState(props.autoFocus === true)
  useEffect(() => {
    const idle = setTimeout(() => void editor.load().catch(() => undefined), 400)
    return () => clearTimeout(idle)
  }, [])
  if (isOpen) return <RichComposer key={props.draftKey} {...props} autoFocus={focus} />
  const open = (): void => {
    setFocus(true)
    setOpen(true)
  }
  return (
    <button type="button" className="composer composer-closed" onClick={open}>
      <span className="fu-grow fu-truncate">{props.label}</span>
      <Kbd keys="M" />
    </button>
  )
}
