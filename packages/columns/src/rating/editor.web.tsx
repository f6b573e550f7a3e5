import { Icon } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { readerOf } from '../shared/kind-texts.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { ratingColumn } from './column.ts'
import type { RatingSettings } from './column.ts'

/** A row of marks to click, and a line for digits; the arrows up and down give one more or less. */
export function RatingEditor(props: EditorProps<RatingSettings, number>) {
  const { value, settings, context, label, initialText, onCommit, onCancel, onDraft } = props
  const { max, icon } = settings
  const read = readerOf<number>(ratingColumn, settings, context)
  const [text, setText] = useState(initialText ?? (value === null ? '' : String(value)))
  const [error, setError] = useState<string | null>(null)
  const result = read(text)
  const rating = result.ok ? (result.value ?? 0) : 0
  const type = (next: string): void => {
    setText(next)
    setError(null)
    const now = read(next)
    onDraft?.(now.ok ? now.value : value)
  }
  return (
    <EditorBox
      className="fc-rate"
      commit={(then) => {
        if (result.ok) onCommit(result.value, then)
        else setError(told(result.message))
      }}
      cancel={onCancel}
    >
      <TypedField
        label={label}
        icon={icon}
        text={text}
        placeholder={t('0 to {max}', { max })}
        error={error}
        hint={!result.ok || result.value === null ? t('Not rated') : t('{rating} of {max}', { rating, max })}
        marked={initialText === undefined}
        onText={type}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
          if (step === 0) return
          event.preventDefault()
          type(String(Math.min(max, Math.max(0, rating + step))))
        }}
      />
      <div className="fc-rate-marks" role="group" aria-label={t('{label}: marks', { label })}>
        {Array.from({ length: max }, (_, index) => index + 1).map((mark) => (
          <button
            key={mark}
            type="button"
            tabIndex={-1}
            aria-label={t('{mark} of {max}', { mark, max })}
            aria-pressed={mark === rating}
            data-on={mark <= rating ? '' : undefined}
            onClick={() => onCommit(mark === value ? null : mark, 'stay')}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
    </EditorBox>
  )
}
