import { maxItemTitleLength, viewField } from '@fulcrum/domain'
import type { Anchor, MenuItem, MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { TransferAsk } from '../../../shell/transfer-context.ts'
import { conditionWords } from '../model/filter-words.ts'
import { valueFilter } from '../model/value-filter.ts'
import { filterOf, filterParts } from '../model/view-state.ts'
import type { Overlays } from '../overlays.tsx'
import { moveToItem } from './move-to.ts'
import type { BoardScene } from '../scene.tsx'

/** The menu of an item; of all selected ones where it is among them. */
export function rowMenu(
  scene: BoardScene,
  rowId: string,
  selection: ReadonlySet<string>,
  anchor: Anchor,
  overlays: Overlays,
  transfer: (ask: TransferAsk) => void,
  columnId?: string,
): readonly MenuSection[] {
  const { model, state, records, rights, items, onOpenRow, view } = scene
  const row = model?.ids.rowOf(rowId)
  if (model === null || row === undefined) return []
  const rowIds = selection.has(rowId) ? [...selection].filter((id) => model.contains(id)) : [rowId]
  const one = rowIds.length === 1
  const isSub = typeof state.system(row, 'parent') === 'number'
  const open: MenuItem = {
    id: 'open',
    title: t('Open'),
    icon: 'open',
    shortcut: 'Space',
    onSelect: () => onOpenRow(row),
  }
  const copy: MenuItem = {
    id: 'copy',
    title: t('Copy link'),
    icon: 'link',
    onSelect: () => void navigator.clipboard.writeText(linkTo(row)),
  }
  const rows = rowIds.flatMap((id) => model.ids.rowOf(id) ?? [])
  const toBoard = (how: TransferAsk['how']): MenuItem => ({
    id: `${how}-to-board`,
    title: how === 'move' ? t('Move to board …') : t('Copy to board …'),
    icon: how === 'move' ? 'arrow-right' : 'copy',
    onSelect: () => transfer({ board: scene.boardId, rows, how }),
  })
  const filters = one && columnId !== undefined ? filterItems(scene, row, columnId) : []
  if (!rights.edit) return [{ items: one ? [open, copy, toBoard('copy')] : [toBoard('copy')] }, { items: filters }]
  const above = siblingAbove(scene, rowId)
  const moveTo = moveToItem(scene, rowIds)
  const intoNewGroup: MenuItem = {
    id: 'new-group',
    title: t('New group …'),
    icon: 'plus',
    onSelect: () =>
      overlays.ask(anchor, {
        label: t('New group'),
        placeholder: t('Name, then Enter'),
        onAnswer: (title) => items.moveToNewGroup(rowIds, title),
      }),
  }
  const moves: MenuItem[] = [
    ...(moveTo === null ? [] : [moveTo]),
    {
      id: 'group',
      title: t('Move to group'),
      icon: 'group',
      disabled: records.groups.length < 2 && !rights.structure,
      items: [
        {
          items: records.groups.map((group) => ({
            id: group.id,
            title: group.title,
            checked: one && Number(state.system(row, 'group')) === group.number,
            onSelect: () => items.moveToGroup(rowIds, group.id),
          })),
        },
        { items: rights.structure ? [intoNewGroup] : [] },
      ],
    },
  ]
  if (one && isSub) {
    moves.push({
      id: 'lift',
      title: t('Make it an item'),
      icon: 'arrow-left',
      onSelect: () => items.putBelow(rowId, null),
    })
  }
  if (one && above !== undefined) {
    moves.push({
      id: 'nest',
      title: t('Make it a sub-item of the one above'),
      icon: 'sub',
      onSelect: () => items.putBelow(rowId, above),
    })
  }
  const adds: MenuItem[] = one
    ? [
        {
          id: 'sub',
          title: t('Add sub-item'),
          icon: 'sub',
          onSelect: () =>
            overlays.ask(anchor, {
              label: t('Sub-item of {system}', { system: String(state.system(row, 'title') ?? '') }),
              placeholder: t('Name, then Enter'),
              maxLength: maxItemTitleLength,
              repeats: true,
              onAnswer: (title) => void items.addBelow(rowId, title),
            }),
        },
        { id: 'duplicate', title: t('Duplicate'), icon: 'copy', onSelect: () => items.duplicate(rowId) },
      ]
    : []
  return [
    { items: one ? [open, copy] : [] },
    { items: filters },
    { items: adds },
    { items: view.groupBy.column === 'group' || one ? moves : moves.slice(0, moveTo === null ? 1 : 2) },
    { items: [toBoard('move'), toBoard('copy')] },
    {
      items: [
        ...(one && !isSub
          ? [
              {
                id: 'template',
                title: t('Use as template'),
                icon: 'file' as const,
                onSelect: () => items.makeTemplate(rowId),
              },
            ]
          : []),
        {
          id: 'archive',
          title: one ? t('Archive') : t('Archive {count} items', { count: rowIds.length }),
          icon: 'archive',
          onSelect: () => items.archive(rowIds),
        },
        {
          id: 'delete',
          title: one ? t('Delete') : t('Delete {count} items', { count: rowIds.length }),
          icon: 'trash',
          danger: true,
          onSelect: () => items.remove(rowIds),
        },
      ],
    },
  ]
}

/** Narrows the view to what stands in the cell from which the menu was opened, or to all else. */
function filterItems(scene: BoardScene, row: number, columnId: string): MenuItem[] {
  const { state, spec, setSpec, context, records } = scene
  const key = columnId === 'title' ? 'title' : Number(columnId)
  const field = viewField(state, key)
  if (field === undefined) return []
  const value = key === 'title' ? state.system(row, 'title') : state.cell(row, key)
  return [false, true].flatMap((without): MenuItem[] => {
    const condition = valueFilter(field, value, without)
    if (condition === null) return []
    const words = conditionWords(condition, field, { ...context, groups: records.groups })
    const said = [words.column, words.operator, words.value ?? ''].join(' ').trim()
    return [
      {
        id: without ? 'filter-out' : 'filter',
        title: without ? t('Filter this value out') : t('Filter by this value'),
        icon: 'filter',
        hint: said.length > 40 ? `${said.slice(0, 40)}…` : said,
        onSelect: () => setSpec({ ...spec, filter: filterOf([...filterParts(spec.filter), condition]) }),
      },
    ]
  })
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
