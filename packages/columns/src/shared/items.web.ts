import type { BoardColumn, ItemSight, Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { ColumnView } from '../view-contract.web.ts'

/** An item as a search finds it. */
export interface FoundItem {
  readonly id: string
  readonly board: string
  readonly boardName: string
  readonly row: number
  readonly key: string
  readonly title: string
}

/** A column of another item, as far as it is told of here. */
export interface SourceColumn {
  readonly column: BoardColumn
  readonly view: ColumnView
  /** Whether this person may set its cells. */
  readonly mayEdit: boolean
}

/** A cell of another item that is set where it is shown. */
export interface SourceCell extends SourceColumn {
  readonly board: string
  readonly item: string
  /** The item's key and title. */
  readonly key: string
  readonly title: string
  readonly value: Json
}

/** What editors of connections need of the world; absent where no items can be named. */
export interface ItemsPort {
  /** The board that is open. */
  readonly here?: string
  /** Items of these boards that this person may see, by key or by words of their titles; the latest where nothing is asked. */
  readonly search: (boards: readonly string[], text: string) => Promise<readonly FoundItem[]>
  /** The boards that this person may see; where they are is said as soon as there are several places. */
  readonly boards: readonly { readonly id: string; readonly name: string; readonly workspace?: string }[]
  /** The columns of a board that this person may read. */
  readonly columns: (board: string) => Promise<readonly BoardColumn[]>
  readonly open: (board: string, row: number) => void
  /** A column of a board, where cells here show it; null where nothing is known of it. */
  readonly source: (board: string, column: number) => SourceColumn | null
  /** What stands in a cell of an item that is named here. */
  readonly cellOf: (item: string, column: number) => Json
  /** Sets a cell of another item, on its own board. */
  readonly set: (source: SourceCell, value: Json) => void
}

/** What is said of an item that cannot be shown. */
export const sightWords: Readonly<Record<Exclude<ItemSight['is'], 'item'>, string>> = {
  gone: t('Source deleted'),
  'no-access': t('No access'),
  loading: t('Loading'),
}
