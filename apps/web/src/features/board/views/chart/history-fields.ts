import { chartFields } from '@fulcrum/domain'
import type { ChartShape, ViewBoard, ViewField } from '@fulcrum/domain'

/** True for shapes that show how the board was, day by day. */
export function overDays(shape: ChartShape): boolean {
  return shape === 'line' || shape === 'burn-up'
}

/** What lines can be drawn for: columns whose values the log has, and that have few of them. */
export function splitsOverDays(board: ViewBoard): ViewField[] {
  return chartFields(board).filter(
    ({ source, column, group }) =>
      column === 'group' || (source !== undefined && source.kind.derive === undefined && group?.order !== undefined),
  )
}
