import type { LaneValue } from '@fulcrum/columnar'
import type { BoardState } from '../board/board-state.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import { must } from '../errors.ts'
import { goneSince } from '../item/gone.ts'
import type { Json } from '../json.ts'
import type { Fields } from '../record.ts'
import type { DerivedBoard, LinkedBoard } from './derivation.ts'
import { DerivedLanes } from './derived-lanes.ts'
import { farColumns } from './far.ts'
import { readerOf, schemaOf } from './reading.ts'
import { followRows, markOf, seenBoard, type InCircle, type OtherBoard } from './seen-board.ts'

/** What an outlook is made of. */
export interface OutlookOptions {
  readonly state: BoardState
  readonly kinds: KindRegistry
  /** Tells this outlook's lanes from those of others on the same board; empty for one that keeps none. */
  readonly prefix: string
  /** The boards that cells of this one follow from; undefined while one is not here. */
  readonly others: (boardId: string) => OtherBoard | undefined
  /** Whether an item that is not on this board is known to be deleted, or not to be there. */
  readonly isGone: (itemId: string) => boolean
  readonly inCircle: InCircle
}

/**
 * A board with its far cells, those that follow from other boards, as all see them who see the same of these boards. Far cells
 * stand in lanes of their own beside the board's, so that filters, orders and groups of everybody run over one table; without
 * an outlook of somebody they say that they are not here yet, and never what another person sees.
 *
 *     others' tables ──▶ marks rows of the links there ──▶ deriveSome: computes them ──▶ lanes `~7.c5` of the board's table
 */
export class BoardOutlook implements DerivedBoard {
  readonly state: BoardState
  private readonly options: OutlookOptions
  private readonly lanes: DerivedLanes
  private readonly watched = new Map<string, Watched>()
  /** Items of other boards that changed, until they are taken in; null is all of a board. */
  private readonly news = new Map<string, Set<string> | null>()
  private far: ReadonlySet<number> = new Set()
  private list: readonly BoardColumn[] = []
  private byNumber: ReadonlyMap<number, BoardColumn> = new Map()
  private listOf: readonly BoardColumn[] | null = null
  private day = -1
  private refreshing = false

  constructor(options: OutlookOptions) {
    const { state, kinds, prefix } = options
    this.state = state
    this.options = options
    const linked = (boardId: string): LinkedBoard => (boardId === state.boardId ? this : this.otherBoard(boardId))
    this.lanes = new DerivedLanes({
      items: state.items,
      kinds,
      schema: schemaOf(this, linked),
      reader: readerOf(this, state.derived, linked, (itemId) => this.isGone(itemId)),
      prefix,
      keeps: (column) => this.far.has(column),
    })
  }

  get boardId(): string {
    return this.state.boardId
  }

  get title(): string {
    return this.state.title
  }

  /** The board's own record. */
  get board(): Fields {
    return this.state.board
  }

  /** True where the board has cells that follow from other boards. */
  get hasFar(): boolean {
    return this.far.size > 0
  }

  /** True where far cells are to be computed yet. */
  get hasToDerive(): boolean {
    return this.hasFar && (this.news.size > 0 || this.lanes.pending)
  }

  records(table: string): IterableIterator<readonly [string, Fields]> {
    return this.state.records(table)
  }

  columns(): readonly BoardColumn[] {
    this.mapColumns()
    return this.list
  }

  column(number: number): BoardColumn | undefined {
    this.mapColumns()
    return this.byNumber.get(number)
  }

  rowOf(itemId: string): number | undefined {
    return this.state.rowOf(itemId)
  }

  exists(row: number): boolean {
    return this.state.exists(row)
  }

  isLive(row: number): boolean {
    return this.state.isLive(row)
  }

  children(row: number): readonly number[] {
    return this.state.children(row)
  }

  keyOf(row: number): string {
    return this.state.keyOf(row)
  }

  lane(key: string, row: number): LaneValue {
    return this.state.lane(key, row)
  }

  cell(row: number, column: number): Json {
    const found = this.column(column)
    if (!found || row >= this.state.items.rowCount) return null
    return found.kind.fromLanes((name) => {
      const lane = must(
        found.lanes.find((candidate) => candidate.name === name),
        `lane ${name}`,
      )
      return this.lane(lane.key, row)
    }, found.settings)
  }

  /** The name under which everybody knows a lane, of the name that it has here. */
  publicLane(key: string): string {
    const { prefix } = this.options
    return prefix !== '' && key.startsWith(prefix) ? key.slice(prefix.length) : key
  }

