import type { Anchor, MenuItem, MenuSection } from '@fulcrum/ui'
import type { TransferAsk } from '../../../shell/transfer-context.ts'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'

/** The menu of an item; of all selected ones where it is among them. */
export function rowMenu(
  scene: BoardScene,
  rowId: string,
  selection: ReadonlySet<string>,
  anchor: Anchor,
  overlays: Overlays,
  transfer: (ask: TransferAsk) => void,
): readonly MenuSection[] {
  const { model, state, records, rights, items, onOpenRow, view } = scene
  const row = model?.ids.rowOf(rowId)
  if (model === null || row === undefined) return []
  const rowIds = selection.has(rowId) ? [...selection] : [rowId]
  const one = rowIds.length === 1
  const isSub = typeof state.system(row, 'parent') === 'number'
  const open: MenuItem = { id: 'open', title: 'Open', icon: 'open', shortcut: 'Space', onSelect: () => onOpenRow(row) }
  const copy: MenuItem = {
    id: 'copy',
    title: 'Copy link',
    icon: 'link',
    onSelect: () => void navigator.clipboard.writeText(linkTo(row)),
  }
  const rows = rowIds.flatMap((id) => model.ids.rowOf(id) ?? [])
  const toBoard = (how: TransferAsk['how']): MenuItem => ({
    id: `${how}-to-board`,
    title: how === 'move' ? 'Move to board …' : 'Copy to board …',
    icon: how === 'move' ? 'arrow-right' : 'copy',
    onSelect: () => transfer({ board: scene.boardId, rows, how }),
  })
  if (!rights.edit) return [{ items: one ? [open, copy, toBoard('copy')] : [toBoard('copy')] }]
  const above = siblingAbove(scene, rowId)
  const moves: MenuItem[] = [
    {
      id: 'group',
      title: 'Move to group',
      icon: 'group',
      disabled: records.groups.length < 2,
      items: [
        {
          items: records.groups.map((group) => ({
            id: group.id,
            title: group.title,
            checked: one && Number(state.system(row, 'group')) === group.number,
            onSelect: () => items.moveToGroup(rowIds, group.number),
          })),
        },
      ],
    },
  ]
  if (one && isSub) {
    moves.push({
      id: 'lift',
      title: 'Make it an item',
      icon: 'arrow-left',
      onSelect: () => items.putBelow(rowId, null),
    })
  }
  if (one && above !== undefined) {
    moves.push({
      id: 'nest',
      title: 'Make it a sub-item of the one above',
      icon: 'sub',
      onSelect: () => items.putBelow(rowId, above),
    })
  }
  const adds: MenuItem[] = one
    ? [
        {
          id: 'sub',
          title: 'Add sub-item',
          icon: 'sub',
          onSelect: () =>
            overlays.ask(anchor, {
              label: `Sub-item of ${String(state.system(row, 'title') ?? '')}`,
              placeholder: 'Name, then Enter',
              maxLength: 1_000,
              repeats: true,
              onAnswer: (title) => void items.addBelow(rowId, title),
            }),
        },
        { id: 'duplicate', title: 'Duplicate', icon: 'copy', onSelect: () => items.duplicate(rowId) },
      ]
    : []
  return [
    { items: one ? [open, copy] : [] },
    { items: adds },
    { items: view.groupBy.column === 'group' || one ? moves : moves.slice(0, 1) },
    { items: [toBoard('move'), toBoard('copy')] },
    {
      items: [
        {
          id: 'archive',
          title: one ? 'Archive' : `Archive ${rowIds.length} items`,
          icon: 'archive',
          onSelect: () => items.archive(rowIds),
        },
        {
          id: 'delete',
          title: one ? 'Delete' : `Delete ${rowIds.length} items`,
          icon: 'trash',
          danger: true,
          onSelect: () => items.remove(rowIds),
        },
      ],
    },
  ]
}

function linkTo(row: number): string {
  const url = new URL(location.href)
  url.pathname = `${url.pathname.replace(/\/i\/\d+$/, '').replace(/\/$/, '')}/i/${row}`
  url.search = ''
  return url.href
}

/** The row of the same depth right above, below which this one could go. */
function siblingAbove({ model }: BoardScene, rowId: string): string | undefined {
  const at = model?.find(rowId)
  if (model === null || at === undefined) return undefined
  const depth = model.rowAt(at.sectionIndex, at.rowIndex)?.depth ?? 0
  for (let index = at.rowIndex - 1; index >= 0; index -= 1) {
    const row = model.rowAt(at.sectionIndex, index)
    if (row === undefined || (row.depth ?? 0) < depth) return undefined
    if ((row.depth ?? 0) === depth) return row.id
  }
  return undefined
}
