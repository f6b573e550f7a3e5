import { Button } from '@fulcrum/ui'
import { DatePicker } from '@fulcrum/ui/date-picker'
import { t, told } from '@fulcrum/ui/messages'
import { useRef } from 'react'
import { minuteToText } from '../shared/days.ts'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { dateFormat } from '../shared/intl.ts'
import { focusDay, keepTab } from '../shared/keep-tab.web.ts'
import { readTypedDate } from '../shared/read-date.ts'
import { useTypedDraft } from '../shared/typed-draft.web.ts'
import type { Draft } from '../shared/typed-draft.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps, ViewContext } from '../view-contract.web.ts'
import { dateColumn } from './column.ts'
import type { DateSettings, DateValue } from './column.ts'

interface DateDraft extends Draft<DateValue> {
  /** The day that was last typed: the calendar turns to it. */
  readonly typedDay: number | null
}

/** A line that takes `tomorrow`, `24 nov 9:30` or any date, with a calendar under it. */
export function DateEditor(props: EditorProps<DateSettings, DateValue>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale, today, weekStart } = context
  const box = useRef<HTMLDivElement>(null)
  const [draft, change] = useTypedDraft<DateValue, DateDraft>(props, () => {
    if (initialText !== undefined) return typed(initialText, settings, context)
    return { text: textOf(value, settings, context), value, error: null, typedDay: value?.day ?? null }
  })
  const withTime = settings.time || (draft.value?.minute ?? null) !== null

  const choose = (next: DateValue): void => {
    change({ ...draft, text: textOf(next, settings, context), value: next, error: null })
  }

  return (
    <EditorBox commit={(then) => draft.error === null && onCommit(draft.value, then)} cancel={onCancel}>
      <div ref={box} className="fc-picker" onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="calendar"
          text={draft.text}
          placeholder={t('Tomorrow, 24 Nov, +3 d')}
          error={draft.error}
          hint={hintOf(draft.value, context)}
          marked={initialText === undefined}
          onText={(text) => change(typed(text, settings, context))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusDay(box.current)
          }}
        />
        <DatePicker
          key={draft.typedDay}
          label={label}
          today={today}
          locale={locale}
          weekStart={weekStart}
          value={draft.value?.day}
          onChange={(day) => {
            const next = { day, minute: draft.value?.minute ?? null }
            if (settings.time) choose(next)
            else onCommit(next, 'stay')
          }}
          footer={
            <>
              <Button
                size="small"
                variant="plain"
                onClick={() => onCommit({ day: today, minute: draft.value?.minute ?? null }, 'stay')}
              >
                {t('Today')}
              </Button>
              {value !== null && (
                <Button size="small" variant="plain" onClick={() => onCommit(null, 'stay')}>
                  {t('Clear')}
                </Button>
              )}
              <span className="fu-grow" />
              {withTime && (
                <input
                  type="time"
                  className="fc-time"
                  aria-label={t('Time')}
                  value={draft.value?.minute == null ? '' : minuteToText(draft.value.minute)}
                  onChange={(event) => {
                    const [hours, minutes] = event.target.value.split(':').map(Number)
                    const minute = hours === undefined || minutes === undefined ? null : hours * 60 + minutes
                    choose({ day: draft.value?.day ?? today, minute })
                  }}
                />
              )}
            </>
          }
        />
      </div>
    </EditorBox>
  )
}

function typed(text: string, settings: DateSettings, context: ViewContext): DateDraft {
  if (text.trim() === '') return { text, value: null, error: null, typedDay: null }
  const read = readTypedDate(text, context, context.today)
  if (read !== null) return { text, value: read, error: null, typedDay: read.day }
  const result = dateColumn.parse(text, settings, context)
  return { text, value: null, error: result.ok ? null : told(result.message), typedDay: null }
}

function textOf(value: DateValue | null, settings: DateSettings, context: ViewContext): string {
  return value === null ? '' : (dateColumn.display ?? dateColumn.format)(value, settings, context)
}

function hintOf(value: DateValue | null, { locale, today }: ViewContext): string {
  if (value === null) return t('No date')
  const weekday = dateFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(value.day * 86_400_000)
  const days = value.day - today
  const far = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  return `${weekday}, ${far}`
}
