import type { LaneValue } from '@fulcrum/columnar'
import type { BoardState, Json } from '@fulcrum/domain'
import type { Viewport } from '@fulcrum/protocol'
import type { ItemRefs } from './overlay.ts'

/** The rows that came with a board before its chunks: these can be worked on at once. */
export interface FirstRows {
  /** Whether these items are among them: what a command looks at then is here. */
  readonly have: (items: ItemRefs) => boolean
  /** Whether their cells of a column are what the server has; columns that the view hides did not come. */
  readonly show: (items: ItemRefs, column: Json) => boolean
}

/** None came, or all items are here. */
export const noFirstRows: FirstRows = { have: () => false, show: () => false }

/** Puts the first rows in their places in a board that is empty yet. Chunks replace them, lane by lane. */
export function placeFirstRows(board: BoardState, { lanes, values }: Viewport): FirstRows {
  const rows = values.map(([row]) => row)
  // @NOTE the server reads them from lanes of the same types.
  const cells = lanes.flatMap((lane, at) =>
    board.items.hasLane(lane) ? [{ lane, rows, values: values.map(([, all]) => all[at] as LaneValue) }] : [],
  )
  board.items.edit({ insert: rows, cells })
  board.itemsLoaded()
  const placed = new Set(rows)
  const came = new Set(lanes)
  const have = (items: ItemRefs): boolean =>
    items !== null &&
    items.every((item) => {
      const row = typeof item === 'number' ? item : board.rowOf(item)
      return row !== undefined && placed.has(row)
    })
  return {
    have,
    show: (items, column) => {
      const known = typeof column === 'number' ? board.column(column) : undefined
      const whole = typeof column !== 'number' || known?.lanes.every(({ own, key }) => !own || came.has(key)) === true
      return whole && have(items)
    },
  }
}
