import type { SourceCell } from '@fulcrum/columns/web'
import type { BoardColumn, ItemRef, Json } from '@fulcrum/domain'

/** A command on a board without the board. */
interface CellCommand {
  readonly command: string
  readonly args: { readonly [name: string]: Json }
}

/** The command that sets cells of a column; what names items of other boards is set on those, too. */
export function cellCommand(
  boardId: string,
  column: BoardColumn | undefined,
  number: number | 'title',
  rows: readonly (ItemRef | string)[],
  values: readonly Json[],
): CellCommand {
  const args = { column: number, rows: [...rows], values: [...values] }
  const connections = column?.kind.connections?.of(column.settings)
  if (connections === undefined) return { command: 'item.setCells', args }
  const also = connections.boards.map(({ board }) => board).filter((board) => board !== boardId)
  return { command: 'item.connect', args: { ...args, also } }
}

/**
 * The command that sets a cell of another item, on its own board. Where a click only puts the reader in or takes them out, it
 * says no more than that: others may do so at the same time.
 */
export function sourceCommand({ board, item, column, view }: SourceCell, value: Json, me?: string): CellCommand {
  if (view.togglesSelf === true && me !== undefined) {
    const joined = Array.isArray(value) && value.includes(me)
    return { command: 'item.join', args: { board, column: column.number, row: item, joined } }
  }
  const { command, args } = cellCommand(board, column, column.number, [item], [value])
  return { command, args: { board, ...args } }
}
