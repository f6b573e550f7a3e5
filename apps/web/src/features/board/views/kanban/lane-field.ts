import type { GroupKey } from '@fulcrum/columnar'
import { viewField } from '@fulcrum/domain'
import type { FormatContext, ViewBoard, ViewColumn, ViewField } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import type { AlsoValue } from '../../actions/items.ts'
import type { BoardRecords } from '../../model/records.ts'
import { sectionTitle } from '../../model/sections.ts'

/** What swimlanes part by: a column, or the groups of the board; undefined where they part by nothing that can. */
export function laneField(board: ViewBoard, swimlanes: ViewColumn | null | undefined): ViewField | undefined {
  const field = swimlanes === null || swimlanes === undefined ? undefined : viewField(board, swimlanes)
  return field?.group === undefined ? undefined : field
}

/** What stands above a lane. */
export function laneTitle(
  field: ViewField,
  key: GroupKey,
  { groups }: Pick<BoardRecords, 'groups'>,
  context: FormatContext,
): { readonly title: string; readonly colour?: LabelColour } {
  const group = field.column === 'group' ? groups.find(({ number }) => number === key) : undefined
  return group ?? sectionTitle(field, key, context)
}

/** What cards get in a lane, beside what their column gives them. */
export function alsoInLane({ column, source }: ViewField, key: GroupKey): AlsoValue | undefined {
  if (source !== undefined) return { column: source, key }
  return column === 'group' && typeof key === 'number' ? { group: key } : undefined
}
