import { maxItemTitleLength } from '@fulcrum/domain'
import type { GridEditorApi } from '@fulcrum/ui'
import { useEffect, useRef } from 'react'

/** Edits a title in its cell. An empty one is no title: the old one stays. */
export function TitleEditor({ api, title }: { readonly api: GridEditorApi; readonly title: string }) {
  const input = useRef<HTMLInputElement>(null)
  const { initialText } = api
  const draft = (text: string): void => {
    if (text.trim() !== '') api.draft(text.trim())
  }
  useEffect(() => {
    const element = input.current
    if (element === null) return
    element.focus({ preventScroll: true })
    if (initialText === undefined) element.select()
    else draft(element.value)
    // Only as it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <input
      ref={input}
      data-autofocus=""
      aria-label={api.column.title}
      maxLength={maxItemTitleLength}
      defaultValue={initialText ?? title}
      onChange={(event) => draft(event.target.value)}
    />
  )
}
