import type { BoardColumn, FormatContext } from '@fulcrum/domain'
import { amountLane, unitOf, withAllDecimals } from '@fulcrum/domain/workload'
import { t } from '@fulcrum/ui/messages'
import { ownWords } from '../own-words.ts'
import { shownAmount, type LoadCell } from './load-rows.ts'

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

/** The words of a workload; `effort` is the column of its amounts, undefined where items are counted. */
export function loadWords(context: FormatContext, effort: BoardColumn | undefined): LoadWords {
  const number = new Intl.NumberFormat(context.locale, { maximumFractionDigits: 1 })
  const counts = effort === undefined
  const short = (amount: number): string => number.format(shownAmount(amount))
  const items = (count: number): string => t('{count, plural, one {# item} other {# items}}', { count })
  const full = (amount: number): string => {
    const shown = short(amount)
    if (effort !== undefined) return withUnit(effort, shownAmount(amount), shown, context)
    return t('{amount, plural, one {{shown} item} other {{shown} items}}', { amount: shownAmount(amount), shown })
  }
  const absence = ({ away, whileAway }: LoadCell): string[] => [
    ...(away === 0
      ? []
      : [t('away {count, plural, one {{shown} day} other {{shown} days}}', { count: away, shown: short(away) })]),
    ...(whileAway === 0 ? [] : [t('{count, plural, one {# item} other {# items}} while away', { count: whileAway })]),
  ]
  const parts = (cell: LoadCell): string[] => {
    const { planned, room, over, isFree } = cell
    if (cell.items === 0) {
      if (isFree) return [t('nothing planned, no working day')]
      return [room === null ? t('nothing planned') : t('nothing planned, {room} free', { room: full(room) })]
    }
    if (counts && room === null) return [items(cell.items)]
    return [
      room === null
        ? t('{planned} planned', { planned: full(planned) })
        : t('{planned} of {room}', { planned: short(planned), room: full(room) }),
      ...(over > 0 ? [t('{over} too much', { over: full(over) })] : []),
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

/** An amount as its column writes it where its cells are numbers; else with its unit behind it. */
function withUnit(effort: BoardColumn, amount: number, shown: string, context: FormatContext): string {
  const unit = unitOf(effort)
  const lane = amountLane(effort)
  if (unit === '') return shown
  return (lane && ownWords(withAllDecimals(effort), lane.key, amount, context)) ?? `${shown}\u00a0${unit}`
}
