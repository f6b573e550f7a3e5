import { aggregateLabels } from '@fulcrum/columns/web'
import { allowedRules, columnRoles, noAggregate, unchangeable, viewField } from '@fulcrum/domain'
import type { BoardColumn, ViewColumn } from '@fulcrum/domain'
import type { Anchor, MenuItem, MenuSection } from '@fulcrum/ui'
import { changeColumn, sortBy } from '../model/view-state.ts'
import { moveShown, shownOrder } from '../shown-columns.ts'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'

/** What opens beside the menu. */
export interface ColumnMenuParts {
  readonly settings: (column: BoardColumn) => void
  readonly rules: (column: BoardColumn) => void
  readonly changeKind: (column: BoardColumn) => void
  readonly filter: (column: ViewColumn, anchor: Anchor) => void
}

/** The menu of a column's header. */
export function columnMenu(
  scene: BoardScene,
  columnId: string,
  anchor: Anchor,
  overlays: Overlays,
  parts: ColumnMenuParts,
): readonly MenuSection[] {
  const key: ViewColumn = columnId === 'title' ? 'title' : Number(columnId)
  const column = scene.columns.find(({ number }) => number === key)
  return [
    { items: orderItems(scene, key, anchor, parts) },
    { items: column === undefined ? [] : placeItems(scene, column) },
    {
      items: column === undefined || !scene.rights.structure ? [] : changeItems(scene, column, anchor, overlays, parts),
    },
    { items: column === undefined || !scene.rights.structure ? [] : [deleteItem(scene, column)] },
  ]
}

function orderItems(scene: BoardScene, key: ViewColumn, anchor: Anchor, parts: ColumnMenuParts): MenuItem[] {
  const { spec, setSpec, state, view } = scene
  const field = viewField(state, key)
  const now = (spec.sort ?? []).find((entry) => entry.column === key)?.direction
  const others = (spec.sort ?? []).filter((entry) => entry.column !== key)
  const set = (direction: 'asc' | 'desc') =>
    setSpec({ ...spec, sort: now === direction ? others : sortBy(key, direction) })
  const items: MenuItem[] = [
    { id: 'asc', title: 'Sort ascending', icon: 'arrow-up', checked: now === 'asc', onSelect: () => set('asc') },
    { id: 'desc', title: 'Sort descending', icon: 'arrow-down', checked: now === 'desc', onSelect: () => set('desc') },
  ]
  if (others.length > 0 && now === undefined) {
    items.push({
      id: 'then',
      title: 'Then sort by this',
      icon: 'sort',
      onSelect: () => setSpec({ ...spec, sort: [...others, { column: key, direction: 'asc' }] }),
    })
  }
  if (field?.group !== undefined) {
    const on = view.groupBy.column === key
    items.push({
      id: 'group',
      title: 'Group by this',
      icon: 'group',
      checked: on,
      onSelect: () => setSpec({ ...spec, groupBy: on ? null : key }),
    })
  }
  if ((field?.operators.length ?? 0) > 0) {
    items.push({ id: 'filter', title: 'Filter by this', icon: 'filter', onSelect: () => parts.filter(key, anchor) })
  }
  return items
}

function placeItems(scene: BoardScene, column: BoardColumn): MenuItem[] {
  const { spec, setSpec } = scene
  const order = shownOrder(scene)
  const at = order.indexOf(column.number)
  const items: MenuItem[] = []
  if (column.kind.aggregates.length > 0) items.push(summaryItem(scene, column))
  items.push({
    id: 'left',
    title: 'Move left',
    icon: 'arrow-left',
    shortcut: 'Alt ←',
    disabled: at <= 1,
    onSelect: () => moveShown(scene, column.number, numberAt(order, at - 1)),
  })
  items.push({
    id: 'right',
    title: 'Move right',
    icon: 'arrow-right',
    shortcut: 'Alt →',
    disabled: at === order.length - 1,
    onSelect: () => moveShown(scene, column.number, numberAt(order, at + 2)),
  })
  items.push({
    id: 'hide',
    title: 'Hide',
    icon: 'eye-off',
    onSelect: () => setSpec(changeColumn(spec, order, column.number, { hidden: true })),
  })
  return items
}

