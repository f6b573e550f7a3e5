import { Button, cx } from '@fulcrum/ui'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { minuteToText, shownMinute } from '../shared/days.ts'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { hourColumn } from './column.ts'
import { readHour } from './hours.ts'
import './hour.css'

type Settings = Record<string, never>

interface Draft {
  readonly text: string
  readonly value: number | null
  readonly error: string | null
}

const quarters = [0, 15, 30, 45] as const
const perLine = 6

/** A line that takes `9:30`, `930` or `9 pm`, with the hours of the day and the quarters of an hour under it. */
export function HourEditor(props: EditorProps<Settings, number>) {
  const { value, settings, context, label, initialText, onCommit, onCancel, onDraft } = props
  const { locale } = context
  const hours = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<Draft>(() =>
    initialText === undefined
      ? { text: value === null ? '' : minuteToText(value), value, error: null }
      : typed(initialText),
  )
  useEffect(() => {
    if (initialText !== undefined && draft.error === null) onDraft?.(draft.value)
    // The text that opened the editor is told once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  function typed(text: string): Draft {
    if (text.trim() === '') return { text, value: null, error: null }
    // In an editor of hours a bare 9 can mean but one thing.
    const bare = /^\s*(\d{1,2})\s*$/.exec(text)
    const read = readHour(bare === null ? text : `${bare[1]}:00`)
    if (read !== null) return { text, value: read, error: null }
    const result = hourColumn.parse(text, settings, context)
    return { text, value: null, error: result.ok ? null : result.message }
  }
  const change = (next: Draft): void => {
    setDraft(next)
    onDraft?.(next.error === null ? next.value : value)
  }
  const hour = draft.value === null ? null : Math.floor(draft.value / 60)
  const first = hour ?? 9

  return (
    <EditorBox commit={(then) => draft.error === null && onCommit(draft.value, then)} cancel={onCancel}>
      <div className="fc-picker fc-hour" onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="clock"
          text={draft.text}
          placeholder="9:30, 930, 9 pm"
          error={draft.error}
          hint={draft.value === null ? 'No time' : shownMinute(draft.value, locale)}
          marked={initialText === undefined}
          onText={(text) => change(typed(text))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            hours.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
          }}
        />
        <div ref={hours} role="group" aria-label="Hours" className="fc-hours" onKeyDown={moveInHours}>
          {Array.from({ length: 24 }, (_, each) => (
            <button
              key={each}
              type="button"
              tabIndex={each === first ? 0 : -1}
              aria-pressed={each === hour}
              className={cx('fc-hour-part', each === hour && 'fc-hour-on', (each < 8 || each > 18) && 'fc-quiet')}
              onClick={() => {
                const minute = each * 60
                change({ text: minuteToText(minute), value: minute, error: null })
              }}
              onDoubleClick={() => onCommit(each * 60, 'stay')}
            >
              {String(each).padStart(2, '0')}
            </button>
          ))}
        </div>
        <div role="group" aria-label="Minutes" className="fc-hours fc-minutes">
          {quarters.map((quarter) => (
            <button
              key={quarter}
              type="button"
              aria-pressed={draft.value !== null && draft.value % 60 === quarter}
              className={cx('fc-hour-part', draft.value !== null && draft.value % 60 === quarter && 'fc-hour-on')}
              onClick={() => onCommit(first * 60 + quarter, 'stay')}
            >
              :{String(quarter).padStart(2, '0')}
            </button>
          ))}
        </div>
        {value !== null && (
          <div className="fc-picker-foot">
            <Button size="small" variant="plain" onClick={() => onCommit(null, 'stay')}>
              Clear
            </Button>
          </div>
        )}
      </div>
    </EditorBox>
  )
}

/** Arrows move over the hours, six in a line; Enter takes one, as a click does. */
function moveInHours(event: KeyboardEvent<HTMLDivElement>): void {
  const parts = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = parts.findIndex((part) => part === event.target)
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
  const step = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: perLine, ArrowUp: -perLine }[event.key]
  if (event.key === 'Enter') event.stopPropagation()
  if (step === undefined) return
  event.preventDefault()
  event.stopPropagation()
  parts[at + step]?.focus()
}
