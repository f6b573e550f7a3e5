import type { DerivedInput, DeriveSchema } from '../derived/derivation.ts'
import type { RankEnds } from '../item/rank-ends.ts'
import type { Json } from '../json.ts'
import type { SystemCell } from '../patch.ts'
import type { Fields } from '../record.ts'
import type { ScopeReader } from '../state.ts'
import type { BoardColumn } from './columns.ts'

/** What a command may read of a board. Items are named by row, columns by short number. */
export interface BoardReader extends ScopeReader {
  readonly board: Fields
  readonly boardId: string
  /** One more than the highest row ever used. */
  readonly rowCount: number
  /** True where the row holds an item, deleted and archived ones included. */
  exists(row: number): boolean
  /** True where the item, its group and all its parents are there and none is set aside. */
  isLive(row: number): boolean
  rowOf(itemId: string): number | undefined
  system(row: number, cell: SystemCell): Json
  column(number: number): BoardColumn | undefined
  columns(): readonly BoardColumn[]
  group(number: number): (Fields & { readonly id?: Json }) | undefined
  cell(row: number, column: number): Json
  /** What derivations know of columns. */
  readonly schema: DeriveSchema
  /** What a derived column follows from, deleted ones too; undefined where it is none, or its kind's code is not here. */
  derivedFrom(column: number): readonly DerivedInput[] | undefined
  children(row: number): readonly number[]
  /** The rows whose cell in this column names an id in a lane of references, deleted and archived items included. */
  rowsNaming(column: number, lane: string, id: string): readonly number[]
  /** The lowest and highest rank of a group's root items, deleted ones included. */
  rankEnds(group: number): RankEnds
}
