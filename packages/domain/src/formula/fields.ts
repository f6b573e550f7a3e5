import type { SystemCell } from '../patch.ts'
import type { FormulaField } from './reader.ts'
import type { FormulaType } from './types.ts'

/** What every item has, as formulas name it. */
export interface SystemField {
  readonly title: string
  readonly field: SystemCell | 'key'
  readonly type: FormulaType
  /** The system cell by which changes are noticed; a key follows from an item's row, which never changes. */
  readonly cell: SystemCell
}

/** A column of the same title hides one of these; `{#title}`, `{#key}` … name them still. */
export const systemFields: readonly SystemField[] = [
  { title: 'Title', field: 'title', type: 'text', cell: 'title' },
  { title: 'Key', field: 'key', type: 'text', cell: 'id' },
  { title: 'Created', field: 'createdAt', type: 'instant', cell: 'createdAt' },
  { title: 'Created by', field: 'createdBy', type: { list: 'person' }, cell: 'createdBy' },
  { title: 'Updated', field: 'updatedAt', type: 'instant', cell: 'updatedAt' },
  { title: 'Updated by', field: 'updatedBy', type: { list: 'person' }, cell: 'updatedBy' },
]

const byField = new Map<string, SystemField>(systemFields.map((each) => [each.field, each]))

/** The system field of a name, if it is one. */
export function systemField(field: FormulaField | string): SystemField | undefined {
  return typeof field === 'number' ? undefined : byField.get(field)
}

/** What the items right below an item are called in formulas. */
export const childrenTitle = 'Sub-items'

/** What all items below an item are called: those right below it, those below these, and so on. */
export const belowTitle = 'All sub-items'
