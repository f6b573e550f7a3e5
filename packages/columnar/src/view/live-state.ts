import type { AggregateRun, GroupedRows } from '../aggregates/aggregate.ts'
import { startAggregate } from '../aggregates/all.ts'
import type { Matcher } from '../filter/matcher.ts'
import { rowOrder, type RowOrder } from '../sort/comparator.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import { grownCapacity, type Lane } from '../lanes/lane.ts'
import type { Table, TableDelta } from '../table.ts'
import type { GroupKey } from '../types.ts'
import { ChangeRecorder, type ViewChange } from './change.ts'
import { blankKey, distribute, groupRows, reasonLane, viewGroupOrder, type GroupNumbers } from './grouping.ts'
import { OrderedRows } from './ordered-rows.ts'
import { resultGroup } from './query.ts'
import { selectionLanes, selectRows, viewMatcher } from './selection.ts'
import type { RowPlace, ViewGroup, ViewResult, ViewSpec } from './spec.ts'

/** Up to so many rows are moved one by one, each in a binary search and a shift; more are merged in one pass. */
const ONE_BY_ONE_ROWS = 16
/** From this share of the rows on, and this number, a view is built anew. */
const REBUILD_SHARE = 1 / 8
const REBUILD_ROWS = 512

/** What an edit means for one row. */
interface Touch {
  readonly row: number
  /** A lane that decides membership, group or place was written, or its liveness. */
  structural: boolean
  /** Number of its group before the edit, -1 outside the view. */
  readonly groupBefore: number
  indexBefore: number
  /** Numbers of the aggregates whose lane was written. */
  readonly runs: Set<number>
}

/** The lanes of a view and what each decides. */
interface LaneRoles {
  readonly structural: ReadonlySet<string>
  readonly runs: ReadonlyMap<string, readonly number[]>
}

/**
 * A view's rows, groups and aggregates, changed step by step. `before` takes touched rows out while the old values can
 * still be read (rows are found by binary search under the order of their values); `after` puts them where the new
 * values say.
 */
export class LiveState implements ViewResult {
  readonly #table: Table
  readonly #spec: ViewSpec
  readonly #roles: LaneRoles
  readonly #matcher: Matcher | null
  readonly #order: RowOrder
  readonly #groupLane: Lane | undefined
  readonly #reasons: ReturnType<typeof reasonLane>
  readonly #groupOrder: (a: GroupKey, b: GroupKey) => number
  readonly #numbers: GroupNumbers
  readonly #rows: OrderedRows[]
  readonly #views: (ViewGroup | undefined)[] = []
  #runs: readonly AggregateRun[]
  #groupOf: Int32Array
  #count: number
  #groups: readonly ViewGroup[] | null = null
  #touches: readonly Touch[] = []

