import type { BoardColumn } from '@fulcrum/domain'
import type { SettingsBoard } from '../view-contract.web.ts'

/** The columns of a board that a column's form may offer, for a select. Never the column itself. */
export function columnChoices(
  board: SettingsBoard | undefined,
  suits: (column: BoardColumn) => boolean,
): { readonly id: string; readonly title: string }[] {
  if (board === undefined) return []
  return board.schema
    .columns()
    .filter((column) => column.number !== board.self && column.fields['deletedAt'] === undefined && suits(column))
    .map(({ number, title }) => ({ id: String(number), title }))
}
