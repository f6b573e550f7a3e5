import { Button, Kbd } from '@fulcrum/ui'
import type { GridMove } from '@fulcrum/ui'
import { rich, t, told } from '@fulcrum/ui/messages'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { numberFormat } from '../shared/intl.ts'
import { readerOf } from '../shared/kind-texts.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { longTextColumn, maxLongText } from './column.ts'

/** A roomy box of text: Enter makes a line, Ctrl or Command + Enter commits. */
export function LongTextEditor(props: EditorProps<Record<string, never>, string>) {
  const { value, settings, context, label, initialText, onCommit, onCancel, onDraft } = props
  const [text, setText] = useState(() => (initialText === undefined ? (value ?? '') : `${value ?? ''}${initialText}`))
  const area = useRef<HTMLTextAreaElement>(null)
  const errorId = useId()
  const read = readerOf<string>(longTextColumn, settings, context)
  const result = read(text)

  useLayoutEffect(() => {
    const element = area.current
    if (element === null) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(element.value.length, element.value.length)
    if (initialText !== undefined && result.ok) onDraft?.(result.value)
    // The caret is set once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const commit = (then: GridMove): void => {
    if (result.ok) onCommit(result.value, then)
  }
  return (
    <EditorBox className="fc-long" commit={commit} cancel={onCancel}>
      <textarea
        ref={area}
        data-autofocus=""
        aria-label={label}
        aria-invalid={result.ok ? undefined : true}
        aria-describedby={result.ok ? undefined : errorId}
        rows={8}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          const now = read(event.target.value)
          if (now.ok) onDraft?.(now.value)
        }}
        onKeyDown={(event) => {
          // A line break is the text's own.
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.stopPropagation()
        }}
      />
      <div className="fc-foot">
        {result.ok ? (
          <span className="fc-quiet fc-num">
            {text.length < maxLongText * 0.9
              ? ''
              : t('{count} characters', { count: numberFormat(context.locale, {}).format(text.length) })}
          </span>
        ) : (
          <span id={errorId} role="alert" className="fc-wrong">
            {told(result.message)}
          </span>
        )}
        <span className="fu-grow" />
        <Button variant="plain" size="small" onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <Button size="small" onClick={() => commit('stay')} disabled={!result.ok}>
          {rich('Save {keys}', { keys: <Kbd keys="Mod Enter" /> })}
        </Button>
      </div>
    </EditorBox>
  )
}
