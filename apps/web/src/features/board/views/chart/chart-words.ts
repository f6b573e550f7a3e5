import type { GroupKey } from '@fulcrum/columnar'
import { otherParts } from '@fulcrum/domain'
import type { ChartMeasure, ChartPlan, ChartStep, FormatContext, ViewField } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { sectionTitle } from '../../model/sections.ts'
import type { BoardRecords } from '../../model/records.ts'
import { ownWords } from '../own-words.ts'

/** How a part is called, and the colour that its value has. */
export interface PartWords {
  readonly title: string
  readonly colour?: LabelColour
}

export const measureWords: Readonly<Record<ChartMeasure, string>> = {
  count: t('Number of items'),
  sum: t('Sum'),
  mean: t('Average'),
  median: t('Median'),
  min: t('Smallest'),
  max: t('Largest'),
}

const dayMs = 86_400_000

/** A step of the calendar in words: `Week of 2 Nov`, `November 2026`, `Q4 2026`. */
export function stepWords(start: number, step: ChartStep, locale: string): string {
  const date = new Date(start * dayMs)
  const say = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date)
  if (step === 'quarter') return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`
  if (step === 'month') return say({ month: 'long', year: 'numeric' })
  const day = say({ day: 'numeric', month: 'short', year: 'numeric' })
  return step === 'week' ? t('Week of {day}', { day }) : day
}

/** The same as short as an axis has room for: `2 Nov`, `Nov 26`, `Q4 26`. */
export function shortStep(start: number, step: ChartStep, locale: string): string {
  const date = new Date(start * dayMs)
  const year = String(date.getUTCFullYear()).slice(-2)
  if (step === 'quarter') return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${year}`
  const options: Intl.DateTimeFormatOptions = step === 'month' ? { month: 'short' } : { day: 'numeric', month: 'short' }
  const said = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date)
  return step === 'month' ? `${said} ${year}` : said
}

/** Names the parts of a field. */
export function partNamer(
  field: ViewField | null,
  step: ChartStep | null,
  records: BoardRecords,
  context: FormatContext,
): (key: GroupKey) => PartWords {
  const groups = new Map(records.groups.map((group) => [group.number as GroupKey, group]))
  return (key) => {
    if (key === otherParts) return { title: t('Others'), colour: 'grey' }
    if (field === null) return { title: t('All items') }
    if (field.column === 'group') return groups.get(key) ?? { title: t('No group') }
    if (typeof key === 'number' && step !== null) return { title: stepWords(key, step, context.locale) }
    return sectionTitle(field, key, context)
  }
}

/** A figure as the column that it is of writes numbers: `12`, `3.5 h`, `€ 1,200`. */
export function figureWords({ of, measure }: ChartPlan, context: FormatContext): (value: number | null) => string {
  const plain = new Intl.NumberFormat(context.locale, { maximumFractionDigits: measure === 'count' ? 0 : 2 })
  return (value) => {
    if (value === null) return '–'
    const rounded = Math.round(value * 100) / 100
    return (of?.source && ownWords(of.source, of.aggregateLane(measure), rounded, context)) ?? plain.format(value)
  }
}

/** What the chart shows, as its heading: `Sum of Estimate by Sprint`. */
export function chartTitle({ by, split, measure, of }: ChartPlan): string {
  const what =
    of === null || measure === 'count'
      ? t('Items')
      : t('{measureWords} of {title}', { measureWords: measureWords[measure], title: of.title })
  if (by !== null && split !== null)
    return t('{what} by {title} and {other}', { what, title: by.title, other: split.title })
  if (by !== null) return t('{what} by {title}', { what, title: by.title })
  return split === null ? what : t('{what} and {title}', { what, title: split.title })
}
