import { Table } from '@fulcrum/columnar'
import type { CellsEdit, LaneValue } from '@fulcrum/columnar'
import type { KindRegistry } from '../column/kind-registry.ts'
import type { DerivedBoard, DerivedInput, DeriveSchema } from '../derived/derivation.ts'
import { BoardDerived } from '../derived/board-derived.ts'
import { must } from '../errors.ts'
import { RankEndsCache } from '../item/rank-ends.ts'
import type { RankEnds } from '../item/rank-ends.ts'
import type { Json } from '../json.ts'
import { cellValue } from '../patch.ts'
import type { CellColumn, CellsPatch, Patch, SystemCell } from '../patch.ts'
import { ScopeState } from '../state.ts'
import type { Scope } from '../scope.ts'
import { scopeId } from '../scope.ts'
import type { Fields } from '../record.ts'
import type { BoardReader } from './board-reader.ts'
import { toBoardColumn } from './columns.ts'
import type { BoardColumn } from './columns.ts'
import { editedRows } from './edited-rows.ts'
import { itemKey } from './prefix.ts'
import { countLiveRoots, refreshLiveness } from './liveness.ts'
import { RowIndex } from './row-index.ts'
import { fromSystemLane, livenessCells, systemLanes, toSystemLane } from './system-lanes.ts'

export type { BoardReader } from './board-reader.ts'
export { livenessCells, systemLanes } from './system-lanes.ts'

/** A board in memory: its records, and its items as lanes. */
export class BoardState extends ScopeState implements BoardReader, DerivedBoard {
  readonly items = new Table(systemLanes)
  private readonly created = this.items.laneOf('createdAt')
  /** The cells that follow from others. */
  readonly derived: BoardDerived
  private readonly kinds: KindRegistry
  private columnList: readonly BoardColumn[] | null = null
  private columnByNumber = new Map<number, BoardColumn>()
  private groupByNumber: Map<number, string> | null = null
  private usedRows: number | null = null
  private readonly index = new RowIndex(this.items)
  private readonly ends = new RankEndsCache()
  /** Kept up with every change once it was asked. */
  private roots: number | null = null

  constructor(scope: Scope, kinds: KindRegistry) {
    super(scope)
    this.kinds = kinds
    this.derived = new BoardDerived(this, kinds)
  }

  get boardId(): string {
    return scopeId(this.scope)
  }

  get board(): Fields {
    return this.record('board', this.boardId) ?? {}
  }

  get rowCount(): number {
    // The table keeps rows that a client used for a moment, for an item that the server refused.
    if (this.usedRows === null) {
      let rows = this.items.rowCount
      while (rows > 0 && !this.exists(rows - 1)) rows -= 1
      this.usedRows = rows
    }
    return this.usedRows
  }

  exists(row: number): boolean {
    return !this.created.isBlank(row)
  }

  isLive(row: number): boolean {
    return this.items.has(row)
  }

  rowOf(itemId: string): number | undefined {
    return this.index.rowOf(itemId)
  }

  system(row: number, cell: SystemCell): Json {
    if (row >= this.items.rowCount) return null
    return fromSystemLane(cell, this.items.get(cell, row))
  }

  columns(): readonly BoardColumn[] {
    if (!this.columnList) {
      const columns: BoardColumn[] = []
      for (const [id, fields] of this.records('column')) {
        const column = toBoardColumn(id, fields, this.kinds)
        if (column) columns.push(column)
      }
      this.columnList = columns.sort(
        (left, right) => compareText(left.fields['rank'], right.fields['rank']) || left.number - right.number,
      )
      this.columnByNumber = new Map(columns.map((column) => [column.number, column]))
    }
    return this.columnList
  }

  column(number: number): BoardColumn | undefined {
    this.columns()
    return this.columnByNumber.get(number)
  }

  /** A column that is there, or that these patches make. */
  columnWith(number: number, patches: readonly Patch[]): BoardColumn | undefined {
    const known = this.column(number)
    if (known) return known
    for (const patch of patches) {
      if (patch.op !== 'put' || patch.table !== 'column' || patch.fields['number'] !== number) continue
      return toBoardColumn(patch.id, patch.fields, this.kinds)
    }
    return undefined
  }

  group(number: number): Fields | undefined {
    if (!this.groupByNumber) {
      this.groupByNumber = new Map()
      for (const [id, fields] of this.records('group')) this.groupByNumber.set(Number(fields['number']), id)
    }
    const id = this.groupByNumber.get(number)
    return id === undefined ? undefined : this.record('group', id)
  }

  cell(row: number, column: number): Json {
    const found = this.column(column)
    if (!found || row >= this.items.rowCount) return null
    return found.kind.fromLanes((name) => {
      const lane = must(
        found.lanes.find((candidate) => candidate.name === name),
        `lane ${name}`,
      )
      return this.items.get(lane.key, row)
    }, found.settings)
  }

