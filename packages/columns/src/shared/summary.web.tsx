import './columns.css'
import type { SummaryProps } from '../view-contract.web.ts'
import { shownDay } from './days.ts'
import { numberFormat } from './intl.ts'

/** The foot of a column for the aggregates that mean the same in every kind; nothing where there is nothing to say. */
export function PlainSummary({ aggregate, result, context }: SummaryProps<unknown>) {
  if (typeof result !== 'number') return null
  const shown = numberFormat(context.locale, { maximumFractionDigits: 2 }).format(result)
  if (aggregate === 'filled') return <span className="fc-num">{shown} filled</span>
  if (aggregate === 'distinct') return <span className="fc-num">{shown} different</span>
  return <span className="fc-num">{shown}</span>
}

/** The foot of a column of days: `to 27 Nov`. */
export function DaySummary(props: SummaryProps<unknown>) {
  const { aggregate, result, context } = props
  if (aggregate !== 'latest' && aggregate !== 'earliest') return <PlainSummary {...props} />
  if (typeof result !== 'number') return null
  const day = shownDay(result, context.locale, context.today)
  return <span>{aggregate === 'latest' ? `to ${day}` : `from ${day}`}</span>
}
