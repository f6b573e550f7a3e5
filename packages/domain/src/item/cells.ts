import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { CommandEnv } from '../command.ts'
import { DomainError, notFound } from '../errors.ts'
import type { Json } from '../json.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import { mergedSessions } from '../session/merge.ts'

// A refusal is kept for longer than the trash keeps a column: none quotes a name or a value.

/** A column whose cells this principal may edit; otherwise one answer for missing and forbidden. */
export function editableColumn(board: BoardReader, number: number, env: CommandEnv): BoardColumn {
  const column = board.column(number)
  if (!column) throw notFound('column')
  const resource = { ...boardResource(board, board.boardId), column: column.fields }
  if (!can(env.principal, 'column.edit', resource)) throw notFound('column')
  if (column.fields['deletedAt'] !== undefined) {
    throw new DomainError('conflict', 'This column was deleted. Restore it first.', { column: number })
  }
  if (column.lanes.every((lane) => !lane.own)) {
    throw new DomainError('invalid', 'This column is filled by Fulcrum and cannot be edited.', { column: number })
  }
  return column
}

/** The same for commands that see this board only: what names items may show on others too, and has a command of its own. */
export function settableColumn(board: BoardReader, number: number, env: CommandEnv): BoardColumn {
  const column = editableColumn(board, number, env)
  if (!column.kind.connections) return column
  throw new DomainError('invalid', 'This column names items: use item.connect for its cells.', { column: number })
}

/** The value as its kind takes it; null empties the cell. Refused here for every door. */
export function checkedValue(column: BoardColumn, value: Json): Json {
  if (value === null) return null
  const parsed = column.kind.value.safeParse(value)
  const message = parsed.success
    ? (column.kind.check?.(parsed.data, column.settings) ?? null)
    : (parsed.error.issues[0]?.message ?? 'The value is not of the kind of this column.')
  if (message !== null) {
    throw new DomainError('invalid', message, { column: column.number, kind: column.kind.id })
  }
  return parsed.data ?? null
}

/** What stands in a cell once a good value is written to it: the value, or both where cells are only added to. */
export function writtenValue(board: BoardReader, { kind }: BoardColumn, now: Json, value: Json, env: CommandEnv): Json {
  return kind.tracksTime === undefined ? value : mergedSessions(board, now, value, env)
}

/** Cells for a new item, each checked; empty ones are left out. */
export function checkedCells(
  board: BoardReader,
  cells: readonly { readonly column: number; readonly value: Json }[],
  env: CommandEnv,
): { readonly column: number; readonly value: Json }[] {
  return cells
    .map(({ column: number, value }) => {
      const column = settableColumn(board, number, env)
      return { column: number, value: writtenValue(board, column, null, checkedValue(column, value), env) }
    })
    .filter(({ value }) => value !== null)
}
