import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'
import '../shared/columns.css'

function Cell({ value, context }: CellProps<Record<string, never>, number>) {
  if (value === null) return null
  return <span className="fc-key fu-mono fu-truncate">{context.keyOf?.(value) ?? String(value + 1)}</span>
}

/** How the key of an item looks. */
export const keyView = defineColumnView({ id: 'key', icon: 'hash', width: 88, editor: 'none', Cell })
