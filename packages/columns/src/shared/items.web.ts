import type { ItemSight } from '@fulcrum/domain'

/** An item as a search finds it. */
export interface FoundItem {
  readonly id: string
  readonly board: string
  readonly boardName: string
  readonly row: number
  readonly key: string
  readonly title: string
}

/** A column of another board, for choosing. */
export interface ItemBoardColumn {
  readonly number: number
  readonly title: string
  readonly kind: string
}

/** What editors of connections need of the world; absent where no items can be named. */
export interface ItemsPort {
  /** Items of these boards that this person may see, by key or by words of their titles; the latest where nothing is asked. */
  readonly search: (boards: readonly string[], text: string) => Promise<readonly FoundItem[]>
  /** The boards that this person may see. */
  readonly boards: readonly { readonly id: string; readonly name: string }[]
  /** The columns of a board that this person may read. */
  readonly columns: (board: string) => Promise<readonly ItemBoardColumn[]>
  readonly open: (board: string, row: number) => void
}

/** What is said of an item that cannot be shown. */
export const sightWords: Readonly<Record<Exclude<ItemSight['is'], 'item'>, string>> = {
  gone: 'Source deleted',
  'no-access': 'No access',
  loading: 'Loading',
}
