import { Button, cx } from '@fulcrum/ui'
import { useRef } from 'react'
import { minuteToText, shownMinute } from '../shared/days.ts'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab, moveInLines } from '../shared/keep-tab.web.ts'
import { useTypedDraft } from '../shared/typed-draft.web.ts'
import type { Draft } from '../shared/typed-draft.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { hourColumn } from './column.ts'
import { readHour } from './hours.ts'
import './hour.css'
import { t, told } from '@fulcrum/ui/messages'

type Settings = Record<string, never>

const quarters = [0, 15, 30, 45] as const
const perLine = 6

/** A line that takes `9:30`, `930` or `9 pm`, with the hours of the day and the quarters of an hour under it. */
export function HourEditor(props: EditorProps<Settings, number>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale } = context
  const hours = useRef<HTMLDivElement>(null)
  const [draft, change] = useTypedDraft<number, Draft<number>>(props, () =>
    initialText === undefined
      ? { text: value === null ? '' : minuteToText(value), value, error: null }
      : typed(initialText),
  )

  function typed(text: string): Draft<number> {
    if (text.trim() === '') return { text, value: null, error: null }
    // In an editor of hours a bare 9 can mean but one thing.
    const bare = /^\s*(\d{1,2})\s*$/.exec(text)
    const read = readHour(bare === null ? text : `${bare[1]}:00`)
    if (read !== null) return { text, value: read, error: null }
    const result = hourColumn.parse(text, settings, context)
    return { text, value: null, error: result.ok ? null : told(result.message) }
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
          placeholder={t('9:30, 930, 9 pm')}
          error={draft.error}
          hint={draft.value === null ? t('No time') : shownMinute(draft.value, locale)}
          marked={initialText === undefined}
          onText={(text) => change(typed(text))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            hours.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
          }}
        />
        <div
          ref={hours}
          role="group"
          aria-label={t('Hours')}
          className="fc-hours"
          onKeyDown={(event) => moveInLines(event, perLine)}
        >
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
        <div role="group" aria-label={t('Minutes')} className="fc-hours fc-minutes">
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
              {t('Clear')}
            </Button>
          </div>
        )}
      </div>
    </EditorBox>
  )
}
