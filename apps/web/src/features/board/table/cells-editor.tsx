import type { BoardColumn, Json } from '@fulcrum/domain'
import { Popover, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../shell/client-context.tsx'
import { KindEditor } from '../../../shell/kind-editor.tsx'
import { useScene } from '../scene.tsx'

interface CellsEditorProps {
  readonly anchor: Anchor
  readonly column: BoardColumn
  readonly rowIds: readonly string[]
  /** What stands there now, where that is one value. */
  readonly value?: Json
  readonly side?: 'top' | 'bottom'
  readonly onClose: () => void
}

/** Edits the cells of a column of several items together, beside an anchor. */
export function CellsEditor({ anchor, column, rowIds, value = null, side = 'top', onClose }: CellsEditorProps) {
  const { items, context } = useScene()
  const { columnViews } = useKinds()
  const Editor = columnViews.get(column.kind.id)?.Editor
  if (Editor === undefined) return null
  return (
    <Popover open anchor={anchor} side={side} label={column.title} onClose={onClose}>
      <div className="fb-kind-value">
        <KindEditor
          Editor={Editor}
          kind={column.kind}
          value={value}
          settings={column.settings}
          context={context}
          label={t('{title} of {count, plural, one {# item} other {# items}}', {
            title: column.title,
            count: rowIds.length,
          })}
          onCommit={(next) => {
            items.setMany(rowIds, String(column.number), next)
            onClose()
          }}
          onCancel={onClose}
        />
      </div>
    </Popover>
  )
}
