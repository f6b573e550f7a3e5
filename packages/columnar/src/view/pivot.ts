import type { AggregateSpec, AggregateValue, GroupedRows } from '../aggregates/aggregate.ts'
import { startAggregate } from '../aggregates/all.ts'
import type { GroupSpec } from '../group.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table } from '../table.ts'
import type { GroupKey } from '../types.ts'
import { groupRows, viewGroupOrder } from './grouping.ts'
import { selectRows, viewMatcher } from './selection.ts'
import type { ViewSpec } from './spec.ts'

/** Rows parted by the values of a lane, or by what these are made to: days to their weeks, rare values to one. */
export interface PivotAxis extends GroupSpec {
  /** The part that a value belongs to; asked once for each value that occurs. */
  readonly part?: (key: GroupKey) => GroupKey
}

/** What is computed of the rows in each part, and in each part of a part. Without `by` all rows are one part. */
export interface PivotSpec extends Pick<ViewSpec, 'filter' | 'search'> {
  readonly by?: PivotAxis | null
  readonly split?: PivotAxis | null
  readonly aggregate: AggregateSpec
}

/** One part of the rows. */
export interface PivotCell {
  /** Rows in it; at least 1. */
  readonly count: number
  readonly value: AggregateValue
}

/** An answer, to be read before the table changes. */
export interface PivotResult {
  /** The parts in their order: those that `by.order` lists, others by value, blank ones last. */
  readonly keys: readonly GroupKey[]
  /** The same of `split`; only null without one. */
  readonly splits: readonly GroupKey[]
  /** Over all rows. */
  readonly total: PivotCell
  /** Over a part; undefined of one without rows. */
  whole(key: GroupKey): PivotCell | undefined
  /** Over a part of a part. */
  cell(key: GroupKey, split: GroupKey): PivotCell | undefined
  /** The rows of a part, ascending; of its part where `split` is given. */
  rows(key: GroupKey, split?: GroupKey): Int32Array
}

/**
 * Parts the rows of a table by one lane and again by another, and computes one aggregate of every part, as charts show it.
 *
 *     const { keys, cell } = pivot(table, { by: { lane: 'priority' }, aggregate: { lane: '', kind: 'count' } })
 */
export function pivot(table: Table, spec: PivotSpec, options: ViewOptions = {}): PivotResult {
  const selection = selectRows(table, viewMatcher(table, spec))
  const rows = selection.rows.subarray(0, selection.count)
  const by = partRows(table, rows, spec.by ?? null, options)
  const split = partRows(table, rows, spec.split ?? null, options)
  const both = crossed(by, split, rows)
  const all = partRows(table, rows, null, options)
  const wholes = computed(table, spec.aggregate, by, rows)
  const cells = spec.split ? computed(table, spec.aggregate, both, rows) : wholes
  const total = computed(table, spec.aggregate, all, rows)
  const place = (key: GroupKey, of: GroupKey): number | undefined =>
    spec.split
      ? both.places.get(pairKey(by.places.get(key), split.places.get(of), split.keys.length))
      : by.places.get(key)
  return {
    keys: by.ordered,
    splits: split.ordered,
    total: total.at(0) ?? { count: 0, value: null },
    whole: (key) => wholes.at(by.places.get(key)),
    cell: (key, of) => cells.at(place(key, of)),
    rows: (key, of) => {
      const parts = of === undefined || !spec.split ? by : both
      const at = of === undefined ? by.places.get(key) : place(key, of)
      return at === undefined ? new Int32Array(0) : rows.filter((row) => parts.partOf[row] === at)
    },
  }
}

/** Which part each row is in. */
interface Parts {
  /** By row: the number of its part, -1 outside. */
  readonly partOf: Int32Array
  /** By number. */
  readonly keys: readonly GroupKey[]
  readonly ordered: readonly GroupKey[]
  readonly counts: Int32Array
}

interface NamedParts extends Parts {
  readonly places: ReadonlyMap<GroupKey, number>
}

function partRows(table: Table, rows: Int32Array, axis: PivotAxis | null, options: ViewOptions): NamedParts {
  const spec: ViewSpec = { group: axis }
  const { numbers, groupOf } = groupRows(table, spec, { rows, count: rows.length })
  const places = new Map<GroupKey, number>()
  const partOfGroup = Int32Array.from(numbers.keys, (key) => {
    const part = axis?.part ? axis.part(key) : key
    const place = places.get(part) ?? places.size
    places.set(part, place)
    return place
  })
  const counts = new Int32Array(places.size)
  for (const row of rows) {
    const part = partOfGroup[groupOf[row] as number] as number
    groupOf[row] = part
    counts[part] = (counts[part] as number) + 1
  }
  const keys = [...places.keys()]
  const ordered = keys.filter((key) => (counts[places.get(key) ?? -1] ?? 0) > 0)
  return { partOf: groupOf, keys, ordered: ordered.sort(viewGroupOrder(table, spec, options)), counts, places }
}

/** The part of a pair, counted along the second one. */
function pairKey(first: number | undefined, second: number | undefined, width: number): number {
  return first === undefined || second === undefined ? -1 : first * width + second
}

function crossed(
  by: NamedParts,
  split: NamedParts,
  rows: Int32Array,
): Parts & { readonly places: Map<number, number> } {
  if (split.keys.length <= 1) {
    const places = new Map(by.keys.map((_, at) => [pairKey(at, 0, split.keys.length), at]))
    return { ...by, places }
  }
  const places = new Map<number, number>()
  const partOf = new Int32Array(by.partOf.length).fill(-1)
  const counts: number[] = []
  for (const row of rows) {
    const pair = pairKey(by.partOf[row], split.partOf[row], split.keys.length)
    let place = places.get(pair)
    if (place === undefined) {
      place = places.size
      places.set(pair, place)
      counts.push(0)
    }
    partOf[row] = place
    counts[place] = (counts[place] as number) + 1
  }
  return { partOf, keys: [], ordered: [], counts: Int32Array.from(counts), places }
}

/** The aggregate over each part, computed when it is read. */
function computed(table: Table, spec: AggregateSpec, { partOf, counts }: Parts, rows: Int32Array) {
  let apart: readonly Int32Array[] | null = null
  const grouped: GroupedRows = {
    groupOf: partOf,
    groupCount: counts.length,
    sizeOf: (part) => counts[part] ?? 0,
    rowsAscending: (part) => (apart ??= byPart(partOf, counts, rows))[part] ?? new Int32Array(0),
  }
  const run = startAggregate(spec, table.findLane(spec.lane), grouped)
  return {
    at: (part: number | undefined): PivotCell | undefined => {
      const count = part === undefined ? 0 : (counts[part] ?? 0)
      return part === undefined || count === 0 ? undefined : { count, value: run.result(part) }
    },
  }
}

function byPart(partOf: Int32Array, counts: Int32Array, rows: Int32Array): readonly Int32Array[] {
  const apart = Array.from(counts, (count) => new Int32Array(count))
  const ends = new Int32Array(counts.length)
  for (const row of rows) {
    const part = partOf[row] as number
    const at = ends[part] as number
    ends[part] = at + 1
    const list = apart[part]
    if (list) list[at] = row
  }
  return apart
}
