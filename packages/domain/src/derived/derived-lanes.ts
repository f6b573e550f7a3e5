import type { Table, TableDelta, TableFollower } from '@fulcrum/columnar'
import type { BoardColumn } from '../board/columns.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import { computedCells } from './computed-cells.ts'
import type { DerivedInput, DerivedReader, DeriveSchema } from './derivation.ts'
import { DirtyRows } from './dirty-rows.ts'
import { LinkIndex } from './link-index.ts'
import { planDerived } from './plan.ts'
import type { DerivedPlan, PlannedColumn } from './plan.ts'

export interface DerivedLanesOptions {
  readonly items: Table
  readonly kinds: KindRegistry
  readonly schema: DeriveSchema
  readonly reader: DerivedReader
  /** Stands before the keys of all lanes that are kept here. */
  readonly prefix?: string
  /** Whether a derived column is kept here; without it, all are. */
  readonly keeps?: (column: number) => boolean
}

/**
 * Keeps the lanes of derived columns what their inputs say. It follows the table, notes which cells follow from what really
 * changed, and computes them when it is asked: column by column, each after all that it reads.
 *
 *     edit ──▶ before/after: marks rows ──▶ flush: computes marked rows ──▶ edit of derived lanes ──▶ marks rows of later columns
 */
export class DerivedLanes implements TableFollower {
  private readonly items: Table
  private readonly kinds: KindRegistry
  readonly schema: DeriveSchema
  readonly reader: DerivedReader
  private readonly prefix: string
  private readonly keeps: (column: number) => boolean
  private plan: DerivedPlan = nothing
  private stale = false
  private paused = false
  private readonly dirty = new Map<number, DirtyRows>()
  private readonly links = new Map<string, LinkIndex>()
  private readonly signatures = new Map<number, string>()
  private unfollow: (() => void) | null = null

  constructor({ items, kinds, schema, reader, prefix = '', keeps = () => true }: DerivedLanesOptions) {
    this.items = items
    this.kinds = kinds
    this.schema = schema
    this.reader = reader
    this.prefix = prefix
    this.keeps = keeps
  }

  /** True where cells are to be computed yet. */
  get pending(): boolean {
    this.replan()
    return this.paused || this.plan.order.some(({ column }) => this.dirty.get(column.number)?.any === true)
  }

  /** True where the cells of this derived column, and of all before it, are what their inputs say. */
  isSettled(column: number): boolean {
    if (this.stale || this.paused) return false
    const at = this.plan.order.findIndex((each) => each.column.number === column)
    return at >= 0 && this.plan.order.slice(0, at + 1).every((each) => this.dirty.get(each.column.number)?.any !== true)
  }

  /** What a derived column follows from; undefined where it is none, or where its code is not here. */
  readsOf(column: number): readonly DerivedInput[] | undefined {
    this.replan()
    return this.plan.reads.get(column)
  }

  /** Columns came, went or changed, or the code of a kind came. */
  columnsChanged(): void {
    this.stale = true
  }

  /** Follows nothing until it is asked to compute again, and then computes everything: for loading many items. */
  pause(): void {
    this.paused = true
    this.follow(false)
  }

  /** Keeps nothing up any longer. */
  stop(): void {
    this.follow(false)
    this.plan = nothing
  }

  /** The account's day is another one. */
  dayChanged(): void {
    this.replan()
    for (const { column } of this.plan.ofToday) this.of(column).markAll()
  }

  /** All that is known of other boards may be otherwise. */
  relinked(): void {
    this.stale = true
    for (const { by } of this.plan.linked) this.of(by.column).markAll()
  }

  /** Items of another board changed, or that board came or went (null). */
  linkedChanged(boardId: string, itemIds: Iterable<string> | null): void {
    this.replan()
    const uses = this.plan.linked.filter(({ input }) => input.board === boardId)
    if (itemIds === null) {
      this.stale = true
      for (const { by } of uses) this.of(by.column).markAll()
      return
    }
    const ids = [...itemIds]
    for (const { by, input } of uses) this.markLinking(by, input, ids)
  }

  /** Computes at most `limit` cells of those that are to be computed. True where some are left. */
  flush(limit: number): boolean {
    this.replan()
    if (this.paused) this.resume()
    let left = limit
    for (const planned of this.plan.order) {
      const dirty = this.of(planned.column)
      while (dirty.any) {
        if (left <= 0) return true
        const rows = dirty.take(Math.min(left, cellsPerEdit), this.items.rowCount)
        left -= rows.length
        this.compute(planned, rows)
      }
    }
    return false
  }

  get followsDay(): boolean {
    this.replan()
    return this.plan.ofToday.length > 0
  }

  before(delta: TableDelta): void {
    for (const { lane, rows } of delta.cells) {
      if (lane === 'parent') for (const row of rows) this.markAncestors(row, this.plan.ofChildren)
      this.links.get(lane)?.before(rows)
    }
  }

  after(delta: TableDelta): void {
    for (const { lane, rows } of delta.cells) {
      if (lane === 'parent') for (const row of rows) this.markAncestors(row, this.plan.ofChildren)
      this.links.get(lane)?.after(rows)
      for (const { by, input } of this.plan.usesOfLane.get(lane) ?? []) this.markUse(by, input, rows)
    }
    for (const rows of [delta.inserted, delta.removed]) {
      for (const row of rows) this.markAncestors(row, this.plan.ofChildren)
      this.markLinkedTo(rows)
    }
  }

