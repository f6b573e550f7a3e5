import { t } from '@fulcrum/ui/messages'
import type { LoadCell } from './load-rows.ts'

/** Says amounts of work. */
export interface LoadWords {
  /** Without its unit, for a cell. */
  readonly short: (amount: number) => string
  /** With its unit: `14 h`. */
  readonly full: (amount: number) => string
  /** That somebody is away in a cell, and what is planned all the same; null where they are not. */
  readonly away: (cell: LoadCell) => string | null
  /** A cell in a sentence. */
  readonly cell: (cell: LoadCell) => string
  readonly items: (count: number) => string
  /** Items are counted. */
  readonly counts: boolean
}

/** The words of a workload; `unit` is what the numbers of its effort are of, null where items are counted. */
export function loadWords(locale: string, unit: string | null): LoadWords {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const counts = unit === null
  const short = (amount: number): string => number.format(amount)
  const items = (count: number): string => t('{count, plural, one {# item} other {# items}}', { count })
  const full = (amount: number): string => {
    if (unit === null)
      return t('{amount, plural, one {{shown} item} other {{shown} items}}', { amount, shown: short(amount) })
    return unit === '' ? short(amount) : `${short(amount)} ${unit}`
  }
  const absence = ({ away, whileAway }: LoadCell): string[] => [
    ...(away === 0
      ? []
      : [t('away {count, plural, one {{shown} day} other {{shown} days}}', { count: away, shown: short(away) })]),
    ...(whileAway === 0 ? [] : [t('{count, plural, one {# item} other {# items}} while away', { count: whileAway })]),
  ]
  const parts = (cell: LoadCell): string[] => {
    const { planned, room, isFree } = cell
    if (cell.items === 0) {
      if (isFree) return [t('nothing planned, no working day')]
      return [room === null ? t('nothing planned') : t('nothing planned, {room} free', { room: full(room) })]
    }
    if (counts && room === null) return [items(cell.items)]
    return [
      room === null
        ? t('{planned} planned', { planned: full(planned) })
        : t('{planned} of {room}', { planned: short(planned), room: full(room) }),
      ...(cell.fullness === 'over' && room !== null ? [t('{over} too much', { over: full(planned - room) })] : []),
      items(cell.items),
    ]
  }
  return {
    short,
    full,
    items,
    counts,
    away: (cell) => absence(cell).at(-1) ?? null,
    cell: (cell) => [...parts(cell), ...absence(cell)].join(', '),
  }
}
