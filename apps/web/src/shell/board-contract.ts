import type { ScopeHandle } from '@fulcrum/client'
import type { BoardViewSpec } from '@fulcrum/domain'
import type { RefObject } from 'react'

/** What of a board stands in the address, so that a link shows what its sender saw. */
export interface BoardSearch {
  /** The saved view. */
  readonly view?: string
  /** The text in "find in board". */
  readonly find?: string
  /** What is shown otherwise than the saved view says. */
  readonly spec?: BoardViewSpec
  /** The moment at which the board is looked at, ms UTC; absent: now. */
  readonly at?: number
  /** The moment with which that one is compared, ms UTC; absent: with none. */
  readonly to?: number | 'now'
}

/** Which row stands before or after another as the board is shown; null at the ends. */
export type Neighbour = (row: number, by: 1 | -1) => number | null

/** What a board's page is given by its route. */
export interface BoardPageProps {
  readonly boardId: string
  readonly search: BoardSearch
  /** Puts other search parameters into the address, without a step in the history. */
  readonly onSearch: (search: BoardSearch) => void
  /** The row whose item is open beside the board. */
  readonly openRow: number | null
  readonly onOpenRow: (row: number | null) => void
  /** The page keeps this filled, so that the item panel can step through the rows. */
  readonly neighbour: RefObject<Neighbour | null>
  /** Only looked at: nothing is offered that would be kept. `one` is the one view that there is to look at. */
  readonly still?: 'one' | 'all'
}

/** What the panel of one item is given by its route. */
export interface ItemPanelProps {
  readonly boardId: string
  /** The board, where the page has opened it already: the item is there in the first draw. The page draws at each of its events. */
  readonly opened?: ScopeHandle | null
  readonly row: number
  readonly onClose: () => void
  /** Opens the item before or after this one as the board shows them. */
  readonly onStep: (by: 1 | -1) => void
  /** Opens another item of the board: a sub-item, a parent. */
  readonly onOpenRow: (row: number) => void
  /** Keys that do something else where the panel stands: nothing of the panel listens to them. */
  readonly takenKeys?: readonly string[]
}
