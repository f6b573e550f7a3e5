import { chartFields } from '@fulcrum/domain'
import type { ViewBoard, ViewField } from '@fulcrum/domain'

/** What lines can be drawn for: columns whose values the log has, and that have few of them. */
export function splitsOverDays(board: ViewBoard): ViewField[] {
  return chartFields(board).filter(
    ({ source, column, group }) =>
      column === 'group' || (source !== undefined && source.kind.derive === undefined && group?.order !== undefined),
  )
}
