import type { LaneSpec, LaneValue } from '@fulcrum/columnar'
import type { Json } from '../json.ts'
import type { SystemCell } from '../patch.ts'

/** The lanes that every board has. `updatedAt` and `updatedBy` follow from the changes and are never patched. */
export const systemLanes: readonly LaneSpec[] = [
  { key: 'id', type: 'text' },
  { key: 'title', type: 'text' },
  { key: 'group', type: 'option' },
  { key: 'parent', type: 'number' },
  { key: 'rank', type: 'text' },
  { key: 'createdAt', type: 'instant' },
  { key: 'createdBy', type: 'refSet' },
  { key: 'archivedAt', type: 'instant' },
  { key: 'deletedAt', type: 'instant' },
  { key: 'updates', type: 'number' },
  { key: 'lastUpdateAt', type: 'instant' },
  { key: 'sourceKey', type: 'text' },
  { key: 'updatedAt', type: 'instant' },
  { key: 'updatedBy', type: 'refSet' },
  /** The row itself, so that a key column filters and sorts like any other. */
  { key: 'row', type: 'number' },
]

/** What decides whether an item is live. */
export const livenessCells: ReadonlySet<SystemCell> = new Set([
  'createdAt',
  'group',
  'parent',
  'archivedAt',
  'deletedAt',
])

/** Changes of these do not count as somebody's edit of the item. */
export const untouching: ReadonlySet<SystemCell> = new Set(['updates', 'lastUpdateAt', 'updatedAt', 'updatedBy'])

/** A system cell's value as its lane holds it. */
export function toSystemLane(column: SystemCell, value: Json): LaneValue {
  return (column === 'createdBy' || column === 'updatedBy') && value !== null ? [String(value)] : (value as LaneValue)
}
