import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'

interface DocTitleProps {
  readonly name: string
  readonly editable: boolean
  readonly onName: (name: string) => void
  /** Enter, or an arrow down: on into the text. */
  readonly onLeave: () => void
}

/** The name of a doc at its head, to be written over. */
export function DocTitle({ name, editable, onName, onLeave }: DocTitleProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const shown = typed ?? name
  useEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  })
  const save = (): void => {
    const next = typed?.trim() ?? ''
    if (next !== '' && next !== name) onName(next)
    setTyped(null)
  }
  if (!editable) return <h1 className="doc-title">{name}</h1>
  return (
    <textarea
      ref={field}
      className="doc-title"
      aria-label={t('Name of the doc')}
      rows={1}
      maxLength={255}
      spellCheck
      value={shown}
      onChange={(event) => setTyped(event.target.value.replaceAll('\n', ' '))}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault()
          event.currentTarget.blur()
          onLeave()
        }
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