  get title(): string {
    return String(this.board['name'] ?? '')
  }

  keyOf(row: number): string {
    return itemKey(String(this.board['prefix'] ?? ''), row)
  }

  lane(key: string, row: number): LaneValue {
    return this.items.findLane(key)?.get(row) ?? null
  }

  laneReader(key: string): (row: number) => LaneValue {
    const { items } = this
    let lane = items.findLane(key)
    let { shape } = items
    return (row) => {
      if (shape !== items.shape) {
        lane = items.findLane(key)
        shape = items.shape
      }
      return lane === undefined ? null : lane.get(row)
    }
  }

  children(row: number): readonly number[] {
    return this.index.children(row)
  }

  derivedFrom(column: number): readonly DerivedInput[] | undefined {
    return this.derived.readsOf(column)
  }

  /** Whether a column, by its id, follows from others, or columns of a kind do. */
  derives(id: string | null, kind = String(id === null ? '' : this.record('column', id)?.['kind'])): boolean {
    return this.kinds.get(kind)?.derive !== undefined
  }

  get schema(): DeriveSchema {
    return this.derived.schema
  }

  /** The keys of the lanes that hold what was written: those of derived columns are left out. */
  get storedLanes(): readonly string[] {
    const derived = new Set(
      this.columns().flatMap(({ kind, lanes }) => (kind.derive ? lanes.map(({ key }) => key) : [])),
    )
    return this.items.lanes().flatMap(({ key }) => (derived.has(key) ? [] : [key]))
  }

  rowsNaming(column: number, lane: string, id: string): readonly number[] {
    const key = this.column(column)?.lanes.find(({ name }) => name === lane)?.key
    if (key === undefined || !this.items.hasLane(key)) return []
    const cells = this.items.laneOf(key)
    const rows: number[] = []
    for (let row = 0; row < this.items.rowCount; row++) {
      const ids = cells.get(row)
      if (Array.isArray(ids) && ids.includes(id)) rows.push(row)
    }
    return rows
  }

  rankEnds(group: number): RankEnds {
    return this.ends.of(group, () => this.ranksIn(group))
  }

  /** How many live items have no parent. */
  get liveRoots(): number {
    this.roots ??= countLiveRoots(this.items)
    return this.roots
  }

  /**
   * Puts cells of items as they were stored, without a way back: for loading many. `cells` has one value a row and column.
   * Nothing derived is kept up: `settle` over all rows and `derived.deriveSome` must follow before anything else is asked.
   */
  loadCells(cells: Iterable<readonly [CellColumn, readonly number[], readonly Json[]]>): void {
    this.derived.deriveLater()
    const edits: CellsEdit[] = []
    for (const [column, rows, values] of cells) {
      if (typeof column === 'string') {
        edits.push({ lane: column, rows, values: values.map((value) => toSystemLane(column, value)) })
        if (column === 'createdAt') {
          edits.push({ lane: 'row', rows, values: rows.map((row, at) => ((values[at] ?? null) === null ? null : row)) })
        }
        continue
      }
      const found = this.column(column)
      if (!found) continue
      const { kind, settings } = found
      const lanes = values.map((value) => (value === null ? null : kind.toLanes(value, settings)))
      for (const { key, name, own } of found.lanes) {
        if (own) edits.push({ lane: key, rows, values: lanes.map((each) => each?.[name] ?? null) })
      }
    }
    this.items.edit({ cells: edits })
  }

  /** Takes in rows that were loaded: knows them by id and decides which are live. In slices, from the first row up. */
  settle(from: number, to: number): void {
    this.index.loaded(from, Math.min(to, this.rowCount))
    this.settleLive(from, to)
  }

