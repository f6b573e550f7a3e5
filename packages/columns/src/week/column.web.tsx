import { shownRange } from '../shared/days.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'
import './cell.css'
import { t } from '@fulcrum/ui/messages'
import { isoWeekOf, mondayOf } from './weeks.ts'

type Settings = Record<string, never>

/** `W48`, with the year where it is not that of today. */
function shownWeek(monday: number, today: number): string {
  const { year, week } = isoWeekOf(monday)
  return year === isoWeekOf(today).year ? `W${week}` : `W${week} ${year}`
}

function Cell({ value, context }: CellProps<Settings, number>) {
  if (value === null) return <span className="fc-quiet">–</span>
  const { locale, today } = context
  const now = mondayOf(today) === value
  const range = shownRange(value, value + 6, locale)
  return (
    <span
      className="fc-row fc-num"
      title={now ? t('This week, {range}', { range }) : range}
      data-now={now || undefined}
    >
      <span className="fc-week">{shownWeek(value, today)}</span>
      <span className="fc-quiet fu-truncate">{shownRange(value, value + 6, locale, today)}</span>
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, number>(() =>
  import('./editor.web.tsx').then((part) => part.WeekEditor),
)

function Summary(props: SummaryProps<Settings>) {
  const { aggregate, result, context } = props
  if (typeof result !== 'number' || (aggregate !== 'latest' && aggregate !== 'earliest')) {
    return <PlainSummary {...props} />
  }
  const week = shownWeek(result, context.today)
  return (
    <Figure
      aggregate={aggregate}
      text={aggregate === 'latest' ? t('to {week}', { week }) : t('from {week}', { week })}
    />
  )
}

/** How a week looks: its number, and quietly its days. */
export const weekView = defineColumnView({
  id: 'week',
  icon: 'calendar',
  width: 148,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary,
})
