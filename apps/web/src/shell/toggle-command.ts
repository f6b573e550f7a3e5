import type { ColumnView } from '@fulcrum/columns/web'
import type { BoardColumn, ItemRef, Json } from '@fulcrum/domain'
import { cellCommand } from './cell-command.ts'

/** The cell that somebody clicks. */
interface Toggled {
  readonly board: string
  readonly column: BoardColumn
  readonly row: ItemRef
  readonly value: Json
  readonly me: string | undefined
}

/** The command of a click on a cell that has no editor; null where the kind has no such click. */
export function toggleCommand(view: ColumnView | undefined, { board, column, row, value, me }: Toggled) {
  if (view?.toggle === undefined) return null
  const next = view.toggle(value, column.settings, me)
  if (view.togglesSelf !== true) return cellCommand(board, column, column.number, [row], [next])
  const joined = me !== undefined && Array.isArray(next) && next.includes(me)
  return { command: 'item.join', args: { column: column.number, row, joined } }
}
