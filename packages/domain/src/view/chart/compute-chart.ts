import { pivot } from '@fulcrum/columnar'
import type { GroupKey, PivotAxis, PivotCell, PivotSpec, Table, ViewSpec } from '@fulcrum/columnar'
import type * as z from 'zod/mini'
import { viewField } from '../fields.ts'
import type { ViewBoard, ViewField } from '../fields.ts'
import type { chartView } from '../kinds/chart.ts'
import type { ChartMeasure, ChartStep } from '../kinds/chart.ts'
import { chartAxis, chartNumbers, dayTypeOf, firstChartField } from './chart-fields.ts'
import type { ChartDays } from './chart-fields.ts'
import { stepEnd } from './day-steps.ts'

/** What a chart keeps. */
export type ChartSettings = z.infer<typeof chartView.settings>

/** What is computed, once everything that was not chosen is. */
export interface ChartPlan {
  readonly by: ViewField | null
  /** Set where `by` is of days. */
  readonly step: ChartStep | null
  readonly split: ViewField | null
  /** Set where `split` is of days. */
  readonly splitStep: ChartStep | null
  readonly measure: ChartMeasure
  /** The column that the measure is of; null where items are counted. */
  readonly of: ViewField | null
}

/** One bar. */
export interface ChartPart {
  readonly key: GroupKey
  readonly count: number
  readonly value: number | null
  /** By the place of `splits`; undefined where it has no item. */
  readonly cells: readonly (ChartCell | undefined)[]
}

/** One colour of a bar. */
export interface ChartCell {
  readonly count: number
  readonly value: number | null
}

/** The figures of a chart. To be read before the board changes. */
export interface ChartFigures {
  readonly plan: ChartPlan
  readonly parts: readonly ChartPart[]
  /** What the bars are parted by again; only null without that. */
  readonly splits: readonly GroupKey[]
  readonly total: ChartCell
  /** The items of a part, or of one colour in it. */
  readonly rows: (key: GroupKey, split?: GroupKey) => Int32Array
}

/** Stands for the parts behind the largest ones. No text of a lane has half a surrogate pair in it. */
export const otherParts: GroupKey = '\ud801others'

/** Steps without an item that are drawn between others: more are a gap that says nothing. */
const maxSteps = 400

/** What a chart depends on beside the board. */
export interface ChartReading extends ChartDays {
  readonly collate?: (left: string, right: string) => number
  readonly hiddenColumns?: ReadonlySet<number>
}

/** What a chart is to compute; the part that is not there for this reader: it was deleted, or may not be seen. */
export function planChart(
  board: ViewBoard,
  settings: ChartSettings,
  { hiddenColumns }: Pick<ChartReading, 'hiddenColumns'> = {},
): ChartPlan | { readonly lacks: 'by' | 'split' | 'of' } {
  const { shape = 'bar', step = 'week', measure = 'count' } = settings
  const by =
    settings.by === undefined ? firstChartField(board, hiddenColumns) : viewField(board, settings.by, hiddenColumns)
  if (!by) return { lacks: 'by' }
  const wanted = shape === 'stacked' ? (settings.split ?? null) : null
  const split = wanted === null ? null : viewField(board, wanted, hiddenColumns)
  if (split === undefined) return { lacks: 'split' }
  const of = measure === 'count' ? null : numberField(board, settings, hiddenColumns)
  if (of === undefined) return { lacks: 'of' }
  const days = dayTypeOf(by) !== null
  return {
    by: shape === 'number' ? null : by,
    step: days ? step : null,
    split,
    splitStep: split !== null && dayTypeOf(split) !== null ? step : null,
    measure: of === null || of.aggregates.includes(measure) ? measure : 'count',
    of,
  }
}

function numberField(board: ViewBoard, { of }: ChartSettings, hidden?: ReadonlySet<number>): ViewField | undefined {
  const numbers = chartNumbers(board, hidden)
  return of === undefined || of === null ? numbers[0] : numbers.find(({ column }) => column === of)
}

/**
 * The figures of a chart over the items that a view shows, by the engine: the same in the browser and on the server.
 *
 *     const figures = computeChart(board, board.items, view.spec, plan, settings, { timeZone, weekStart })
 */
