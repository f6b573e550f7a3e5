import { Button, IconButton, Popover } from '@fulcrum/ui'
import { useActions, useKinds } from '../../../shell/client-context.tsx'
import { KindEditor } from '../../../shell/kind-editor.tsx'
import { useTransfer, type TransferAsk } from '../../../shell/transfer-context.ts'
import { counted } from '../actions/runner.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

interface BulkBarProps {
  readonly selection: ReadonlySet<string>
  readonly onClear: () => void
}

/** What can be done to the selected items together. */
export function BulkBar({ selection, onClear }: BulkBarProps) {
  const scene = useScene()
  const overlays = useOverlays()
  const { records, items, columns, rights, context, model } = scene
  const { columnViews } = useKinds()
  const transfer = useTransfer()
  const rowIds = (): string[] => [...selection].filter((id) => model?.contains(id) === true)
  const toBoard = (how: TransferAsk['how']): void =>
    transfer({ board: scene.boardId, rows: rowIds().flatMap((id) => model?.ids.rowOf(id) ?? []), how })
  useActions(
    selection.size === 0 || !rights.edit
      ? []
      : (['move', 'copy'] as const).map((how) => ({
          id: `board.${how}-selection`,
          title: `${how === 'move' ? 'Move' : 'Copy'} the selected items to a board …`,
          section: 'Board',
          icon: how === 'move' ? 'arrow-right' : 'copy',
          run: () => toBoard(how),
        })),
  )
  if (selection.size === 0 || !rights.edit) return null
  const editable = columns.filter((column) => rights.editColumn(column) && columnViews.get(column.kind.id)?.Editor)
  const status = editable.find(({ fields }) => fields['role'] === 'status') ?? editable[0]

  const setColumn = (anchor: HTMLElement, column: (typeof editable)[number]): void => {
    const Editor = columnViews.get(column.kind.id)?.Editor
    if (Editor === undefined) return
    overlays.show((close) => (
      <Popover open anchor={anchor} side="top" label={column.title} onClose={close}>
        <div className="fb-kind-value">
          <KindEditor
            Editor={Editor}
            kind={column.kind}
            value={null}
            settings={column.settings}
            context={context}
            label={`${column.title} of ${counted(selection.size, 'item')}`}
            onCommit={(value) => {
              items.setMany(rowIds(), String(column.number), value)
              close()
            }}
            onCancel={close}
          />
        </div>
      </Popover>
    ))
  }
  return (
    <div className="fb-bulk" role="toolbar" aria-label="Selected items">
      <span className="fb-bulk-count">{counted(selection.size, 'item')}</span>
      {status !== undefined && (
        <Button variant="plain" icon="status" onClick={(event) => setColumn(event.currentTarget, status)}>
          {status.title}
        </Button>
      )}
      <Button
        variant="plain"
        icon="edit"
        aria-haspopup="menu"
        onClick={(event) => {
          const anchor = event.currentTarget
          overlays.menu(anchor, 'Set', [
            {
              items: editable.map((column) => ({
                id: column.id,
                title: column.title,
                icon: columnViews.get(column.kind.id)?.icon ?? 'text',
                onSelect: () => setColumn(anchor, column),
              })),
            },
          ])
        }}
      >
        Set …
      </Button>
      <Button
        variant="plain"
        icon="group"
        aria-haspopup="menu"
        onClick={(event) =>
          overlays.menu(event.currentTarget, 'Move', [
            {
              title: 'To group',
              items: records.groups.map(({ id, title, number }) => ({
                id,
                title,
                icon: 'group' as const,
                onSelect: () => items.moveToGroup(rowIds(), number),
              })),
            },
            {
              items: [
                { id: 'move', title: 'Move to board …', icon: 'arrow-right', onSelect: () => toBoard('move') },
                { id: 'copy', title: 'Copy to board …', icon: 'copy', onSelect: () => toBoard('copy') },
              ],
            },
          ])
        }
      >
        Move
      </Button>
      <Button
        variant="plain"
        icon="archive"
        onClick={() => {
          items.archive(rowIds())
          onClear()
        }}
      >
        Archive
      </Button>
      <Button
        variant="plain"
        icon="trash"
        onClick={() => {
          items.remove(rowIds())
          onClear()
        }}
      >
        Delete
      </Button>
      <IconButton icon="x" label="Clear selection" shortcut="Esc" onClick={onClear} />
    </div>
  )
}
