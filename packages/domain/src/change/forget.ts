import { cellValue } from '../patch.ts'
import type { CellColumn, Patch } from '../patch.ts'

const contentCells: ReadonlySet<CellColumn> = new Set(['title', 'updates', 'lastUpdateAt'])

/**
 * Patches of the log with nothing in them of what some items said: null stands for each value. What makes an item be there, its
 * id, place and times, stays, so that the log still gives the rows. Patches that say nothing of the items come back as they are.
 */
export function withoutItems(patches: readonly Patch[], rows: ReadonlySet<number>): readonly Patch[] {
  let changed = false
  const kept = patches.map((patch): Patch => {
    if (patch.op !== 'cells' || (typeof patch.column === 'string' && !contentCells.has(patch.column))) return patch
    if (!patch.rows.some((row, index) => rows.has(row) && cellValue(patch, index) !== null)) return patch
    changed = true
    return { ...patch, values: patch.rows.map((row, index) => (rows.has(row) ? null : cellValue(patch, index))) }
  })
  return changed ? kept : patches
}

/** Patches of the log without what fields of a table's records said; null stands for each value. */
export function withoutFields(patches: readonly Patch[], table: string, fields: ReadonlySet<string>): readonly Patch[] {
  let changed = false
  const kept = patches.map((patch): Patch => {
    if (patch.op !== 'put' || patch.table !== table) return patch
    const said = Object.keys(patch.fields).filter((field) => fields.has(field) && patch.fields[field] !== null)
    if (said.length === 0) return patch
    changed = true
    return { ...patch, fields: { ...patch.fields, ...Object.fromEntries(said.map((field) => [field, null])) } }
  })
  return changed ? kept : patches
}