  constructor(table: Table, spec: ViewSpec, options: ViewOptions) {
    this.#table = table
    this.#spec = spec
    this.#roles = laneRoles(spec)
    this.#matcher = viewMatcher(table, spec)
    this.#order = rowOrder(spec.sort ?? [], (key) => table.findLane(key), options)
    this.#groupLane = spec.group ? table.findLane(spec.group.lane) : undefined
    this.#reasons = reasonLane(table, spec)
    this.#groupOrder = viewGroupOrder(table, spec, options)
    const selection = selectRows(table, this.#matcher)
    const grouping = groupRows(table, spec, selection)
    const ordered = this.#order.sorted(selection.rows, selection.count)
    this.#count = selection.count
    this.#groupOf = grouping.groupOf
    this.#numbers = grouping.numbers
    this.#rows = distribute(ordered, selection.count, grouping).map((rows) => new OrderedRows(rows))
    this.#runs = this.#startRuns()
  }

  /** Whether the view reads a lane. */
  reads(lane: string): boolean {
    return this.#roles.structural.has(lane) || this.#roles.runs.has(lane)
  }

  get count(): number {
    return this.#count
  }

  get groups(): readonly ViewGroup[] {
    this.#groups ??= this.#numbers.keys
      .map((_, number) => number)
      .filter((number) => !this.#spec.group || this.#sizeOf(number) > 0)
      .map((number) => this.#viewOf(number))
      .sort((a, b) => this.#groupOrder(a.key, b.key))
    return this.#groups
  }

  rows(group: GroupKey): Int32Array {
    return this.#rows[this.#numbers.find(group) ?? -1]?.view() ?? EMPTY
  }

  window(group: GroupKey, offset: number, limit: number): Int32Array {
    return this.rows(group).slice(offset, offset + limit)
  }

  indexOf(row: number): RowPlace | null {
    const number = this.#groupOf[row] ?? -1
    const rows = this.#rows[number]
    if (rows === undefined) return null
    return { group: this.#keyOf(number), index: rows.indexOf(row, this.#order.compare) }
  }

  /** Prepares for an edit; false when it is too large to follow, and the state must be thrown away. */
  before(delta: TableDelta): boolean {
    const touches = this.#touchesOf(delta)
    if (touches === null) return false
    this.#touches = touches
    if (touches.length > ONE_BY_ONE_ROWS) return true
    for (const touch of touches) {
      if (touch.groupBefore < 0) continue
      this.#runs.forEach((run, i) => {
        if (touch.structural || touch.runs.has(i)) run.remove(touch.row, touch.groupBefore)
      })
      if (touch.structural) {
        touch.indexBefore = this.#rows[touch.groupBefore]?.remove(touch.row, this.#order.compare) ?? -1
      }
    }
    return true
  }

  /** Takes the new values over and says what changed. */
  after(): ViewChange | null {
    const touches = this.#touches
    this.#touches = []
    this.#coverRows()
    const change = new ChangeRecorder()
    if (touches.length > ONE_BY_ONE_ROWS) this.#moveMany(touches, change)
    else for (const touch of touches) this.#moveOne(touch, touches.length === 1, change)
    return change.finish()
  }

  #moveOne(touch: Touch, alone: boolean, change: ChangeRecorder): void {
    const { row, groupBefore } = touch
    const group = touch.structural ? this.#groupFor(row) : groupBefore
    let index = -1
    if (touch.structural) {
      this.#groupOf[row] = group
      this.#count += Number(group >= 0) - Number(groupBefore >= 0)
      if (group >= 0) index = this.#rowsOf(group).insert(row, this.#order.compare)
    }
    if (group >= 0) {
      this.#runs.forEach((run, i) => {
        if (touch.structural || touch.runs.has(i)) run.add(row, group)
      })
    }
    const stays = !touch.structural || (alone && index === touch.indexBefore)
    this.#note(touch, group, stays, change)
  }

  #moveMany(touches: readonly Touch[], change: ChangeRecorder): void {
    const leaves = new Uint8Array(this.#groupOf.length)
    const affected = new Map<number, number[]>()
    const addedTo = (group: number): number[] => {
      const known = affected.get(group)
      if (known !== undefined) return known
      const added: number[] = []
      affected.set(group, added)
      return added
    }
    for (const touch of touches) {
      const { row, groupBefore } = touch
      const group = touch.structural ? this.#groupFor(row) : groupBefore
      if (touch.structural) {
        this.#groupOf[row] = group
        this.#count += Number(group >= 0) - Number(groupBefore >= 0)
        if (groupBefore >= 0) {
          leaves[row] = 1
          addedTo(groupBefore)
        }
        if (group >= 0) addedTo(group).push(row)
      }
      this.#note(touch, group, !touch.structural, change)
    }
    const { compare } = this.#order
    for (const [group, added] of affected) this.#rowsOf(group).replaceMany(leaves, added.sort(compare), compare)
    // Many single steps would cost more than computing the aggregates anew, which happens when they are read.
    this.#runs = this.#startRuns()
    this.#views.length = 0
  }