  /** Takes in what may be otherwise by now: columns here and there, boards that came, the day. Costs as much as there are boards. */
  refresh(): void {
    this.mapColumns()
    // Boards may read each other.
    if (!this.hasFar || this.refreshing) return
    this.refreshing = true
    const { dayMark } = this.state.derived
    if (this.day !== dayMark) this.lanes.dayChanged()
    this.day = dayMark
    for (const boardId of this.boardsRead()) this.look(boardId)
    this.takeNews()
    this.refreshing = false
  }

  /** Computes some far cells. True where some are left. */
  deriveSome(cells = cellsPerSlice): boolean {
    if (!this.hasFar) return false
    this.takeNews()
    return this.lanes.flush(cells) || this.news.size > 0
  }

  /** Ends it: its lanes go. */
  dispose(): void {
    this.lanes.stop()
    for (const { unfollow } of this.watched.values()) unfollow()
    this.watched.clear()
    const { items } = this.state
    for (const { key } of items.lanes()) if (this.publicLane(key) !== key) items.dropLane(key)
  }

  private mapColumns(): void {
    const columns = this.state.columns()
    if (columns === this.listOf) return
    this.listOf = columns
    const { prefix } = this.options
    this.far = prefix === '' ? new Set() : farColumns(this.state)
    this.list = columns.map((column) => {
      if (!this.far.has(column.number)) return column
      return { ...column, lanes: column.lanes.map((lane) => ({ ...lane, key: `${prefix}${lane.key}` })) }
    })
    this.byNumber = new Map(this.list.map((column) => [column.number, column]))
    if (this.far.size === 0 && this.watched.size === 0) return
    const { items } = this.state
    for (const { number, lanes } of this.list) {
      if (!this.far.has(number)) continue
      for (const { key, type } of lanes) if (!items.hasLane(key)) items.addLane({ key, type })
    }
    this.lanes.columnsChanged()
  }

  private boardsRead(): ReadonlySet<string> {
    const boards = new Set<string>()
    for (const number of this.far) {
      for (const input of this.state.derivedFrom(number) ?? []) {
        if (input.of === 'linked' && input.board !== this.boardId) boards.add(input.board)
      }
    }
    return boards
  }

  private isGone(itemId: string): boolean {
    const row = this.state.rowOf(itemId)
    return row === undefined ? this.options.isGone(itemId) : goneSince(this.state, row) !== null
  }

  private otherBoard(boardId: string): LinkedBoard {
    const other = this.options.others(boardId)
    if (other === undefined) return 'loading'
    if (typeof other === 'string') return other
    const watched = this.watched.get(boardId)
    if (watched?.board && watched.other === other.outlook) return watched.board
    return seenBoard(other, this.options.inCircle)
  }

  /** Sees to it that the changes of another board are noticed. */
  private look(boardId: string): void {
    const other = this.options.others(boardId)
    const seen = typeof other === 'object' ? other : null
    const mark = seen === null ? String(other) : markOf(seen.outlook, this.options.inCircle)
    const columns = seen?.outlook.columns() ?? null
    const known = this.watched.get(boardId)
    if (known && known.other === seen?.outlook && known.mark === mark) {
      if (known.columns !== columns) this.lanes.columnsChanged()
      known.columns = columns
      return
    }
    const stays = known !== undefined && known.other === seen?.outlook
    if (known && !stays) known.unfollow()
    this.watched.set(boardId, {
      other: seen?.outlook,
      mark,
      columns,
      board: seen ? seenBoard(seen, this.options.inCircle) : null,
      unfollow: stays ? known.unfollow : seen ? this.follow(seen.outlook) : () => undefined,
    })
    this.news.set(boardId, null)
  }

  /** Another board's table is in the middle of a change when it tells of it: what it entails here waits. */
  private follow(other: BoardOutlook): () => void {
    const { boardId, state } = other
    return state.items.follow(
      followRows(other, (rows) => {
        if (rows === null) return void this.news.set(boardId, null)
        const ids = this.news.get(boardId)
        if (ids === null) return
        const named = ids ?? new Set<string>()
        for (const row of rows) {
          const id = state.system(row, 'id')
          if (typeof id === 'string') named.add(id)
        }
        this.news.set(boardId, named)
      }),
    )
  }

  private takeNews(): void {
    for (const [boardId, ids] of this.news) this.lanes.linkedChanged(boardId, ids)
    this.news.clear()
  }
}

interface Watched {
  readonly other: BoardOutlook | undefined
  /** What is no cell, and cells here follow from all the same. */
  readonly mark: string
  columns: readonly BoardColumn[] | null
  readonly board: DerivedBoard | null
  readonly unfollow: () => void
}

/** Far cells that one step of many computes: they read other boards. */
const cellsPerSlice = 1_024
