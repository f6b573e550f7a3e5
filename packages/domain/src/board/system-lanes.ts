import type { LaneSpec, LaneValue } from '@fulcrum/columnar'
import type { Json } from '../json.ts'
import { standingCells } from '../item/set-aside.ts'
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
  { key: 'templateAt', type: 'instant' },
  { key: 'deletedAt', type: 'instant' },
  { key: 'updates', type: 'number' },
  { key: 'lastUpdateAt', type: 'instant' },
  { key: 'sourceKey', type: 'text' },
  { key: 'aliases', type: 'json' },
  { key: 'movedTo', type: 'text' },
  { key: 'updatedAt', type: 'instant' },
  { key: 'updatedBy', type: 'refSet' },
  /** The row itself, so that a key column filters and sorts like any other. */
  { key: 'row', type: 'number' },
]

/** What decides whether an item is live. */
export const livenessCells: ReadonlySet<SystemCell> = new Set<SystemCell>(['createdAt', ...standingCells])

/** Changes of these do not count as somebody's edit of the item. */
export const untouching: ReadonlySet<SystemCell> = new Set(['updates', 'lastUpdateAt', 'updatedAt', 'updatedBy'])

/** Cells whose lane is a set of references that stands for one: an item has one creator. */
const personCells: ReadonlySet<SystemCell> = new Set(['createdBy', 'updatedBy'])

/** A system cell's value as its lane holds it. */
export function toSystemLane(column: SystemCell, value: Json): LaneValue {
  return value !== null && personCells.has(column) ? [String(value)] : (value as LaneValue)
}

/** The value of a system cell that its lane holds. */
export function fromSystemLane(column: SystemCell, value: LaneValue): Json {
  if (Array.isArray(value) && personCells.has(column)) return (value[0] as string | undefined) ?? null
  return value as Json
}
