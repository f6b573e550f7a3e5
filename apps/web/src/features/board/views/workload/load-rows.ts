import { awayOn, daysAway, daysOff } from '@fulcrum/domain/workload'
import type { CellScale, PersonLoad, TimeOff, Workload } from '@fulcrum/domain/workload'
import type { WorkCalendar } from '@fulcrum/domain/schedule'

/** How full a cell is: `none` without work, `plain` where nobody says what can be done. */
export type Fullness = 'none' | 'plain' | 'some' | 'full' | 'over'

/** What is planned for somebody in the days of a cell. */
export interface LoadCell {
  readonly planned: number
  readonly items: number
  /** What can be done in these days; null where nobody says so, or for nobody. */
  readonly room: number | null
  /** What of it, as it is shown, is more than can be done; 0 where nothing is. */
  readonly over: number
  /** Working days in which the person is away, halves counted as such. */
  readonly away: number
  /** Items that fall on days on which the person is away all day. */
  readonly whileAway: number
  /** No day of it is worked on. */
  readonly isFree: boolean
  readonly fullness: Fullness
}

/** One person, or nobody, with the cells of the page. */
export interface LoadRow {
  readonly id: string | null
  readonly name: string
  readonly cells: readonly LoadCell[]
  readonly undated: readonly number[]
}

/** From which share of what can be done on a cell counts as full. */
const FULL = 0.8

/** An amount as people read it: with one decimal. */
export function shownAmount(amount: number): number {
  return Math.round(amount * 10) / 10
}

interface Naming {
  readonly nameOf: (id: string) => string
  /** When a member is away. */
  readonly offOf: (id: string) => readonly TimeOff[]
  readonly nobody: string
  readonly locale: string
}

/** The rows in the order of their names, nobody last. `capacity` is what somebody can do in a working day. */
export function loadRows(
  { people, itemsOn }: Workload,
  scale: CellScale,
  calendar: WorkCalendar,
  capacity: number | null,
  { nameOf, offOf, nobody, locale }: Naming,
): LoadRow[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const worked = Array.from({ length: scale.count }, (_, cell) => {
    const from = scale.from + cell * scale.width
    return calendar.numberOf(from + scale.width) - calendar.numberOf(from)
  })
  const rowOf = (load: PersonLoad): LoadRow => {
    const { id } = load
    const off = id === null ? [] : offOf(id)
    return {
      id,
      name: id === null ? nobody : nameOf(id),
      undated: load.undated,
      cells: worked.map((days, cell): LoadCell => {
        const planned = load.planned[cell] ?? 0
        const items = load.items[cell] ?? 0
        const from = scale.from + cell * scale.width
        const span = { start: from, end: from + scale.width - 1 }
        const away = off.length === 0 ? 0 : daysAway(span, off, calendar)
        const room = capacity === null || id === null ? null : (days - away) * capacity
        const gone = away === 0 || items === 0 ? [] : daysOff(span, off).filter((day) => awayOn(day, off) === 1)
        const whileAway = gone.length === 0 ? 0 : itemsOn(id, gone)
        const over = room === null ? 0 : Math.max(0, shownAmount(shownAmount(planned) - shownAmount(room)))
        const fullness = over > 0 ? 'over' : fullnessOf(planned, items, room)
        return { planned, items, room, over, away, whileAway, isFree: days === 0, fullness }
      }),
    }
  }
  return people
    .map(rowOf)
    .sort((left, right) => Number(left.id === null) - Number(right.id === null) || compare(left.name, right.name))
}

function fullnessOf(planned: number, items: number, room: number | null): Fullness {
  if (items === 0) return 'none'
  if (room === null) return 'plain'
  return planned > 0 && planned >= room * FULL ? 'full' : 'some'
}
