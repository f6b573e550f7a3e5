import type { MenuItem, MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { DaySpan } from './week-lanes.ts'

interface DayMoves {
  readonly span: DaySpan | null
  readonly today: number
  /** It can take more days than one. */
  readonly resizes: boolean
  readonly onMove: (to: DaySpan | null) => void
  readonly onPick: () => void
}

/** Everything that a drag does with an item, as lines of its menu. */
export function daySections({ span, today, resizes, onMove, onPick }: DayMoves): readonly MenuSection[] {
  const pick: MenuItem = { id: 'pick', title: t('Move to a day …'), icon: 'calendar', onSelect: onPick }
  const toToday: MenuItem = {
    id: 'today',
    title: t('Move to today'),
    icon: 'clock',
    disabled: span?.start === today,
    onSelect: () => onMove(shifted(span ?? { start: today, end: today }, today - (span?.start ?? today))),
  }
  if (span === null) return [{ items: [toToday, pick] }]
  const by = (id: string, title: string, days: number, shortcut: string): MenuItem => ({
    id,
    title,
    shortcut,
    onSelect: () => onMove(shifted(span, days)),
  })
  const longer = (id: string, title: string, days: number, shortcut: string): MenuItem => ({
    id,
    title,
    shortcut,
    disabled: span.end + days < span.start,
    onSelect: () => onMove({ start: span.start, end: span.end + days }),
  })
  return [
    {
      items: [
        toToday,
        pick,
        {
          id: 'by',
          title: t('Move by'),
          icon: 'arrow-right',
          items: [
            {
              items: [
                by('day-later', t('A day later'), 1, 'Shift Right'),
                by('day-earlier', t('A day earlier'), -1, 'Shift Left'),
                by('week-later', t('A week later'), 7, 'Shift Down'),
                by('week-earlier', t('A week earlier'), -7, 'Shift Up'),
              ],
            },
          ],
        },
        ...(resizes
          ? [
              longer('longer', t('A day longer'), 1, 'Alt Shift Right'),
              longer('shorter', t('A day shorter'), -1, 'Alt Shift Left'),
            ]
          : []),
        { id: 'no-day', title: t('Take the date away'), icon: 'x', onSelect: () => onMove(null) },
      ],
    },
  ]
}

/** The span so many days later. */
export function shifted({ start, end }: DaySpan, days: number): DaySpan {
  return { start: start + days, end: end + days }
}
