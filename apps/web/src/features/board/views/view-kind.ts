import type { IconName } from '@fulcrum/ui'
import type { ComponentType } from 'react'

/** How a kind of view is drawn. What it is called and what its views keep is said by the kind of the same id in the domain (`view/kinds/`). */
export interface BoardViewKind {
  readonly id: string
  readonly icon: IconName
  /** Fetches what draws it, ahead of time for a board that has such a view. */
  readonly fetch: () => Promise<unknown>
  /** Draws the board of the scene. Fetched when it is first shown; the table is not of these: it comes with the page. */
  readonly Body: ComponentType
  /** What stands at the end of the toolbar, beside that of every view. */
  readonly Tools?: ComponentType
  /** Values without an item have a place too: the columns of a Kanban. */
  readonly keepsEmpty?: boolean
  /** How the place of the items is kept while they come: as cards in columns, or beside each other; as rows without it. */
  readonly waits?: 'columns' | 'cards'
  /** It is printed as it is drawn; else its items are, as a list. */
  readonly printsAsDrawn?: true
  /** It shows no items, so that nothing is looked for, filtered or sorted: it has no toolbar. */
  readonly bare?: boolean
  /** The parts of the toolbar that mean something here. */
  readonly tools: {
    /** What is chosen by "group by": `Columns` of a Kanban. Absent: nothing is. */
    readonly group?: string
    readonly sort?: boolean
    readonly hidden?: boolean
  }
}
