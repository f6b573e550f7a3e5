import { cellValue } from '../patch.ts'
import type { CellColumn, Patch } from '../patch.ts'
import { recordTable } from '../tables.ts'

const contentCells: ReadonlySet<CellColumn> = new Set(['title', 'updates', 'lastUpdateAt', 'aliases'])

/**
 * Patches of the log with nothing in them of what some items said: null stands for each value. What makes an item be there, its
 * id, place and times, stays, so that the log still gives the rows. Patches that say nothing of the items come back as they are.
 */
export function withoutItems(patches: readonly Patch[], rows: ReadonlySet<number>): readonly Patch[] {
  return each(patches, (patch) => {
    if (patch.op !== 'cells' || (typeof patch.column === 'string' && !contentCells.has(patch.column))) return patch
    if (!patch.rows.some((row, index) => rows.has(row) && cellValue(patch, index) !== null)) return patch
    return { ...patch, values: patch.rows.map((row, index) => (rows.has(row) ? null : cellValue(patch, index))) }
  })
}

/** Patches of the log without what cells of some columns said; null stands for each value. */
export function withoutColumns(patches: readonly Patch[], columns: ReadonlySet<CellColumn>): readonly Patch[] {
  return each(patches, (patch) => {
    if (patch.op !== 'cells' || !columns.has(patch.column)) return patch
    return patch.values.every((value) => value === null) ? patch : { ...patch, values: [null] }
  })
}

/** Patches of the log without what some records said, their content by their tables; null stands for each value. */
export function withoutRecords(
  patches: readonly Patch[],
  isGone: (table: string, id: string) => boolean,
): readonly Patch[] {
  return each(patches, (patch) => {
    if (patch.op !== 'put' || !isGone(patch.table, patch.id)) return patch
    const content = recordTable(patch.table)?.content ?? []
    const said = content.filter((field) => (patch.fields[field] ?? null) !== null)
    if (said.length === 0) return patch
    return { ...patch, fields: { ...patch.fields, ...Object.fromEntries(said.map((field) => [field, null])) } }
  })
}

/** The patches said anew; the very same list where none changed. */
function each(patches: readonly Patch[], say: (patch: Patch) => Patch): readonly Patch[] {
  const said = patches.map(say)
  return said.every((patch, at) => patch === patches[at]) ? patches : said
}
