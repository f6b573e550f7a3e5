import './columns.css'
import { Avatar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'
import { shownDay, zonedDay } from './days.ts'
import { personOf } from './people.web.ts'
import { relativeTime } from './relative-time.ts'
import { shownInstant } from './stamp.ts'
import type { Stamp } from './stamp-values.ts'
import { Figure, PlainSummary } from './summary.web.tsx'
import { useNow } from './use-now.web.ts'

type Settings = Record<string, never>

/** When, and who: how long ago while that says more than a date; the exact time is the tooltip. */
export function StampCell({ value, context }: CellProps<Settings, Stamp>) {
  const now = useNow()
  if (value === null) return null
  const { locale, timeZone, today } = context
  const exact = shownInstant(value.at, locale, timeZone)
  const shown = relativeTime(value.at, now, locale) ?? shownDay(zonedDay(value.at, timeZone).day, locale, today)
  const by = value.by === null ? undefined : personOf(value.by, context)
  return (
    <span className="fc-row" title={by === undefined ? exact : `${exact}, ${by.name}`}>
      {by !== undefined && <Avatar person={by} size="small" />}
      <time className="fc-quiet fu-truncate" dateTime={new Date(value.at).toISOString()}>
        {shown}
      </time>
    </span>
  )
}

/** The first or the last moment of a group. */
export function StampSummary(props: SummaryProps<Settings>) {
  const { aggregate, result, context } = props
  if (typeof result !== 'number' || (aggregate !== 'earliest' && aggregate !== 'latest'))
    return <PlainSummary {...props} />
  const day = shownDay(zonedDay(result, context.timeZone).day, context.locale, context.today)
  return (
    <Figure aggregate={aggregate} text={aggregate === 'latest' ? t('to {day}', { day }) : t('from {day}', { day })} />
  )
}
