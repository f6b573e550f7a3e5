import type { CellScale, PersonLoad, Workload } from '@fulcrum/domain/workload'
import type { WorkCalendar } from '@fulcrum/domain/schedule'

/** How full a cell is: `none` without work, `plain` where nobody says what can be done. */
export type Fullness = 'none' | 'plain' | 'some' | 'full' | 'over'

/** What is planned for somebody in the days of a cell. */
export interface LoadCell {
  readonly planned: number
  readonly items: number
  /** What can be done in these days; null where nobody says so, or for nobody. */
  readonly room: number | null
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

/** Sums of parts of numbers are a little beside what they would be. */
const ROUNDING = 1e-6

interface Naming {
  readonly nameOf: (id: string) => string
  readonly nobody: string
  readonly locale: string
}

/** The rows in the order of their names, nobody last. `capacity` is what somebody can do in a working day. */
export function loadRows(
  { people }: Workload,
  scale: CellScale,
  calendar: WorkCalendar,
  capacity: number | null,
  { nameOf, nobody, locale }: Naming,
): LoadRow[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const worked = Array.from({ length: scale.count }, (_, cell) => {
    const from = scale.from + cell * scale.width
    return calendar.numberOf(from + scale.width) - calendar.numberOf(from)
  })
  const rowOf = (load: PersonLoad): LoadRow => ({
    id: load.id,
    name: load.id === null ? nobody : nameOf(load.id),
    undated: load.undated,
    cells: worked.map((days, cell) =>
      cellOf(load, cell, days, capacity === null || load.id === null ? null : days * capacity),
    ),
  })
  return people
    .map(rowOf)
    .sort((left, right) => Number(left.id === null) - Number(right.id === null) || compare(left.name, right.name))
}

function cellOf(load: PersonLoad, cell: number, worked: number, room: number | null): LoadCell {
  const planned = load.planned[cell] ?? 0
  const items = load.items[cell] ?? 0
  return { planned, items, room, isFree: worked === 0, fullness: fullnessOf(planned, items, room) }
}

function fullnessOf(planned: number, items: number, room: number | null): Fullness {
  if (room !== null && planned > room + ROUNDING) return 'over'
  if (items === 0) return 'none'
  if (room === null) return 'plain'
  return planned > 0 && planned >= room * FULL ? 'full' : 'some'
}