  #note({ row, groupBefore }: Touch, group: number, stays: boolean, change: ChangeRecorder): void {
    if (groupBefore >= 0) this.#forgetView(groupBefore)
    if (group >= 0) this.#forgetView(group)
    if (group === groupBefore) {
      if (group >= 0) change.note(this.#keyOf(group), stays ? 'changed' : 'moved', row)
      return
    }
    if (groupBefore >= 0) change.note(this.#keyOf(groupBefore), 'left', row)
    if (group >= 0) change.note(this.#keyOf(group), 'entered', row)
  }

  /** The touched rows that are in the view or may come into it; null when they are too many. */
  #touchesOf(delta: TableDelta): readonly Touch[] | null {
    const limit = Math.max(REBUILD_ROWS, this.#count * REBUILD_SHARE)
    const touches = new Map<number, Touch>()
    const touch = (row: number): Touch => {
      let known = touches.get(row)
      if (known === undefined) {
        known = { row, structural: false, groupBefore: this.#groupOf[row] ?? -1, indexBefore: -1, runs: new Set() }
        touches.set(row, known)
      }
      return known
    }
    for (const rows of [delta.inserted, delta.removed]) {
      if (rows.length > limit) return null
      for (const row of rows) touch(row).structural = true
    }
    for (const { lane, rows } of delta.cells) {
      const structural = this.#roles.structural.has(lane)
      const runs = this.#roles.runs.get(lane) ?? []
      if (rows.length > limit) return null
      for (const row of rows) {
        if (!structural && (this.#groupOf[row] ?? -1) < 0) continue
        const touched = touch(row)
        if (structural) touched.structural = true
        for (const run of runs) touched.runs.add(run)
      }
      if (touches.size > limit) return null
    }
    return [...touches.values()]
  }

  #groupFor(row: number): number {
    if (!this.#table.has(row) || this.#matcher?.test(row) === false) return -1
    if (this.#groupLane === undefined) return this.#numbers.of(null)
    return this.#numbers.of(this.#groupLane.groupKey(row) ?? blankKey(this.#reasons, row))
  }

  #rowsOf(group: number): OrderedRows {
    return (this.#rows[group] ??= new OrderedRows(EMPTY))
  }

  #sizeOf(group: number): number {
    return this.#rows[group]?.count ?? 0
  }

  #keyOf(group: number): GroupKey {
    return this.#numbers.keys[group] as GroupKey
  }

  #viewOf(group: number): ViewGroup {
    return (this.#views[group] ??= resultGroup(this.#keyOf(group), group, this.#sizeOf(group), this.#runs))
  }

  #forgetView(group: number): void {
    this.#views[group] = undefined
    this.#groups = null
  }

  #coverRows(): void {
    const { rowCount } = this.#table
    if (rowCount <= this.#groupOf.length) return
    const larger = new Int32Array(grownCapacity(this.#groupOf.length, rowCount)).fill(-1, this.#groupOf.length)
    larger.set(this.#groupOf)
    this.#groupOf = larger
  }

  #startRuns(): readonly AggregateRun[] {
    const grouped: GroupedRows = groupedRows(
      () => this.#groupOf,
      () => this.#numbers.keys.length,
      (group) => this.#sizeOf(group),
      (group) => {
        const rows = this.#rows[group]?.view() ?? EMPTY
        return this.#order.columns.length === 0 ? rows : rows.slice().sort()
      },
    )
    return (this.#spec.aggregates ?? []).map((spec) => startAggregate(spec, this.#table.findLane(spec.lane), grouped))
  }
}

function groupedRows(
  groupOf: () => Int32Array,
  groupCount: () => number,
  sizeOf: (group: number) => number,
  rowsAscending: (group: number) => Int32Array,
): GroupedRows {
  return {
    get groupOf() {
      return groupOf()
    },
    get groupCount() {
      return groupCount()
    },
    sizeOf,
    rowsAscending,
  }
}

function laneRoles(spec: ViewSpec): LaneRoles {
  const runs = new Map<string, number[]>()
  spec.aggregates?.forEach(({ lane }, number) => runs.set(lane, [...(runs.get(lane) ?? []), number]))
  const structural = new Set([...selectionLanes(spec), ...(spec.sort ?? []).map((key) => key.lane)])
  if (spec.group) structural.add(spec.group.lane)
  if (spec.group?.reason !== undefined) structural.add(spec.group.reason)
  return { structural, runs }
}

const EMPTY = new Int32Array(0)
