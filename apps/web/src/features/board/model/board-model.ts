import { LiveView, prepareView } from '@fulcrum/columnar'
import type { AggregateValue, ViewChange } from '@fulcrum/columnar'
import type { BoardColumn, BoardState, ItemRef } from '@fulcrum/domain'
import type { MovedRow } from '@fulcrum/client'
import type { GridModel, GridRow, GridSection, GridWrap } from '@fulcrum/ui'
import { CellRevisions } from './cell-revisions.ts'
import type { BoardPlan } from './board-plan.ts'
import { layOut, type Layout, type Openness, type Section } from './layout.ts'
import { RowIds } from './row-ids.ts'
import { RowLines } from './row-lines.ts'
import type { SectionInfo } from './sections.ts'

/**
 * A board as the grid pulls it: a live view of the engine cut into sections, with open sub-items between the rows. An edit
 * costs what it touches; listeners hear of any number of edits once, by `schedule` (the browser's next frame).
 */
export class BoardModel implements GridModel {
  readonly ids: RowIds
  readonly #state: BoardState
  readonly #open: Openness
  readonly #schedule: (call: () => void) => void
  readonly #onCollapse: (collapsed: ReadonlySet<string>) => void
  readonly #listeners = new Set<() => void>()
  readonly #cells = new CellRevisions()
  readonly #rowRevisions = new Map<number, number>()
  readonly #lines: RowLines
  /** Sub-items, followed because the view of top rows does not hear of them. */
  readonly #subItems: LiveView
  #plan: BoardPlan
  #view: LiveView
  #base = 1
  #counter = 1
  #scheduled = false
  #told = 0
  /** Null until it is asked for after something moved. */
  #layout: Layout | null = null

  constructor(
    state: BoardState,
    plan: BoardPlan,
    options: {
      readonly open: Openness
      readonly ids: RowIds
      readonly schedule: (call: () => void) => void
      /** Told when sections were collapsed or opened. */
      readonly onCollapse?: (collapsed: ReadonlySet<string>) => void
    },
  ) {
    this.#state = state
    this.#plan = plan
    this.#open = options.open
    this.ids = options.ids
    this.#schedule = options.schedule
    this.#lines = new RowLines(state)
    this.#onCollapse = options.onCollapse ?? (() => undefined)
    this.#view = this.#follow(plan)
    this.#subItems = new LiveView(state.items, { filter: { lane: 'parent', op: 'notEmpty' } })
    this.#subItems.subscribe((change) => this.#subItemsChanged(change))
    // A view that nobody has read is not kept up to date, and would call every change a reset.
    void this.#subItems.count
  }

  get revision(): number {
    return this.#counter
  }

  get sections(): readonly GridSection[] {
    return this.#laidOut().gridSections
  }

  /** Items in the view, those of collapsed sections included. */
  get count(): number {
    return this.#view.count
  }

  /** The sections behind the grid's. */
  get infos(): readonly SectionInfo[] {
    return this.#laidOut().sections.map(({ info }) => info)
  }

  rowAt(sectionIndex: number, rowIndex: number): GridRow | undefined {
    const section = this.#laidOut().sections[sectionIndex]
    if (section === undefined) return undefined
    const at = section.lines.at(rowIndex)
    if ('row' in at) return this.#gridRow(at.row, at.depth)
    const row = this.#view.rows(section.info.key)[at.topIndex]
    return row === undefined ? undefined : this.#gridRow(row, 0)
  }

  rowLines(sectionIndex: number, wrapped: readonly GridWrap[]): Uint8Array | undefined {
    const layout = this.#laidOut()
    const section = layout.sections[sectionIndex]
    return section && this.#lines.of(layout, sectionIndex, wrapped, this.#view.rows(section.info.key))
  }

