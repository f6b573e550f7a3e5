import { Button } from '@fulcrum/ui'
import { DatePicker } from '@fulcrum/ui/date-picker'
import { t, told } from '@fulcrum/ui/messages'
import { useRef } from 'react'
import { shownRange } from '../shared/days.ts'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { focusDay, keepTab } from '../shared/keep-tab.web.ts'
import { readTypedDate } from '../shared/read-date.ts'
import { useTypedDraft } from '../shared/typed-draft.web.ts'
import type { Draft } from '../shared/typed-draft.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps, ViewContext } from '../view-contract.web.ts'
import { weekColumn } from './column.ts'
import { isoWeekOf, mondayOf, readWeek, weekToText } from './weeks.ts'

type Settings = Record<string, never>

/** A line that takes `w48`, `next week` or any day, with a calendar under it in which a click on a day takes its week. */
export function WeekEditor(props: EditorProps<Settings, number>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale, today } = context
  const box = useRef<HTMLDivElement>(null)
  const [draft, change] = useTypedDraft<number, Draft<number>>(props, () =>
    initialText === undefined
      ? { text: value === null ? '' : weekToText(value), value, error: null }
      : typed(initialText, settings, context),
  )
  const thisWeek = mondayOf(today)

  return (
    <EditorBox commit={(then) => draft.error === null && onCommit(draft.value, then)} cancel={onCancel}>
      <div ref={box} className="fc-picker" onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="calendar"
          text={draft.text}
          placeholder={t('W48, next week, 24 Nov')}
          error={draft.error}
          hint={draft.value === null ? t('No week') : hintOf(draft.value, context)}
          marked={initialText === undefined}
          onText={(text) => change(typed(text, settings, context))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusDay(box.current)
          }}
        />
        <DatePicker
          key={draft.value}
          label={label}
          today={today}
          locale={locale}
          weekStart={1}
          showWeeks
          days={7}
          value={draft.value ?? undefined}
          onChange={(day) => onCommit(mondayOf(day), 'stay')}
          footer={
            <>
              <Button size="small" variant="plain" onClick={() => onCommit(thisWeek, 'stay')}>
                {t('This week')}
              </Button>
              <Button size="small" variant="plain" onClick={() => onCommit(thisWeek + 7, 'stay')}>
                {t('Next week')}
              </Button>
              <span className="fu-grow" />
              {value !== null && (
                <Button size="small" variant="plain" onClick={() => onCommit(null, 'stay')}>
                  {t('Clear')}
                </Button>
              )}
            </>
          }
        />
      </div>
    </EditorBox>
  )
}

function typed(text: string, settings: Settings, context: ViewContext): Draft<number> {
  if (text.trim() === '') return { text, value: null, error: null }
  const week = readWeek(text, isoWeekOf(context.today).year)
  if (week !== null) return { text, value: week, error: null }
  const plain = text.trim().toLowerCase()
  const day = plain === 'this week' ? context.today : (readTypedDate(text, context, context.today)?.day ?? null)
  if (day !== null) return { text, value: mondayOf(day), error: null }
  const result = weekColumn.parse(text, settings, context)
  return { text, value: null, error: result.ok ? null : told(result.message) }
}

function hintOf(monday: number, { locale, today }: ViewContext): string {
  const weeks = (monday - mondayOf(today)) / 7
  const far = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(weeks, 'week')
  return `${shownRange(monday, monday + 6, locale)}, ${far}`
}
