import type { BoardColumn, ColumnLane } from '../board/columns.ts'
import type { Json, JsonObject } from '../json.ts'
import { dayColumns, type DayColumns } from '../view/day-columns.ts'

/** What is chosen of a workload, by the numbers of the columns. */
export interface WorkloadChoice {
  readonly people?: number | undefined
  readonly date?: number | undefined
  readonly end?: number | null | undefined
  readonly effort?: number | null | undefined
  readonly capacity?: number | null | undefined
}

/** The columns that a workload reads; undefined for what the board does not have. */
export interface WorkloadColumns {
  readonly people: BoardColumn | undefined
  readonly days: DayColumns | undefined
  /** Undefined where items are counted. */
  readonly effort: BoardColumn | undefined
  /** What `effort` most likely is where nobody chose. */
  readonly estimate: BoardColumn | undefined
  /** What somebody can do in a working day; null where nobody says, and where it was said of a column that is not there. */
  readonly capacity: number | null
}

/** What somebody does in a working day where the effort is in hours and nobody says otherwise. */
export const ordinaryHours = 8

/** The columns that were chosen, as far as they are there; without a choice those that are meant most likely. */
export function workloadColumns(columns: readonly BoardColumn[], chosen: WorkloadChoice): WorkloadColumns {
  const live = columns.filter(({ fields }) => fields['deletedAt'] === undefined)
  const withPeople = live.filter((column) => peopleLane(column) !== undefined)
  const hasRole = (role: string) => (column: BoardColumn) => column.fields['role'] === role
  const people =
    withPeople.find(({ number }) => number === chosen.people) ?? withPeople.find(hasRole('owner')) ?? withPeople[0]
  const amounts = live.filter((column) => amountLane(column) !== undefined)
  const effort = amounts.find(({ number }) => number === chosen.effort)
  const usual = effort !== undefined && countsHours(effort) ? ordinaryHours : null
  const isLost = effort === undefined && typeof chosen.effort === 'number'
  const said = chosen.capacity === undefined ? usual : chosen.capacity
  return {
    people,
    days: dayColumns(live, chosen),
    effort,
    estimate: amounts.find(hasRole('estimate')),
    capacity: isLost ? null : said,
  }
}

/** The lane with the people of an item; undefined for a column of anything else. */
export function peopleLane({ kind, lanes }: BoardColumn): ColumnLane | undefined {
  const { references, tracksTime } = kind
  if (references?.to !== 'member' || tracksTime !== undefined) return undefined
  return lanes.find(({ name, type }) => name === references.lane && type === 'refSet')
}

/** The lane with how much an item is; undefined for a column of anything else, and for time that was spent. */
export function amountLane({ kind, lanes }: BoardColumn): ColumnLane | undefined {
  if (!kind.aggregates.includes('sum') || kind.tracksTime !== undefined) return undefined
  return lanes.find(({ name, type }) => name === kind.defaultLane && type === 'number')
}

/** Whether the numbers of a column are hours, by their unit. */
export function countsHours(column: BoardColumn): boolean {
  return /^(h|hrs?|hours?)\.?$/i.test(unitOf(column))
}

/** What stands beside the numbers of a column: `h`; an empty text where nothing does. */
export function unitOf({ settings }: BoardColumn): string {
  const unit = isObject(settings) ? settings['unit'] : undefined
  return typeof unit === 'string' ? unit.trim() : ''
}

/** The column writing as many decimals as an amount has: shares of whole numbers are not whole. */
export function withAllDecimals(column: BoardColumn): BoardColumn {
  if (!isObject(column.settings)) return column
  const { precision: _, ...settings } = column.settings
  return { ...column, settings }
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
