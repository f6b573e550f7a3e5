import { Button } from '@fulcrum/ui'
import { RangePicker } from '@fulcrum/ui/date-picker'
import { t, told } from '@fulcrum/ui/messages'
import { useRef } from 'react'
import { shownDay } from '../shared/days.ts'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { focusDay, keepTab } from '../shared/keep-tab.web.ts'
import { readRange, readTypedDate } from '../shared/read-date.ts'
import { useTypedDraft } from '../shared/typed-draft.web.ts'
import type { Draft } from '../shared/typed-draft.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps, ViewContext } from '../view-contract.web.ts'
import { timelineColumn } from './column.ts'
import type { TimelineValue } from './column.ts'
import { lengthWords } from './timeline.web.ts'

type Settings = Record<string, never>

/** A line that takes `24 nov – 27 nov` or `today to fri`, with a calendar under it to pick the two ends from. */
export function TimelineEditor(props: EditorProps<Settings, TimelineValue>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale, today, weekStart } = context
  const box = useRef<HTMLDivElement>(null)
  const [draft, change] = useTypedDraft<TimelineValue, Draft<TimelineValue>>(props, () =>
    initialText === undefined
      ? { text: textOf(value, locale), value, error: null }
      : typed(initialText, settings, context),
  )

  return (
    <EditorBox commit={(then) => draft.error === null && onCommit(draft.value, then)} cancel={onCancel}>
      <div ref={box} className="fc-picker" onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="timeline"
          text={draft.text}
          placeholder={t('24 Nov – 27 Nov, today to fri')}
          error={draft.error}
          hint={draft.value === null ? t('Pick the first day, then the last') : lengthWords(draft.value)}
          marked={initialText === undefined}
          onText={(text) => change(typed(text, settings, context))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusDay(box.current)
          }}
        />
        <RangePicker
          key={draft.value?.start}
          label={label}
          today={today}
          locale={locale}
          weekStart={weekStart}
          value={draft.value ?? undefined}
          onChange={({ start, end }) => onCommit({ start, end }, 'stay')}
          footer={
            <>
              {lengths.map(({ title, days }) => (
                <Button
                  key={title}
                  size="small"
                  variant="plain"
                  onClick={() => {
                    const start = draft.value?.start ?? today
                    onCommit({ start, end: start + days - 1 }, 'stay')
                  }}
                >
                  {title}
                </Button>
              ))}
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

/** Both days whole, so that one of them can be retyped. */
function textOf(value: TimelineValue | null, locale: string): string {
  return value === null ? '' : `${shownDay(value.start, locale)} – ${shownDay(value.end, locale)}`
}

const lengths = [
  { title: t('1 week'), days: 7 },
  { title: t('2 weeks'), days: 14 },
]

function typed(text: string, settings: Settings, context: ViewContext): Draft<TimelineValue> {
  if (text.trim() === '') return { text, value: null, error: null }
  const range = readRange(text.trim(), (part) => readTypedDate(part.trim(), context, context.today))
  if (range !== null && range.end >= range.start) return { text, value: range, error: null }
  const result = timelineColumn.parse(text, settings, context)
  const backwards = t('A timeline ends on or after the day on which it starts.')
  return { text, value: null, error: range !== null || result.ok ? backwards : told(result.message) }
}
