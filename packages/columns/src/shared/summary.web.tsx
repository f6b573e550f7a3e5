import './columns.css'
import type { AggregateKind, Share } from '@fulcrum/columnar'
import { Battery } from '@fulcrum/ui'
import type { BatteryPart } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import type { SummaryProps } from '../view-contract.web.ts'
import { aggregateLabels } from './aggregate-words.ts'
import { shownDay } from './days.ts'
import { numberFormat } from './intl.ts'

/** The foot of a column for the aggregates that mean the same in every kind; nothing where there is nothing to say. */
export function PlainSummary({ aggregate, result, context }: SummaryProps<unknown>) {
  if (typeof result !== 'number') return null
  const shown = numberFormat(context.locale, { maximumFractionDigits: 2 }).format(result)
  return <Figure aggregate={aggregate} text={countWords[aggregate]?.(shown) ?? shown} />
}

const countWords: { readonly [aggregate in AggregateKind]?: (count: string) => string } = {
  filled: (count) => t('{count} filled', { count }),
  distinct: (count) => t('{count} different', { count }),
}

/** A figure; what it counts is said by its tooltip, and to readers. */
export function Figure({ aggregate, text }: { readonly aggregate: AggregateKind; readonly text: string }) {
  const name = told(aggregateLabels[aggregate])
  return (
    <span className="fc-num fu-truncate" title={`${name}: ${text}`}>
      <span className="fu-hidden">{name} </span>
      {text}
    </span>
  )
}

/** The foot of a column of days: `to 27 Nov`. */
export function DaySummary(props: SummaryProps<unknown>) {
  const { aggregate, result, context } = props
  if (aggregate !== 'latest' && aggregate !== 'earliest') return <PlainSummary {...props} />
  if (typeof result !== 'number') return null
  const day = shownDay(result, context.locale, context.today)
  return (
    <Figure aggregate={aggregate} text={aggregate === 'latest' ? t('to {day}', { day }) : t('from {day}', { day })} />
  )
}

/** What a foot says of a value that somebody may have chosen; undefined leaves the value out. */
export type ShareWords = (value: Share['value']) => Omit<BatteryPart, 'count'> | undefined

interface ShareSummaryProps extends SummaryProps<unknown> {
  readonly words: ShareWords
  /** The order of the parts; else the commonest first. */
  readonly order?: readonly Share['value'][]
  /** Cells hold several values: each is counted by itself. */
  readonly sets?: boolean
}

/** How a group splits by value, as a battery; other aggregates as everywhere. */
export function ShareSummary({ words, order, sets, ...props }: ShareSummaryProps) {
  const { aggregate, result } = props
  if (aggregate !== 'share') return <PlainSummary {...props} />
  if (result === null || typeof result === 'number') return null
  const parts = ordered(sets === true ? byMember(result) : result, order).flatMap(({ value, count }) => {
    const part = words(value)
    return part === undefined ? [] : [{ ...part, count }]
  })
  return parts.length === 0 ? null : <Battery parts={parts} />
}

function byMember(shares: readonly Share[]): readonly Share[] {
  const counts = new Map<string, number>()
  for (const { value, count } of shares) {
    if (value === null) continue
    for (const member of String(value).split(',')) counts.set(member, (counts.get(member) ?? 0) + count)
  }
  return [...counts].map(([value, count]) => ({ value, count }))
}

function ordered(shares: readonly Share[], order: readonly Share['value'][] | undefined): readonly Share[] {
  if (order === undefined) return shares.toSorted((left, right) => right.count - left.count)
  const place = new Map(order.map((value, index) => [value, index]))
  const placeOf = (share: Share): number => place.get(share.value) ?? order.length
  return shares.toSorted((left, right) => placeOf(left) - placeOf(right))
}