  replaced(lanes: ReadonlySet<string> | null): void {
    for (const link of this.links.values()) link.forget()
    for (const { column, derivation } of this.plan.order) {
      if (lanes === null || derivation.reads.some((input) => this.reads(input, lanes))) this.of(column).markAll()
    }
  }

  announce(): void {}

  private reads(input: DerivedInput, lanes: ReadonlySet<string>): boolean {
    if (input.of === 'today') return false
    if (input.of === 'children' && lanes.has('parent')) return true
    return [...lanes].some((lane) => this.plan.usesOfLane.get(lane)?.some((use) => use.input === input) === true)
  }

  private resume(): void {
    this.paused = false
    for (const link of this.links.values()) link.forget()
    for (const { column } of this.plan.order) this.of(column).markAll()
    this.follow(this.plan.order.length > 0)
  }

  private replan(): void {
    if (!this.stale) return
    this.stale = false
    this.plan = planDerived(this.schema, this.kinds, this.keeps)
    const planned = new Map(this.plan.order.map((each) => [each.column.number, each]))
    this.follow(false)
    for (const column of this.schema.columns()) {
      if (!column.kind.derive || !this.keeps(column.number)) continue
      const signature = planned.get(column.number)?.signature
      if (signature !== undefined && signature === this.signatures.get(column.number)) continue
      if (this.signatures.has(column.number) || !this.fits(column)) this.renewLanes(column)
      if (signature === undefined) this.signatures.delete(column.number)
      else this.signatures.set(column.number, signature)
      if (signature === undefined) this.of(column).clear()
      else this.of(column).markAll()
    }
    this.indexLinks()
    this.follow(this.plan.order.length > 0 && !this.paused)
    for (const { column } of this.plan.order) {
      if (this.of(column).any) this.replaced(new Set(column.lanes.map(({ key }) => key)))
    }
  }

  private fits({ lanes }: BoardColumn): boolean {
    return lanes.every(({ key, type }) => this.items.hasLane(key) && this.items.laneOf(key).type === type)
  }

  /** What stood there was computed from other settings: no cell shows it any longer. */
  private renewLanes(column: BoardColumn): void {
    const key = `${this.prefix}c${column.number}`
    for (const lane of this.items.lanes()) {
      if (lane.key === key || lane.key.startsWith(`${key}.`)) this.items.dropLane(lane.key)
    }
    for (const { key, type } of column.lanes) this.items.addLane({ key, type })
  }

  private indexLinks(): void {
    const wanted = new Set(this.plan.linked.flatMap(({ input }) => this.linkLane(input.through) ?? []))
    for (const lane of this.links.keys()) if (!wanted.has(lane)) this.links.delete(lane)
    for (const lane of wanted) if (!this.links.has(lane)) this.links.set(lane, new LinkIndex(this.items, lane))
  }

  private linkLane(through: number): string | undefined {
    const column = this.schema.column(through)
    const { references } = column?.kind ?? {}
    return column?.lanes.find(({ name }) => name === references?.lane)?.key
  }

  private follow(wanted: boolean): void {
    if (wanted && !this.unfollow) this.unfollow = this.items.follow(this)
    if (!wanted && this.unfollow) {
      this.unfollow()
      this.unfollow = null
    }
  }

  private compute(planned: PlannedColumn, rows: readonly number[]): void {
    const cells = computedCells(planned, rows, this.items, this.reader)
    if (cells.length > 0) this.items.edit({ cells })
  }

  private of(column: BoardColumn): DirtyRows {
    const known = this.dirty.get(column.number)
    if (known) return known
    const made = new DirtyRows()
    this.dirty.set(column.number, made)
    return made
  }

  private markUse(by: PlannedColumn, input: DerivedInput, rows: readonly number[]): void {
    if (input.of === 'linked') {
      this.markLinking(by, input, this.idsOf(rows))
      return
    }
    if (input.of === 'children') for (const row of rows) this.markAncestors(row, [by])
    else {
      const dirty = this.of(by.column)
      for (const row of rows) dirty.mark(row)
    }
  }

  private markLinkedTo(rows: readonly number[]): void {
    if (rows.length === 0) return
    const here = this.plan.linked.filter(({ input }) => input.board === this.schema.boardId)
    if (here.length === 0) return
    const ids = this.idsOf(rows)
    for (const { by, input } of here) this.markLinking(by, input, ids)
  }

  private markLinking(by: PlannedColumn, input: Extract<DerivedInput, { of: 'linked' }>, ids: readonly string[]): void {
    const index = this.links.get(this.linkLane(input.through) ?? '')
    for (const id of ids) for (const row of index?.rowsOf(id) ?? []) this.of(by.column).mark(row)
  }

  private idsOf(rows: readonly number[]): string[] {
    return rows.flatMap((row) => {
      const id = this.items.get('id', row)
      return typeof id === 'string' ? [id] : []
    })
  }

  private markAncestors(row: number, columns: readonly PlannedColumn[]): void {
    if (columns.length === 0) return
    let parent = this.items.get('parent', row)
    // No line of items is longer than there are items, whatever the cells say.
    for (let depth = 0; typeof parent === 'number' && depth <= this.items.rowCount; depth++) {
      for (const { column } of columns) this.of(column).mark(parent)
      parent = this.items.get('parent', parent)
    }
  }
}

/** Cells of a column that are written in one step: views hear of each. */
const cellsPerEdit = 2_048

const nothing: DerivedPlan = {
  reads: new Map(),
  order: [],
  usesOfLane: new Map(),
  ofChildren: [],
  ofToday: [],
  linked: [],
}
