import type { BoardViewSpec } from '@fulcrum/domain'
import type { GridDensity } from '@fulcrum/ui'

/** How a table is drawn. Said without the schema of its settings, for which a board's first rows do not wait. */
export interface TableSettings {
  readonly rows: GridDensity
  readonly pinned: readonly number[]
}

/** The settings of a table view; of what an address says otherwise, the plain ones. */
export function tableSettings({ settings = {} }: BoardViewSpec): TableSettings {
  const { rows, pinned } = settings
  return {
    rows: rows === 'compact' || rows === 'roomy' ? rows : 'normal',
    pinned: Array.isArray(pinned) ? (pinned as readonly unknown[]).filter((column) => typeof column === 'number') : [],
  }
}

/** The view with some of its table's settings otherwise; plain ones are not kept. */
export function withTableSettings(spec: BoardViewSpec, change: Partial<TableSettings>): BoardViewSpec {
  const { rows, pinned } = { ...tableSettings(spec), ...change }
  const { rows: _, pinned: __, ...others } = spec.settings ?? {}
  return {
    ...spec,
    settings: { ...others, ...(rows !== 'normal' && { rows }), ...(pinned.length > 0 && { pinned: [...pinned] }) },
  }
}
