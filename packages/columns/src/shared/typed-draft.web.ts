import { useEffect, useState } from 'react'
import type { EditorProps } from '../view-contract.web.ts'

/** What a line of an editor says, the value that it means, and what is wrong with it. */
export interface Draft<V> {
  readonly text: string
  readonly value: V | null
  readonly error: string | null
}

/** The draft of an editor with a line to type in: begun by the value or by the text that opened it, and told as it changes. */
export function useTypedDraft<V, D extends Draft<V>>(
  { initialText, value, onDraft }: Pick<EditorProps<never, V>, 'initialText' | 'value' | 'onDraft'>,
  begin: () => D,
): readonly [D, (next: D) => void] {
  const [draft, setDraft] = useState(begin)
  useEffect(() => {
    if (initialText !== undefined && draft.error === null) onDraft?.(draft.value)
    // The text that opened the editor is told once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const change = (next: D): void => {
    setDraft(next)
    onDraft?.(next.error === null ? next.value : value)
  }
  return [draft, change]
}
