import type { IconName } from '@fulcrum/ui'
import type { ComponentType } from 'react'

/** How a kind of view is drawn. What it is called and what its views keep is said by the kind of the same id in the domain (`view/kinds/`). */
export interface BoardViewKind {
  readonly id: string
  readonly icon: IconName
  /** Draws the board of the scene. Fetched when it is first shown; the table is not of these: it comes with the page. */
  readonly Body: ComponentType
  /** What stands at the end of the toolbar, beside that of every view. */
  readonly Tools?: ComponentType
  /** Values without an item have a place too: the columns of a Kanban. */
  readonly keepsEmpty?: boolean
  /** The parts of the toolbar that mean something here. */
  readonly tools: {
    /** What is chosen by "group by": `Columns` of a Kanban. Absent: nothing is. */
    readonly group?: string
    readonly sort?: boolean
    readonly hidden?: boolean
  }
}
