import type { LaneValue } from '@fulcrum/columnar'
import type { WorkDays } from '../account/day.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { Json } from '../json.ts'
import type { CellColumn, SystemCell } from '../patch.ts'

/**
 * What a derived cell follows from. It is computed anew when one of these changes:
 * `row` cells of its own item · `system` what every item has · `children` cells of the live items below its own, at any depth,
 * and which items these are · `linked` cells of the items that the connection in column `through` names, of a board (by id;
 * this board included) · `today` the account's day.
 */
export type DerivedInput =
  | { readonly of: 'row'; readonly column: number }
  | { readonly of: 'system'; readonly cell: SystemCell }
  | { readonly of: 'children'; readonly column: CellColumn }
  | { readonly of: 'linked'; readonly through: number; readonly board: string; readonly column: CellColumn }
  | { readonly of: 'today' }

/** A board whose columns and items a derivation may look at: the board itself, or one that its items are connected to. */
export interface DerivedBoard {
  readonly boardId: string
  readonly title: string
  /** True where only those columns are here that cells follow from already. */
  readonly isPart?: boolean
  /** The column of a number, deleted ones too (`fields.deletedAt` says so). */
  column(number: number): BoardColumn | undefined
  columns(): readonly BoardColumn[]
  rowOf(itemId: string): number | undefined
  exists(row: number): boolean
  /** True where the item, its group and all its parents are there and none is set aside. */
  isLive(row: number): boolean
  /** What a lane holds, by its key (`c3`, `c3.start`, `title`); null where it is absent or there is no such lane. */
  lane(key: string, row: number): LaneValue
  /** The same for many rows: what reads one lane. */
  laneReader?(key: string): (row: number) => LaneValue
  /** The value of a cell as its kind has it. Slower than `lane`. */
  cell(row: number, column: number): Json
  /** The item's key: `ENG-12`. */
  keyOf(row: number): string
}

/** Another board as a derivation finds it: its items, or why they are not to be had. A lie in between there is not. */
export type LinkedBoard = DerivedBoard | 'no-access' | 'gone' | 'loading'

/** Where the boards are that connections name. */
export type LinkedBoards = (boardId: string) => LinkedBoard

/** Whether an item is known to be deleted, or not to be there. */
export type IsGone = (itemId: string) => boolean

/** What a derivation reads cells with. */
export interface DerivedReader extends DerivedBoard {
  /** The live items right below one, in the order of their rows. */
  children(row: number): readonly number[]
  /** The account's day as whole days since 1970-01-01; null while nobody has said it. */
  readonly today: number | null
  /** The account's zone. */
  readonly timeZone: string
  /** On which days the account works. */
  readonly workDays: WorkDays
  /** A board that a `linked` input names. */
  board(boardId: string): LinkedBoard
  /**
   * True for an item that is known to be deleted, or not to be there at all, whatever is seen of other boards that it might be
   * on. False where that is not known: of a board that is not to be seen nothing is.
   */
  isGone(itemId: string): boolean
}

/** What a kind may know when it says what its cells follow from: columns, their kinds, settings and lanes. No cells. */
export interface DeriveSchema {
  readonly boardId: string
  readonly title: string
  column(number: number): BoardColumn | undefined
  columns(): readonly BoardColumn[]
  /** The schema of another board, where it is to be had. */
  board(boardId: string): DeriveSchema | undefined
  /** Whether columns of another board may be missing here that it has. */
  isPart?(boardId: string): boolean
  /** Why the schema of another board is not to be had. */
  absence?(boardId: string): Exclude<LinkedBoard, DerivedBoard> | null
}

/** How the cells of one derived column come about. */
export interface Derivation<V> {
  readonly reads: readonly DerivedInput[]
  /**
   * The value of a cell, null where it is empty. Depends on nothing but what `reads` names; never throws: where an input is
   * missing or wrong, the value says so. Called for every item that exists, deleted ones too.
   */
  readonly compute: (reader: DerivedReader, row: number) => V | null
  /**
   * The cells of many items at once, as lanes hold them (one entry a row; a lane that is left out is empty): what `toLanes` makes
   * of `compute`, where no value has to be made in between. For kinds of which a board computes hundreds of thousands.
   */
  readonly computeLanes?: (
    reader: DerivedReader,
    rows: readonly number[],
  ) => Readonly<Record<string, readonly LaneValue[]>>
}

/** Makes the derivation of a column from its settings. Asked again whenever a column of the board changes. */
export type Derive<S, V> = (settings: S, schema: DeriveSchema) => Derivation<V>

/** How a kind derives cells, where that is more than one function. */
export interface DeriveCode<S, V> {
  readonly derive: Derive<S, V>
  /**
   * Settings as they are kept, of settings as somebody gave them; throws a DomainError that says what is wrong with them. Asked
   * by the commands that set them.
   */
  readonly complete?: (settings: S, schema: DeriveSchema) => S
}

/** Code that comes when a board needs it. */
export interface LateDerive<S, V> {
  readonly load: () => Promise<DeriveCode<S, V>>
}