  find(rowId: string): { readonly sectionIndex: number; readonly rowIndex: number } | undefined {
    const { sections, sectionOfKey, subPlaces } = this.#laidOut()
    const row = this.ids.rowOf(rowId)
    if (row === undefined) return undefined
    const sub = subPlaces.get(row)
    if (sub !== undefined) {
      const lines = sections[sub.section]?.lines
      if (lines === undefined || this.#isCollapsed(sub.section)) return undefined
      return { sectionIndex: sub.section, rowIndex: lines.lineOf(sub.topIndex) + 1 + sub.offset }
    }
    const place = this.#view.indexOf(row)
    const sectionIndex = place === null ? undefined : sectionOfKey.get(place.group)
    if (place === null || sectionIndex === undefined || this.#isCollapsed(sectionIndex)) return undefined
    return { sectionIndex, rowIndex: sections[sectionIndex]?.lines.lineOf(place.index) ?? place.index }
  }

  /** The first items that are shown, at most so many. */
  firstRows(limit: number): number[] {
    const rows: number[] = []
    for (const { info } of this.#laidOut().sections) {
      for (const row of this.#view.rows(info.key).slice(0, limit - rows.length)) rows.push(row)
      if (rows.length >= limit) break
    }
    return rows
  }

  /** The line above or below a row as they are shown, over the borders of sections; null at the ends. */
  neighbour(rowId: string, by: 1 | -1): string | null {
    const at = this.find(rowId)
    if (at === undefined) return null
    let { sectionIndex } = at
    let rowIndex = at.rowIndex + by
    for (;;) {
      const section = this.sections[sectionIndex]
      if (section === undefined) return null
      const rows = section.collapsed === true ? 0 : section.rowCount
      if (rowIndex >= 0 && rowIndex < rows) return this.rowAt(sectionIndex, rowIndex)?.id ?? null
      sectionIndex += by
      const next = this.sections[sectionIndex]
      rowIndex = by === 1 ? 0 : (next === undefined || next.collapsed === true ? 0 : next.rowCount) - 1
    }
  }

  /** Whether the view holds a row, be its section open or not. */
  contains(rowId: string): boolean {
    const row = this.ids.rowOf(rowId)
    if (row === undefined) return false
    return this.#laidOut().subPlaces.has(row) || this.#view.indexOf(row) !== null
  }

  cellRevision(rowId: string, columnId: string): number {
    const row = this.ids.rowOf(rowId)
    if (row === undefined) return 0
    return this.#cells.of(rowId, columnId, this.#revisionOf(row), () => this.#cellValues(row, columnId))
  }

  /** The totals of a section, in the order of the plan's aggregates; none while others are shown. */
  totals(sectionId: string, { spec }: BoardPlan): readonly AggregateValue[] {
    const section = this.#section(sectionId)
    const { aggregates } = this.#plan.spec
    if (section === undefined || JSON.stringify(aggregates) !== JSON.stringify(spec.aggregates)) return []
    return this.#view.groups.find(({ key }) => key === section.info.key)?.aggregates ?? []
  }

  /** Items of a section, without sub-items. */
  countOf(sectionId: string): number {
    const section = this.#section(sectionId)
    return section === undefined ? 0 : this.#view.rows(section.info.key).length
  }

  /** The top rows of a section, in order. They are the engine's: nobody changes them. */
  rowsOf(sectionId: string): ArrayLike<number> & Iterable<number> {
    const section = this.#section(sectionId)
    return section === undefined ? [] : this.#view.rows(section.info.key)
  }

  /** Changes whenever the item is to be drawn again. */
  rowRevision(row: number): number {
    return this.#revisionOf(row)
  }

  isShut(sectionId: string): boolean {
    return this.#open.collapsed.has(sectionId)
  }

  /** The names of the top rows of a section, in order. Materialises them: for moving and selecting, never for drawing. */
  rowIdsOf(sectionId: string): readonly string[] {
    const section = this.#section(sectionId)
    return section === undefined ? [] : Array.from(this.#view.rows(section.info.key), (row) => this.ids.idOf(row))
  }

  /** The sub-items of a row that are there, in their order. */
  subRows(row: number): readonly number[] {
    const rank = (child: number) => String(this.#state.system(child, 'rank') ?? '')
    return this.#state
      .children(row)
      .filter((child) => this.#state.isLive(child))
      .toSorted((left, right) => {
        const a = rank(left)
        const b = rank(right)
        return a < b ? -1 : a > b ? 1 : left - right
      })
  }

  subCount(row: number): number {
    let count = 0
    for (const child of this.#state.children(row)) if (this.#state.isLive(child)) count += 1
    return count
  }

  refOf(rowId: string): ItemRef | undefined {
    return this.ids.refOf(rowId)
  }

  /** Makes in steps what would keep a large board from showing something else at once. */
  prepare({ spec, collate }: BoardPlan): Generator<void> {
    return prepareView(this.#state.items, spec, { collate })
  }

  /** Shows something else. */
  setPlan(plan: BoardPlan): void {
    const { spec, collate } = this.#plan
    this.#plan = plan
    if (collate !== plan.collate) {
      this.#view.dispose()
      this.#view = this.#follow(plan)
      this.#everything()
    } else if (spec !== plan.spec) this.#view.setSpec(plan.spec)
    else this.#linesMoved()
    this.#tell()
  }

  toggleSection(sectionId: string, collapse: boolean): void {
    if (collapse) this.#open.collapsed.add(sectionId)
    else this.#open.collapsed.delete(sectionId)
    this.#onCollapse(this.#open.collapsed)
    this.#linesMoved()
  }

  /** Collapses or opens all sections. */
  toggleAll(collapse: boolean): void {
    for (const { info } of this.#laidOut().sections) {
      if (collapse) this.#open.collapsed.add(info.id)
      else this.#open.collapsed.delete(info.id)
    }
    this.#onCollapse(this.#open.collapsed)
    this.#linesMoved()
  }

  toggleRow(rowId: string, expand: boolean): void {
    if (expand) this.#open.rows.add(rowId)
    else this.#open.rows.delete(rowId)
    const row = this.ids.rowOf(rowId)
    if (row !== undefined) this.#bump(row)
    this.#linesMoved()
  }

  /** An item was made here; it stands in `row`. */
  adopt(itemId: string, row: number): void {
    this.ids.adopt(itemId, row)
    this.#bump(row)
    this.#linesMoved()
  }

  /** The server has taken an item that was made here. */
  confirm(itemId: string): void {
    this.ids.confirm(itemId)
    const row = this.ids.rowOf(itemId)
    if (row !== undefined) this.#bump(row)
    this.#announce()
  }

  moved(rows: readonly MovedRow[]): void {
    if (rows.length === 0) return
    this.ids.move(rows)
    this.#everything()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#view.dispose()
    this.#subItems.dispose()
    this.#listeners.clear()
  }

  #follow(plan: BoardPlan): LiveView {
    const view = new LiveView(this.#state.items, plan.spec, { collate: plan.collate })
    view.subscribe((change) => this.#changed(change))
    return view
  }

  #changed(change: ViewChange): void {
    if (change.kind === 'reset') {
      this.#everything()
      return
    }
    for (const { entered, left, moved, changed } of change.groups) {
      for (const rows of [entered, moved, changed]) for (const row of rows) this.#bump(row)
      if (entered.length > 0 || left.length > 0 || moved.length > 0) this.#layout = null
    }
    this.#announce()
  }

  #subItemsChanged(change: ViewChange): void {
    if (change.kind === 'reset') {
      void this.#subItems.count
      this.#everything()
      return
    }
    for (const { entered, left, moved, changed } of change.groups) {
      for (const rows of [entered, moved, changed]) for (const row of rows) this.#bump(row)
      // Parents draw how many sub-items they have, and the rank decides their order.
      if (entered.length > 0 || left.length > 0) this.#base = ++this.#counter
    }
    this.#layout = null
    this.#announce()
  }

  #everything(): void {
    this.#base = ++this.#counter
    this.#rowRevisions.clear()
    this.#lines.forgetAll()
    this.#linesMoved()
  }

  #linesMoved(): void {
    this.#layout = null
    this.#announce()
  }

  #bump(row: number): void {
    this.#rowRevisions.set(row, ++this.#counter)
    this.#lines.forget(row)
  }

  #revisionOf(row: number): number {
    return Math.max(this.#base, this.#rowRevisions.get(row) ?? 0)
  }

  #announce(): void {
    this.#counter += 1
    if (this.#scheduled) return
    this.#scheduled = true
    this.#schedule(() => this.#tell())
  }

  #tell(): void {
    this.#scheduled = false
    if (this.#told === this.#counter) return
    this.#told = this.#counter
    for (const listener of this.#listeners) listener()
  }

  #gridRow(row: number, depth: number): GridRow {
    const id = this.ids.idOf(row)
    const expandable = !this.#plan.flat && this.subCount(row) > 0
    return {
      id,
      revision: this.#revisionOf(row),
      depth,
      expandable,
      expanded: expandable && this.#open.rows.has(id),
    }
  }

  /** What the drawing of a cell depends on. */
  #cellValues(row: number, columnId: string): readonly unknown[] {
    const { items } = this.#state
    if (columnId === 'title') {
      const drawn = this.#plan.alsoDrawn?.(row, columnId)
      return [items.get('title', row), items.get('updates', row), this.subCount(row), this.ids.isWaiting(row), drawn]
    }
    const column: BoardColumn | undefined = this.#state.column(Number(columnId))
    if (column === undefined) return []
    const values = column.lanes.map(({ key }) => (items.hasLane(key) ? items.get(key, row) : null))
    return [...values, this.#plan.alsoDrawn?.(row, columnId)]
  }

  #isCollapsed(sectionIndex: number): boolean {
    return this.#laidOut().gridSections[sectionIndex]?.collapsed === true
  }

  #laidOut(): Layout {
    this.#layout ??= layOut({
      view: this.#view,
      infos: this.#plan.sections(this.#view.groups),
      open: this.#open,
      ids: this.ids,
      subRows: this.#plan.flat ? null : (row) => this.subRows(row),
    })
    return this.#layout
  }

  #section(id: string): Section | undefined {
    return this.#laidOut().sections.find(({ info }) => info.id === id)
  }
}
