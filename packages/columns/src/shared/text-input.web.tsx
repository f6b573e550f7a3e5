import './columns.css'
import type { Json, Result } from '@fulcrum/domain'
import { Popover } from '@fulcrum/ui'
import { told } from '@fulcrum/ui/messages'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { EditorProps } from '../view-contract.web.ts'
import { editorKey } from './editor-keys.web.ts'

interface TextInputProps<S, V> extends EditorProps<S, V> {
  readonly text: string
  readonly read: (text: string) => Result<V | null>
  /** Marks the old text, so that typing replaces it. */
  readonly marked?: boolean
  readonly numeric?: boolean
  readonly placeholder?: string
  /** Hears every text, also what cannot be read. */
  readonly onText?: (text: string) => void
}

/** A line in the cell's place: what is typed is read by the kind; what cannot be read is said and not committed. */
export function TextInput<S, V extends Json>(props: TextInputProps<S, V>) {
  const { initialText, read, onCommit, onCancel, onDraft, marked, numeric } = props
  const [text, setText] = useState(initialText ?? props.text)
  const [error, setError] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const errorId = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)

  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.focus({ preventScroll: true })
    const end = element.value.length
    element.setSelectionRange(marked === true && initialText === undefined ? 0 : end, end)
    // The text with which it opens is marked once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  useEffect(() => {
    if (initialText === undefined) return
    const result = read(initialText)
    if (result.ok) onDraft?.(result.value)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return (
    <>
      <input
        ref={input}
        data-autofocus=""
        aria-label={props.label}
        aria-invalid={error === null ? undefined : true}
        aria-describedby={error === null ? undefined : errorId}
        placeholder={props.placeholder}
        inputMode={numeric === true ? 'decimal' : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setError(null)
          props.onText?.(event.target.value)
          const result = read(event.target.value)
          onDraft?.(result.ok ? result.value : props.value)
        }}
        onKeyDown={(event) => {
          editorKey(event, {
            cancel: onCancel,
            commit: (then) => {
              if (initialText === undefined && text === props.text) {
                onCommit(props.value, then)
                return
              }
              const result = read(text)
              if (result.ok) onCommit(result.value, then)
              else {
                setAnchor(input.current)
                setError(told(result.message))
              }
            },
          })
        }}
      />
      <Popover
        open={error !== null}
        anchor={anchor}
        role="presentation"
        takesFocus={false}
        onClose={() => setError(null)}
      >
        <p id={errorId} role="alert" className="fc-error">
          {error}
        </p>
      </Popover>
    </>
  )
}
