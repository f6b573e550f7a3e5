import type { Lane } from '../../lanes/lane.ts'
import type { SortColumn, SortKey, ViewOptions } from '../sort-key.ts'

/**
 * How the cells of a type of lane are ordered. It stands apart from the lanes: who only holds cells, as a browser does
 * while it draws the first rows of a board, needs none of it.
 */
export interface LaneOrder {
  column(lane: Lane, key: SortKey, options: ViewOptions): SortColumn
  /** Where ordering is slow: what makes it fast, in steps. */
  prepare?(lane: Lane, key: SortKey, options: ViewOptions): Generator<void>
}
