import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'

/** What somebody asks for by a sign before the caret, and where it stands in the document. */
export interface AskedAt {
  readonly query: string
  readonly from: number
  readonly to: number
}

/** What an editor is asked for while somebody types, and which of the answers is next. `askedAt` must not change between drawings. */
export function useAsked<A extends AskedAt>(editor: Editor | null, askedAt: (editor: Editor) => A | null) {
  const [asked, setAsked] = useState<A | null>(null)
  const [active, setActive] = useState(0)
  const put = useRef(0)
  useEffect(() => {
    if (editor === null) return undefined
    const look = (): void => {
      const found = askedAt(editor)
      // What was put away stays so until another sign is typed.
      if (found !== null && found.from === put.current) return
      if (found === null) put.current = 0
      setAsked((before) => (isSame(before, found) ? before : found))
      setActive(0)
    }
    const leave = (): void => setAsked(null)
    editor.on('transaction', look)
    editor.on('blur', leave)
    return () => {
      editor.off('transaction', look)
      editor.off('blur', leave)
    }
  }, [editor, askedAt])
  /** It was answered. */
  const answered = (): void => setAsked(null)
  const close = (): void => {
    put.current = asked?.from ?? 0
    setAsked(null)
  }
  /** True where a key was for the list of answers. */
  const onKey = <C>(event: KeyboardEvent, choices: readonly C[], pick: (choice: C) => void): boolean => {
    const at = choices[active]
    if (asked === null || at === undefined) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + choices.length) % choices.length)
    } else if ((event.key === 'Enter' && !event.metaKey && !event.ctrlKey) || event.key === 'Tab') pick(at)
    else if (event.key === 'Escape') close()
    else return false
    return true
  }
  return { asked, active, answered, close, onKey }
}

function isSame(left: AskedAt | null, right: AskedAt | null): boolean {
  return left?.from === right?.from && left?.to === right?.to && left?.query === right?.query
}
