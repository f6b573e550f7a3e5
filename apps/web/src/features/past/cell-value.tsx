import type { ViewContext } from '@fulcrum/columns/web'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../shell/client-context.tsx'

interface CellValueProps {
  readonly column: BoardColumn
  readonly value: Json
  readonly context: ViewContext
}

/** A cell as its kind draws it, only to be looked at. */
export function CellValue({ column, value, context }: CellValueProps) {
  const view = useKinds().columnViews.get(column.kind.id)
  if (value === null) return <span className="past-empty">{t('empty')}</span>
  if (view === undefined) return <span>{column.kind.format(value, column.settings, context)}</span>
  return (
    <span className="past-cell">
      <view.Cell value={value} settings={column.settings} context={context} />
    </span>
  )
}
