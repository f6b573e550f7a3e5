import type { Fields } from './record.ts'
import type { Json } from './json.ts'

/**
 * What an item has beside its columns. An item exists once its `createdAt` is set. `updatedAt` and `updatedBy` follow from
 * the changes; only an import sets them, to what its source says. `aliases` are the keys that an item had before (`ItemAlias`).
 * A template is not work but what items are made from: `templateAt` is since when.
 * `movedTo` stands where an item was that went to another board: it is the item's id, while the row gets one that nothing has.
 */
export const systemCells = [
  'id',
  'title',
  'group',
  'parent',
  'rank',
  'createdAt',
  'createdBy',
  'archivedAt',
  'templateAt',
  'deletedAt',
  'updates',
  'lastUpdateAt',
  'sourceKey',
  'aliases',
  'movedTo',
  'updatedAt',
  'updatedBy',
] as const

export type SystemCell = (typeof systemCells)[number]

/** A column by its short number, or one of the system cells. */
export type CellColumn = number | SystemCell

/**
 * The closed set of things that a change does. `put` sets the named fields of a record and makes it where it is missing;
 * `drop` removes a record; `cells` sets one column of many items, named by row (`values` has one entry a row, or a single
 * entry for all). Creating, moving and deleting items, and ranking them, are `cells` of system columns.
 */
export type Patch =
  | { readonly op: 'put'; readonly table: string; readonly id: string; readonly fields: Fields }
  | { readonly op: 'drop'; readonly table: string; readonly id: string }
  | {
      readonly op: 'cells'
      readonly column: CellColumn
      readonly rows: readonly number[]
      readonly values: readonly Json[]
    }

export type CellsPatch = Extract<Patch, { op: 'cells' }>

/** A change holds at most this many cells; larger work is a batch of changes. */
export const maxCellsPerChange = 2_000

/** The value of a `cells` patch at one index. */
export function cellValue(patch: CellsPatch, index: number): Json {
  return (patch.values.length === 1 ? patch.values[0] : patch.values[index]) ?? null
}

/** The rows of items that the patches touch, each once, in ascending order. */
export function touchedRows(patches: readonly Patch[]): number[] {
  const rows = new Set<number>()
  for (const patch of patches) if (patch.op === 'cells') for (const row of patch.rows) rows.add(row)
  return [...rows].sort((left, right) => left - right)
}
