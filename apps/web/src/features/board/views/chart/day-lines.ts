import type { ChartShape, FormatContext, ViewField } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardRecords } from '../../model/records.ts'
import { partNamer } from './chart-words.ts'
import { colourAt } from './marks.ts'
import type { History } from './use-history.ts'

/** One line, in words and colours. */
export interface DaySeries {
  readonly key: string
  readonly title: string
  readonly colour: LabelColour
  readonly values: readonly number[]
  /** The figure of the last day. */
  readonly figure: string
  /** Drawn as a guide beside the others. */
  readonly guide?: boolean
}

const doneStages: readonly unknown[] = ['done']
const begunStages: readonly unknown[] = ['doing', 'review', 'done']
const gone = 'canceled'

/** The lines of a chart over days, the largest of today first; those of a burn-up are scope, started and done. */
export function dayLines(
  history: History,
  shape: ChartShape,
  split: ViewField | null,
  records: BoardRecords,
  context: FormatContext,
): readonly DaySeries[] {
  const format = new Intl.NumberFormat(context.locale, { maximumFractionDigits: 2 })
  const line = (key: string, title: string, colour: LabelColour, values: readonly number[]): DaySeries => ({
    key,
    title,
    colour,
    values,
    figure: format.format(values.at(-1) ?? 0),
  })
  const days = history.lines[0]?.values.length ?? 0
  const sumOf = (counts: (key: unknown) => boolean): number[] =>
    Array.from({ length: days }, (_, at) =>
      history.lines.reduce((sum, { key, values }) => sum + (counts(key) ? (values[at] ?? 0) : 0), 0),
    )
  if (shape === 'burn-up') {
    return [
      {
        ...line(
          'scope',
          t('Scope'),
          'slate',
          sumOf((key) => key !== gone),
        ),
        guide: true,
      },
      line(
        'started',
        t('Started'),
        'blue',
        sumOf((key) => begunStages.includes(key)),
      ),
      line(
        'done',
        t('Done'),
        'green',
        sumOf((key) => doneStages.includes(key)),
      ),
    ]
  }
  const nameOf = partNamer(split, null, records, context)
  const order = new Map((split?.group?.order ?? []).map((key, at) => [key, at]))
  return history.lines
    .toSorted((left, right) => (order.get(left.key) ?? order.size) - (order.get(right.key) ?? order.size))
    .filter(({ values }) => values.some((value) => value !== 0))
    .map(({ key, values }, at) => {
      const { title, colour } = nameOf(key)
      return line(String(key), title, colour ?? (key === null && split !== null ? 'grey' : colourAt(at)), values)
    })
}

interface NoteAsk {
  readonly days: number
  readonly shape: ChartShape
  readonly filtered: boolean
}

/** What the figures are of, how far back, and how much is known of that time. */
export function historyNote(history: History, { days, shape, filtered }: NoteAsk, context: FormatContext): string {
  const day = new Intl.DateTimeFormat(context.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: context.timeZone,
  })
  const count = history.items
  const items = filtered
    ? t('{count, plural, one {# item} other {# items}} that pass the filter today', { count })
    : t('{count, plural, one {# item} other {# items}}, also those that are gone by now', { count })
  const known =
    history.since === null
      ? t('Nothing has changed yet.')
      : history.historic > 0
        ? t(
            'The log knows of changes since {since}, imported history included; before its first one an item counts as that found it.',
            { since: day.format(history.since) },
          )
        : t('The log knows of changes since {since}; before its first one an item counts as that found it.', {
            since: day.format(history.since),
          })
  const stages =
    shape === 'burn-up' ? t('Stages are those that labels have today; canceled items are out of scope.') : ''
  const when = t('{items}, at the end of each of the last {days} days.', { items, days })
  return [when, known, stages].filter(Boolean).join(' ')
}