  /** The same without the ids, of a board of which not all cells are loaded: only what decides what is live. */
  settleLive(from: number, to: number): void {
    const end = Math.min(to, this.rowCount)
    this.ends.clear()
    this.refresh(Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index))
  }

  /** Puts an item's lanes as they were decoded: forgets what is derived from them. For loading by chunks. */
  itemsLoaded(): void {
    this.usedRows = null
    this.index.forget()
    this.ends.clear()
    this.roots = null
  }

  override patch(patches: readonly Patch[], at: number, actor: string | null): Patch[] {
    const back = this.patchAll(patches)
    const all = [...this.touch(patches, at, actor), ...back]
    this.derived.deriveNow()
    return all
  }

  override takeBack(back: readonly Patch[]): void {
    super.takeBack(back)
    this.derived.deriveNow()
  }

  protected override patchRecord(patch: Exclude<Patch, { op: 'cells' }>): Patch {
    const back = super.patchRecord(patch)
    if (patch.table === 'column') this.columnsChanged()
    if (patch.table === 'group') {
      this.groupByNumber = null
      const fields = back.op === 'put' ? back.fields : patch.op === 'put' ? patch.fields : {}
      if ('deletedAt' in fields || 'number' in fields) this.refresh(this.rowsOfGroup(patch.id))
    }
    return back
  }

  protected override patchCells(patch: CellsPatch): Patch {
    return typeof patch.column === 'number'
      ? this.patchColumn(patch, patch.column)
      : this.patchSystem(patch, patch.column)
  }

  private patchColumn(patch: CellsPatch, number: number): Patch {
    const column = this.column(number)
    if (!column) return { op: 'cells', column: number, rows: [], values: [] }
    const { kind, settings } = column
    const old = patch.rows.map((row) => this.cell(row, number))
    const values = patch.rows.map((_, index) => {
      const value = cellValue(patch, index)
      return value === null ? null : kind.toLanes(value, settings)
    })
    const cells = column.lanes
      .filter((lane) => lane.own)
      .map((lane) => ({
        lane: lane.key,
        rows: patch.rows,
        values: values.map((value): LaneValue => value?.[lane.name] ?? null),
      }))
    this.items.edit({ cells })
    return { op: 'cells', column: number, rows: patch.rows, values: old }
  }

  private patchSystem(patch: CellsPatch, column: SystemCell): Patch {
    const { rows } = patch
    const old = rows.map((row) => this.system(row, column))
    const values = rows.map((_, index) => cellValue(patch, index))
    const cells = [{ lane: column, rows, values: values.map((value) => toSystemLane(column, value)) }]
    if (column === 'createdAt') {
      this.usedRows = null
      // The row lane says the row itself for every item that exists.
      cells.push({
        lane: 'row' as SystemCell,
        rows,
        values: rows.map((row, index) => (values[index] === null ? null : row)),
      })
    }
    this.items.edit({ cells })
    if (column === 'id') this.index.idsChanged(rows, old, values)
    if (column === 'group' || column === 'parent' || column === 'rank') this.placesChanged(column, rows, old)
    if (column === 'parent') this.parentsChanged(rows, old, values)
    if (livenessCells.has(column)) this.refresh(rows)
    return { op: 'cells', column, rows, values: old }
  }

  private parentsChanged(rows: readonly number[], old: readonly Json[], values: readonly Json[]): void {
    this.index.parentsChanged(rows, old, values)
    rows.forEach((row, index) => {
      if (this.roots === null || !this.items.has(row)) return
      this.roots += Number((values[index] ?? null) === null) - Number((old[index] ?? null) === null)
    })
  }

  private refresh(rows: readonly number[]): void {
    const more = refreshLiveness(this, rows)
    if (this.roots !== null) this.roots += more
  }

  private placesChanged(column: 'group' | 'parent' | 'rank', rows: readonly number[], old: readonly Json[]): void {
    rows.forEach((row, index) => {
      const now = {
        group: this.system(row, 'group'),
        parent: this.system(row, 'parent'),
        rank: this.system(row, 'rank'),
      }
      this.ends.moved({ ...now, [column]: old[index] ?? null }, now)
    })
  }

  private *ranksIn(group: number): Iterable<string> {
    const lane = (cell: SystemCell) => this.items.laneOf(cell)
    const [groups, parents, ranks] = [lane('group'), lane('parent'), lane('rank')]
    for (let row = 0; row < this.items.rowCount; row++) {
      if (groups.get(row) !== group || parents.get(row) !== null) continue
      const rank = ranks.get(row)
      if (typeof rank === 'string') yield rank
    }
  }

  /** `updatedAt` and `updatedBy` follow every change of an item's cells, unless the change itself says them. */
  private touch(patches: readonly Patch[], at: number, actor: string | null): Patch[] {
    const rows = editedRows(patches)
    if (rows.length === 0) return []
    return [
      this.patchSystem({ op: 'cells', column: 'updatedAt', rows, values: [at] }, 'updatedAt'),
      this.patchSystem({ op: 'cells', column: 'updatedBy', rows, values: [actor] }, 'updatedBy'),
    ]
  }

  private rowsOfGroup(groupId: string): number[] {
    const number = this.record('group', groupId)?.['number']
    const rows: number[] = []
    for (let row = 0; row < this.items.rowCount; row++) if (this.items.get('group', row) === number) rows.push(row)
    return rows
  }

  private columnsChanged(): void {
    this.columnList = null
    for (const column of this.columns()) {
      for (const lane of column.lanes) {
        const held = lane.own || column.kind.derive !== undefined
        if (held && !this.items.hasLane(lane.key)) this.items.addLane({ key: lane.key, type: lane.type })
      }
    }
    this.derived.columnsChanged()
  }
}

function compareText(left: Json | undefined, right: Json | undefined): number {
  const a = String(left ?? '')
  const b = String(right ?? '')
  return a < b ? -1 : a > b ? 1 : 0
}