export function computeChart(
  table: Table,
  shown: Pick<ViewSpec, 'filter' | 'search'>,
  plan: ChartPlan,
  settings: ChartSettings,
  reading: ChartReading,
): ChartFigures {
  const { by, of, measure, step } = plan
  const { collate } = reading
  const options = collate ? { collate } : {}
  const axis = by && chartAxis(by, step ?? 'week', reading)
  const spec: PivotSpec = {
    ...(shown.filter && { filter: shown.filter }),
    ...(shown.search && { search: shown.search }),
    by: axis,
    split: plan.split && chartAxis(plan.split, plan.splitStep ?? 'week', reading),
    aggregate: { lane: of?.aggregateLane(measure) ?? '', kind: measure },
  }
  const all = pivot(table, spec, options)
  const largest = largestOf(all.keys, (key) => valueOf(all.whole(key)), settings, step)
  const found =
    largest === null || axis === null ? all : pivot(table, { ...spec, by: withOthers(axis, largest) }, options)
  const parts = ordered(
    withGaps(found.keys, step).map((key): ChartPart => ({
      key,
      ...cellOf(found.whole(key), measure),
      cells: found.splits.map((split) => {
        const cell = found.cell(key, split)
        return cell && cellOf(cell, measure)
      }),
    })),
    settings,
    step,
  )
  return {
    plan,
    parts: settings.cumulative === true && adds(measure) ? summedUp(parts) : parts,
    splits: found.splits,
    total: cellOf(found.total, measure),
    rows: found.rows,
  }
}

/** True where parts add up to the whole. */
export function adds(measure: ChartMeasure): boolean {
  return measure === 'count' || measure === 'sum'
}

function valueOf(cell: PivotCell | undefined): number | null {
  return typeof cell?.value === 'number' ? cell.value : null
}

function cellOf(cell: PivotCell | undefined, measure: ChartMeasure): ChartCell {
  const value = cell === undefined && adds(measure) ? 0 : valueOf(cell)
  return { count: cell?.count ?? 0, value }
}

/** The keys that keep a part of their own; null where all do. Time has no others. */
function largestOf(
  keys: readonly GroupKey[],
  value: (key: GroupKey) => number | null,
  { top = null, shape }: ChartSettings,
  step: ChartStep | null,
): ReadonlySet<GroupKey> | null {
  const most = top ?? (shape === 'battery' ? 12 : 30)
  if (step !== null || keys.length <= most) return null
  return new Set(keys.toSorted((left, right) => bySize(value(left), value(right))).slice(0, most))
}

function withOthers(axis: PivotAxis, largest: ReadonlySet<GroupKey>): PivotAxis {
  const { part = (key: GroupKey) => key } = axis
  return {
    ...axis,
    part: (key) => {
      const own = part(key)
      return largest.has(own) ? own : otherParts
    },
  }
}

/** Without a value last, in both directions. */
function bySize(left: number | null, right: number | null): number {
  return left === null || right === null ? Number(left === null) - Number(right === null) : right - left
}

/** Steps in which nothing is have a place too. */
function withGaps(keys: readonly GroupKey[], step: ChartStep | null): readonly GroupKey[] {
  const days = keys.filter((key) => typeof key === 'number')
  const [first, last] = [days[0], days.at(-1)]
  if (step === null || first === undefined || last === undefined) return keys
  const filled: GroupKey[] = []
  for (let day = first; day <= last; day = stepEnd(day, step)) {
    if (filled.push(day) > maxSteps) return keys
  }
  return [...filled, ...keys.filter((key) => typeof key !== 'number')]
}

function ordered(parts: readonly ChartPart[], { order = 'own' }: ChartSettings, step: ChartStep | null): ChartPart[] {
  const isOther = ({ key }: ChartPart): number => Number(key === otherParts)
  return parts.toSorted((left, right) => {
    if (isOther(left) !== isOther(right)) return isOther(left) - isOther(right)
    if (order === 'own' || step !== null) return 0
    if (left.value === null || right.value === null) return bySize(left.value, right.value)
    return order === 'largest' ? right.value - left.value : left.value - right.value
  })
}

function summedUp(parts: readonly ChartPart[]): ChartPart[] {
  let before: ChartPart | null = null
  return parts.map((part) => {
    const sum = (one: ChartCell | undefined, other: ChartCell | undefined): ChartCell => ({
      count: one?.count ?? 0,
      value: (one?.value ?? 0) + (other?.value ?? 0),
    })
    const last: ChartPart | null = before
    const summed: ChartPart = {
      key: part.key,
      ...sum(part, last ?? undefined),
      cells: part.cells.map((cell, at) => sum(cell, last?.cells[at])),
    }
    before = summed
    return summed
  })
}
