import type { BoardColumn, ColumnRules } from '@fulcrum/domain'

/** What a part of the form of rules gets. */
export interface RulePart {
  readonly column: BoardColumn
  readonly rules: ColumnRules
  readonly onChange: (rules: ColumnRules) => void
  /** Says whether a field holds something that can be read. */
  readonly onRead: (field: string, isRead: boolean) => void
  readonly error: string | undefined
}
