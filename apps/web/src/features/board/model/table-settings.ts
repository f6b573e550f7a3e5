import type { BoardViewSpec } from '@fulcrum/domain'
import type { GridDensity } from '@fulcrum/ui'

/** How a table is drawn. Said without the schema of its settings, for which a board's first rows do not wait. */
export interface TableSettings {
  readonly rows: GridDensity
  readonly pinned: readonly number[]
  /** Columns whose text goes over several lines. */
  readonly wrapped: readonly (number | 'title')[]
}

/** The settings of a table view; of what an address says otherwise, the plain ones. */
export function tableSettings({ settings = {} }: BoardViewSpec): TableSettings {
  const { rows, pinned, wrapped } = settings
  return {
    rows: rows === 'compact' || rows === 'roomy' ? rows : 'normal',
    pinned: listOf(pinned).filter((column) => typeof column === 'number'),
    wrapped: listOf(wrapped).filter((column) => typeof column === 'number' || column === 'title'),
  }
}

/** The view with some of its table's settings otherwise; plain ones are not kept. */
export function withTableSettings(spec: BoardViewSpec, change: Partial<TableSettings>): BoardViewSpec {
  const { rows, pinned, wrapped } = { ...tableSettings(spec), ...change }
  const { rows: _, pinned: __, wrapped: ___, ...others } = spec.settings ?? {}
  return {
    ...spec,
    settings: {
      ...others,
      ...(rows !== 'normal' && { rows }),
      ...(pinned.length > 0 && { pinned: [...pinned] }),
      ...(wrapped.length > 0 && { wrapped: [...wrapped] }),
    },
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}
