import { Icon } from '@fulcrum/ui'
import type { IconName } from '@fulcrum/ui'
import { useId, useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'

interface TypedFieldProps {
  readonly label: string
  readonly icon: IconName
  readonly text: string
  readonly placeholder: string
  /** What is wrong with the text. */
  readonly error: string | null
  /** What the text was understood as. */
  readonly hint: string
  /** Marks the text at opening, so that typing replaces it. */
  readonly marked: boolean
  readonly onText: (text: string) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** The line over a picker: takes what is typed, and says what it was understood as. */
export function TypedField(props: TypedFieldProps) {
  const { label, icon, text, placeholder, error, hint, marked, onText, onKeyDown } = props
  const input = useRef<HTMLInputElement>(null)
  const noteId = useId()
  // Before anything is painted: what somebody types as it opens must not be lost.
  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(marked ? 0 : element.value.length, element.value.length)
    // The text with which it opens is marked once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <div className="fc-typed">
      <span className="fc-field">
        <Icon name={icon} size={14} />
        <input
          ref={input}
          data-autofocus=""
          aria-label={label}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={noteId}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </span>
      <span id={noteId} role="status" className={error === null ? 'fc-hint' : 'fc-wrong'}>
        {error ?? hint}
      </span>
    </div>
  )
}
