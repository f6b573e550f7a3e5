import { ordinaryWorkDays } from '../account/day.ts'
import type { WorkDays } from '../account/day.ts'
import type { BoardState } from '../board/board-state.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import type { DerivedInput, DerivedReader, DeriveSchema, IsGone, LinkedBoards } from './derivation.ts'
import { goneSince } from '../item/gone.ts'
import type { DerivedLanes } from './derived-lanes.ts'
import { readerOf, schemaOf } from './reading.ts'

/** Derived cells that one step of many computes: a few milliseconds' worth. */
const cellsPerSlice = 2_048

/** Derived cells that are computed at once with the change that entails them. */
const cellsAtOnce = 8_192

/** The derived cells of a board, with what they follow from beside its own items: the account's day, and other boards. */
export class BoardDerived {
  /** What derivations know of columns. */
  readonly schema: DeriveSchema
  /** What derivations read cells with. */
  readonly reader: DerivedReader
  private readonly board: BoardState
  private readonly kinds: KindRegistry
  /** Null while no kind is here that derives anything. */
  private made: DerivedLanes | null = null
  /** Whether nothing is derived until `deriveSome` is called. */
  private waits = false
  private day: number | null = null
  private zone = 'UTC'
  private work = ordinaryWorkDays
  private days = 0
  private boards: LinkedBoards = () => 'loading'
  private isGone: IsGone = () => false

  constructor(board: BoardState, kinds: KindRegistry) {
    this.board = board
    this.kinds = kinds
    const linked: LinkedBoards = (boardId) => (boardId === board.boardId ? board : this.boards(boardId))
    this.schema = schemaOf(board, linked)
    const isGone: IsGone = (itemId) => {
      const row = board.rowOf(itemId)
      return row === undefined ? this.isGone(itemId) : goneSince(board, row) !== null
    }
    this.reader = readerOf(board, this, linked, isGone)
  }

  /** What keeps the cells up comes with the first kind that has need of it. */
  private get lanes(): DerivedLanes | null {
    if (this.made !== null || this.kinds.keepUp === null) return this.made
    const { board, kinds, schema, reader } = this
    this.made = this.kinds.keepUp({ items: board.items, kinds, schema, reader })
    this.made.columnsChanged()
    if (this.waits) this.made.pause()
    return this.made
  }

  /** The account's day, for cells that follow from it; null while nobody has said it. */
  get today(): number | null {
    return this.day
  }

  /** The account's zone. */
  get timeZone(): string {
    return this.zone
  }

  /** On which days the account works. */
  get workDays(): WorkDays {
    return this.work
  }

  /** Another number whenever the day, the zone or the days of work became others. */
  get dayMark(): number {
    return this.days
  }

  /** True where any cell follows from the day. */
  get followsDay(): boolean {
    return this.lanes?.followsDay === true
  }

  /** True where derived cells are to be computed yet: `deriveSome` does, until it answers false. */
  get hasToDerive(): boolean {
    return this.lanes?.pending ?? this.waits
  }

  /** True where the cells of a derived column are what its inputs say. */
  isDerived(column: number): boolean {
    return this.lanes?.isSettled(column) === true
  }

  /** What the cells of a derived column follow from; undefined for other columns. */
  readsOf(column: number): readonly DerivedInput[] | undefined {
    return this.lanes?.readsOf(column)
  }

  /** Says the account's day and zone, and on which days it works. */
  tellDay(today: number | null, timeZone: string, workDays: WorkDays = this.work): void {
    const isSame = workDays === this.work || JSON.stringify(workDays) === JSON.stringify(this.work)
    if (today === this.day && timeZone === this.zone && isSame) return
    this.day = today
    this.zone = timeZone
    this.work = workDays
    this.days += 1
    this.lanes?.dayChanged()
  }

  /** Says where the boards are that connections name, and what is known of items that are on none of them. */
  linkTo(boards: LinkedBoards, isGone: IsGone = () => false): void {
    this.boards = boards
    this.isGone = isGone
    this.lanes?.relinked()
  }

  /** Items of a board that connections name changed; null: that board came, went, or its columns changed. */
  linkedChanged(boardId: string, itemIds: Iterable<string> | null): void {
    this.lanes?.linkedChanged(boardId, itemIds)
  }

  /** Columns changed, or the code of kinds came: their cells can be computed now. */
  columnsChanged(): void {
    this.lanes?.columnsChanged()
  }

  /** Computes derived cells, at most so many. True where some are left. */
  deriveSome(cells: number = cellsPerSlice): boolean {
    this.waits = false
    return this.lanes?.flush(cells) === true
  }

  /** Derives nothing until `deriveSome` is called, and then everything: while items come in parts. */
  deriveLater(): void {
    this.waits = true
    this.lanes?.pause()
  }

  /** What an edit entails is there with it; what a change of a whole board entails comes in slices. */
  deriveNow(): void {
    if (!this.waits) this.lanes?.flush(cellsAtOnce)
  }
}
