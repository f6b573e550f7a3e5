import { colourOf } from '@fulcrum/ui'
import { zonedDay } from '../shared/days.ts'
import { dateFormat } from '../shared/intl.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { ShareSummary } from '../shared/summary.web.tsx'
import { useNow } from '../shared/use-now.web.ts'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'
import './cell.css'
import { t } from '@fulcrum/ui/messages'
import { zoneCity, zoneOffset } from './zones.ts'

type Settings = Record<string, never>

/** From six to six it is day there, by the clock alone. */
const dawnMinute = 360
const duskMinute = 1_080

function Cell({ value, context }: CellProps<Settings, string>) {
  const now = useNow()
  if (value === null) return null
  const time = dateFormat(context.locale, { timeZone: value, hour: '2-digit', minute: '2-digit' }).format(now)
  const weekday = dateFormat(context.locale, { timeZone: value, weekday: 'long' }).format(now)
  const { day, minute } = zonedDay(now, value)
  const ahead = day - zonedDay(now, context.timeZone).day
  const isDay = minute >= dawnMinute && minute < duskMinute
  return (
    <span className="fc-row" title={`${value}, ${weekday} ${time}, ${zoneOffset(value, now)}`}>
      <i className="fc-sky" data-day={isDay || undefined} role="img" aria-label={isDay ? t('Day') : t('Night')} />
      <time className="fc-num">
        {time}
        {ahead !== 0 && <sup className="fc-quiet">{ahead > 0 ? '+1' : '−1'}</sup>}
      </time>
      <span className="fc-quiet fu-truncate">{zoneCity(value)}</span>
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, string>(() =>
  import('./editor.web.tsx').then((part) => part.WorldClockEditor),
)

function Summary(props: SummaryProps<Settings>) {
  return (
    <ShareSummary
      {...props}
      words={(zone) => (typeof zone === 'string' ? { label: zoneCity(zone), colour: colourOf(zone) } : undefined)}
    />
  )
}

/** How a world clock looks: the time there, moving on with the reader's clock. */
export const worldClockView = defineColumnView({
  id: 'world-clock',
  icon: 'globe',
  width: 148,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary,
})
