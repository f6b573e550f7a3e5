import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useActions, useKinds } from '../../../shell/client-context.tsx'
import { useTransfer, type TransferAsk } from '../../../shell/transfer-context.ts'
import { useOverlays } from '../overlays.tsx'
import { moveToItem } from '../menus/move-to.ts'
import { useScene } from '../scene.tsx'
import { toItems } from '../to-items.ts'
import { CellsEditor } from './cells-editor.tsx'

interface BulkBarProps {
  readonly selection: ReadonlySet<string>
  readonly onClear: () => void
}

/** What can be done to the selected items together. */
export function BulkBar({ selection, onClear }: BulkBarProps) {
  const scene = useScene()
  const overlays = useOverlays()
  const { records, items, columns, rights, model } = scene
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
          title: how === 'move' ? t('Move the selected items to a board …') : t('Copy the selected items to a board …'),
          section: t('Board'),
          icon: how === 'move' ? 'arrow-right' : 'copy',
          run: () => toBoard(how),
        })),
  )
  if (selection.size === 0 || !rights.edit) return null
  const editable = columns.filter((column) => rights.editColumn(column) && columnViews.get(column.kind.id)?.Editor)
  const status = editable.find(({ fields }) => fields['role'] === 'status') ?? editable[0]

  const setColumn = (anchor: HTMLElement, column: (typeof editable)[number]): void =>
    overlays.show((close) => <CellsEditor anchor={anchor} column={column} rowIds={rowIds()} onClose={close} />)
  const moveTo = moveToItem(scene, rowIds())
  /** The bar goes with the selection: the keyboard goes back to the items. */
  const leave = (): void => {
    onClear()
    toItems(scene)
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const { key, currentTarget, target } = event
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
    if (key === 'Escape') leave()
    else if (step !== undefined) {
      const all = [...currentTarget.querySelectorAll('button')]
      all.at((all.findIndex((each) => each === target) + step) % all.length)?.focus()
    } else return
    event.preventDefault()
  }
  return (
    <div className="fb-bulk" role="toolbar" aria-label={t('Selected items')} onKeyDown={onKeyDown}>
      <span className="fb-bulk-count">
        {t('{count, plural, one {# item} other {# items}}', { count: selection.size })}
      </span>
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
          overlays.menu(anchor, t('Set'), [
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
        {t('Set …')}
      </Button>
      <Button
        variant="plain"
        icon="group"
        aria-haspopup="menu"
        onClick={(event) =>
          overlays.menu(event.currentTarget, t('Move'), [
            ...(moveTo?.items ?? []),
            {
              title: t('To group'),
              items: records.groups.map(({ id, title }) => ({
                id,
                title,
                icon: 'group' as const,
                onSelect: () => items.moveToGroup(rowIds(), id),
              })),
            },
            {
              items: [
                { id: 'move', title: t('Move to board …'), icon: 'arrow-right', onSelect: () => toBoard('move') },
                { id: 'copy', title: t('Copy to board …'), icon: 'copy', onSelect: () => toBoard('copy') },
              ],
            },
          ])
        }
      >
        {t('Move')}
      </Button>
      <Button
        variant="plain"
        icon="archive"
        onClick={() => {
          items.archive(rowIds())
          leave()
        }}
      >
        {t('Archive')}
      </Button>
      <Button
        variant="plain"
        icon="trash"
        onClick={() => {
          items.remove(rowIds())
          leave()
        }}
      >
        {t('Delete')}
      </Button>
      <IconButton icon="x" label={t('Clear selection')} shortcut="Esc" onClick={leave} />
    </div>
  )
}