function summaryItem(scene: BoardScene, column: BoardColumn): MenuItem {
  const { spec, setSpec, view } = scene
  const now = view.aggregates.find((aggregate) => aggregate.column === column.number)?.kind ?? noAggregate
  const choose = (kind: string): void => {
    const others = (spec.aggregates ?? []).filter((entry) => entry.column !== column.number)
    setSpec({ ...spec, aggregates: [...others, { column: column.number, kind }] })
  }
  const choices = [
    ...column.kind.aggregates.map((kind) => ({ kind: String(kind), title: aggregateLabels[kind] })),
    { kind: noAggregate, title: 'Nothing' },
  ]
  return {
    id: 'summary',
    title: 'Show below groups',
    icon: 'dash',
    items: [
      {
        items: choices.map(({ kind, title }) => ({
          id: kind,
          title,
          checked: kind === now,
          onSelect: () => choose(kind),
        })),
      },
    ],
  }
}

function changeItems(
  scene: BoardScene,
  column: BoardColumn,
  anchor: Anchor,
  overlays: Overlays,
  parts: ColumnMenuParts,
): MenuItem[] {
  const { structure } = scene
  const { id, kind, title, fields } = column
  const items: MenuItem[] = [
    {
      id: 'rename',
      title: 'Rename',
      icon: 'edit',
      onSelect: () =>
        overlays.ask(anchor, {
          label: 'Column name',
          value: title,
          onAnswer: (text) => structure.updateColumn(id, { title: text }),
        }),
    },
    {
      id: 'describe',
      title: 'Describe',
      icon: 'info',
      onSelect: () =>
        overlays.ask(anchor, {
          label: 'What this column is for',
          value: typeof fields['description'] === 'string' ? fields['description'] : '',
          maxLength: 2_000,
          onAnswer: (text) => structure.updateColumn(id, { description: text }),
        }),
    },
    { id: 'settings', title: 'Settings', icon: 'sliders', onSelect: () => parts.settings(column) },
  ]
  if (allowedRules(kind, column.settings).rules.size > 0) {
    items.push({ id: 'rules', title: 'Rules', icon: 'lock', onSelect: () => parts.rules(column) })
  }
  if (unchangeable(kind) === null) {
    items.push({ id: 'kind', title: 'Change kind', icon: 'refresh', onSelect: () => parts.changeKind(column) })
  }
  if (kind.roles.length > 0) {
    const role = fields['role'] ?? null
    items.push({
      id: 'role',
      title: 'Meaning',
      icon: 'at',
      items: [
        {
          title: 'What it means to Fulcrum',
          items: [
            {
              id: 'none',
              title: 'Nothing special',
              checked: role === null,
              onSelect: () => structure.updateColumn(id, { role: null }),
            },
            ...columnRoles
              .filter((candidate) => kind.roles.includes(candidate))
              .map((candidate) => ({
                id: candidate,
                title: roleWords[candidate],
                checked: role === candidate,
                onSelect: () => structure.updateColumn(id, { role: candidate }),
              })),
          ],
        },
      ],
    })
  }
  return items
}

const roleWords: Readonly<Record<(typeof columnRoles)[number], string>> = {
  status: 'How far work is',
  owner: 'Who does it',
  estimate: 'How large it is',
  sprint: 'The sprint',
  type: 'The type of work',
  priority: 'How urgent it is',
  start: 'When it starts',
  due: 'When it is due',
  dependency: 'What it waits for',
}

function deleteItem({ structure }: BoardScene, { id }: BoardColumn): MenuItem {
  return {
    id: 'delete',
    title: 'Delete column',
    icon: 'trash',
    danger: true,
    onSelect: () => structure.removeColumn(id),
  }
}

function numberAt(order: readonly (number | 'title')[], at: number): number | undefined {
  const found = order[at]
  return typeof found === 'number' ? found : undefined
}
