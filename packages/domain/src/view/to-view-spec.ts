import type { ViewBoard } from './fields.ts'
import { layOutView } from './lay-out-view.ts'
import type { BoardView, ViewReading } from './lay-out-view.ts'
import type { BoardViewSpec } from './spec.ts'
import { toFilter } from './to-filter.ts'

/**
 * Turns a saved view, which speaks of columns and kinds, into a spec of the engine, which speaks of lanes. Pure: the same
 * on the server (the first screen) and in the browser (all others). Conditions on columns that are gone, or of operators
 * that their kind does not know, are left out and named in `leftOut`.
 *
 *     const view = toViewSpec(board, { sort: [{ column: 3, direction: 'desc' }] }, { me: null, today, timeZone: 'UTC', weekStart: 1 })
 *     const { groups } = query(board.items, view.spec, { collate })
 *
 * Rows that the view's own order leaves equal stand by rank, the order in which people put them.
 */
export function toViewSpec(board: ViewBoard, spec: BoardViewSpec, options: ViewReading): BoardView {
  return layOutView(board, spec, options, toFilter)
}
