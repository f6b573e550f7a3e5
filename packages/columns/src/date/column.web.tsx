import { Checkbox } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { calendarOf, shownDay, shownMinute } from '../shared/days.ts'
import { lateWords } from '../shared/late-words.web.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { DaySummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import type { DateSettings, DateValue } from './column.ts'

function Cell({ value, context, late }: CellProps<DateSettings, DateValue>) {
  if (value === null) return <span className="fc-quiet">–</span>
  const { locale, today } = context
  const time = value.minute === null ? '' : `, ${shownMinute(value.minute, locale)}`
  const lateness = late === true ? lateWords(value.day, today) : null
  const { year, month, dayOfMonth } = calendarOf(value.day)
  const iso = [year, month, dayOfMonth].map((part) => String(part).padStart(2, '0')).join('-')
  const exact = `${shownDay(value.day, locale)}${time}`
  return (
    <span
      className={lateness === null ? 'fc-day' : 'fc-day fc-late'}
      title={lateness === null ? exact : `${exact}, ${lateness}`}
    >
      <time className="fu-truncate" dateTime={iso}>
        {shownDay(value.day, locale, today)}
        {time}
      </time>
      {lateness !== null && <span className="fc-lateness"> · {lateness}</span>}
    </span>
  )
}

const { Editor, preload } = lazyEditor<DateSettings, DateValue>(() =>
  import('./editor.web.tsx').then((part) => part.DateEditor),
)

function Settings({ settings, onChange }: SettingsProps<DateSettings>) {
  return (
    <div className="fc-form">
      <Checkbox
        label={t('Ask for a time of day')}
        checked={settings.time}
        onChange={(time) => onChange({ ...settings, time })}
      />
    </div>
  )
}

const DAY_WIDTH_PX = 104
const TIME_WIDTH_PX = 184

/** How a date looks. */
export const dateView = defineColumnView({
  id: 'date',
  icon: 'calendar',
  width: DAY_WIDTH_PX,
  widthOf: ({ time }) => (time ? TIME_WIDTH_PX : DAY_WIDTH_PX),
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Settings,
  Summary: DaySummary,
})
