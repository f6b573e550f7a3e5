import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { Connections } from '../column/kind.ts'
import { must } from '../errors.ts'
import type { Json } from '../json.ts'

/** To what a column connects; undefined where its cells name no items. */
export function connectionsOf({ kind, settings }: BoardColumn): Connections | undefined {
  return kind.connections?.of(settings)
}

/** The ids that a value of a column names. */
export function refsOf({ kind, settings }: BoardColumn, value: Json): readonly string[] {
  if (value === null || !kind.references) return []
  const ids = kind.toLanes(value, settings)[kind.references.lane]
  // @NOTE the lane that `references` names is a set of ids.
  return Array.isArray(ids) ? (ids as readonly string[]) : []
}

/** The column of a board by its id, deleted ones too; undefined where it is gone for good. */
export function columnById(board: BoardReader, id: string): BoardColumn | undefined {
  const number = board.record('column', id)?.['number']
  return number === undefined ? undefined : board.column(Number(number))
}

/** A column on another board (or this one) that shows the same connections from the other side. */
export interface Partner {
  readonly board: BoardReader
  readonly column: BoardColumn
}

/**
 * The partner of a column on a board: only where each of the two names the other, so that a column which comes back from the
 * trash after its partner went its own way stands alone.
 */
export function partnerOf(
  from: { readonly board: string; readonly column: BoardColumn },
  board: BoardReader,
): Partner | undefined {
  const id = connectionsOf(from.column)?.boards.find((entry) => entry.board === board.boardId)?.partner
  const column = id === undefined || id === null ? undefined : columnById(board, id)
  const back = column && connectionsOf(column)?.boards.find((entry) => entry.board === from.board)
  return column && back?.partner === from.column.id ? { board, column } : undefined
}

/** A list of ids without some and with others, in which every id stands once. */
export function changedRefs(now: readonly string[], added: Iterable<string>, removed: Iterable<string>): string[] {
  const gone = new Set(removed)
  return [...new Set([...now.filter((id) => !gone.has(id)), ...added])]
}

/** The ids of a list that another one does not have. */
export function without(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id))
}

/** The id of the item in a row. */
export function itemIdOf(board: BoardReader, row: number): string {
  return String(must(board.system(row, 'id'), 'the id of an item'))
}
