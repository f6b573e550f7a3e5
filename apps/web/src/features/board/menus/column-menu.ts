import { aggregateLabels } from '@fulcrum/columns/web'
import { allowedRules, columnRoles, noAggregate, unchangeable, viewField } from '@fulcrum/domain'
import type { BoardColumn, ViewColumn } from '@fulcrum/domain'
import { announce, type Anchor, type GridDensity, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { changeColumn, sortBy } from '../model/view-state.ts'
import { tableSettings, withTableSettings } from '../model/table-settings.ts'
import { moveShown, shownOrder } from '../shown-columns.ts'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'
import { showColourRules } from '../toolbar/show-colour-rules.tsx'

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
    {
      items: [
        ...(column === undefined ? [] : placeItems(scene, column)),
        ...(column === undefined || column.kind.wraps !== undefined ? [wrapItem(scene, key)] : []),
        rowHeightItem(scene),
        coloursItem(key, anchor, overlays),
      ],
    },
    { items: column === undefined ? [] : seenItems(scene, column) },
    {
      items: column === undefined || !scene.rights.structure ? [] : changeItems(scene, column, anchor, overlays, parts),
    },
    { items: column === undefined || !scene.rights.structure ? [] : [deleteItem(scene, column)] },
  ]
}

function seenItems({ boardId, whoSees }: BoardScene, column: BoardColumn): MenuItem[] {
  if (whoSees === null) return []
  return [
    {
      id: 'who-sees',
      title: t('Who can see this?'),
      icon: 'eye',
      onSelect: () => whoSees({ board: boardId, column: column.id }),
    },
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
    { id: 'asc', title: t('Sort ascending'), icon: 'arrow-up', checked: now === 'asc', onSelect: () => set('asc') },
    {
      id: 'desc',
      title: t('Sort descending'),
      icon: 'arrow-down',
      checked: now === 'desc',
      onSelect: () => set('desc'),
    },
  ]
  if (others.length > 0 && now === undefined) {
    items.push({
      id: 'then',
      title: t('Then sort by this'),
      icon: 'sort',
      onSelect: () => setSpec({ ...spec, sort: [...others, { column: key, direction: 'asc' }] }),
    })
  }
  if (field?.group !== undefined) {
    const on = view.groupBy.column === key
    items.push({
      id: 'group',
      title: t('Group by this'),
      icon: 'group',
      checked: on,
      onSelect: () => setSpec({ ...spec, groupBy: on ? null : key }),
    })
  }
  if ((field?.operators.length ?? 0) > 0) {
    items.push({ id: 'filter', title: t('Filter by this'), icon: 'filter', onSelect: () => parts.filter(key, anchor) })
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
    title: t('Move left'),
    icon: 'arrow-left',
    shortcut: 'Alt ←',
    disabled: at <= 1,
    onSelect: () => {
      moveShown(scene, column.number, numberAt(order, at - 1))
      announce(t('{title} moved to position {at}', { title: column.title, at }))
    },
  })
  items.push({
    id: 'right',
    title: t('Move right'),
    icon: 'arrow-right',
    shortcut: 'Alt →',
    disabled: at === order.length - 1,
    onSelect: () => {
      moveShown(scene, column.number, numberAt(order, at + 2))
      announce(t('{title} moved to position {count}', { title: column.title, count: at + 2 }))
    },
  })
  items.push(widthItem(scene, column))
  const { pinned } = tableSettings(spec)
  const isPinned = pinned.includes(column.number)
  items.push({
    id: 'pin',
    title: isPinned ? t('Unpin') : t('Pin beside the title'),
    icon: 'pin',
    disabled: !isPinned && pinned.length >= 10,
    onSelect: () =>
      setSpec(
        withTableSettings(spec, {
          pinned: isPinned ? pinned.filter((other) => other !== column.number) : [...pinned, column.number],
        }),
      ),
  })
  items.push({
    id: 'hide',
    title: t('Hide'),
    icon: 'eye-off',
    onSelect: () => setSpec(changeColumn(spec, order, column.number, { hidden: true })),
  })
  return items
}

/** By how much a column gets wider or narrower at once. */
const WIDTH_STEP_PX = 40

/** Makes the column wider and narrower without dragging its edge; the menu stays open for more. */
function widthItem(scene: BoardScene, column: BoardColumn): MenuItem {
  const step = (by: 1 | -1): void => {
    // Each choice goes on from what is drawn by then.
    const head = document.querySelector(`[role="columnheader"][data-col="${column.number}"]`)
    const now = head?.getBoundingClientRect().width ?? 0
    const width = Math.min(2_000, Math.max(40, Math.round(now) + by * WIDTH_STEP_PX))
    scene.setSpec(changeColumn(scene.spec, shownOrder(scene), column.number, { width }))
    announce(t('{title} is {width} pixels wide', { title: column.title, width }))
  }
  return {
    id: 'width',
    title: t('Width'),
    icon: 'expand',
    items: [
      {
        items: [
          { id: 'wider', title: t('Wider'), shortcut: 'Shift →', keepsOpen: true, onSelect: () => step(1) },
          { id: 'narrower', title: t('Narrower'), shortcut: 'Shift ←', keepsOpen: true, onSelect: () => step(-1) },
        ],
      },
    ],
  }
}

function coloursItem(key: ViewColumn, anchor: Anchor, overlays: Overlays): MenuItem {
  const of = key === 'title' || typeof key === 'number' ? key : undefined
  return {
    id: 'colours',
    title: t('Colour by rules …'),
    icon: 'tag',
    onSelect: () => showColourRules(overlays, anchor, of),
  }
}

/** Shows the text of a column over several lines, or on one. */
function wrapItem({ spec, setSpec }: BoardScene, key: ViewColumn): MenuItem {
  const { wrapped } = tableSettings(spec)
  const others = wrapped.filter((column) => column !== key)
  const isWrapped = others.length < wrapped.length
  const own = key === 'title' || typeof key === 'number' ? [key] : []
  return {
    id: 'wrap',
    title: t('Wrap text'),
    icon: 'list',
    checked: isWrapped,
    onSelect: () => setSpec(withTableSettings(spec, { wrapped: isWrapped ? others : [...others, ...own] })),
  }
}

const heightWords: Readonly<Record<GridDensity, string>> = {
  compact: t('Compact'),
  normal: t('Normal'),
  roomy: t('Roomy'),
}

/** How high the rows of the whole table are. */
function rowHeightItem({ spec, setSpec }: BoardScene): MenuItem {
  const now = tableSettings(spec).rows
  return {
    id: 'rows',
    title: t('Row height'),
    icon: 'expand',
    items: [
      {
        items: (['compact', 'normal', 'roomy'] as const).map((rows) => ({
          id: rows,
          title: heightWords[rows],
          checked: now === rows,
          onSelect: () => setSpec(withTableSettings(spec, { rows })),
        })),
      },
    ],
  }
}

function summaryItem(scene: BoardScene, column: BoardColumn): MenuItem {
  const { spec, setSpec, view } = scene
  const now = view.aggregates.find((aggregate) => aggregate.column === column.number)?.kind ?? noAggregate
  const choose = (kind: string): void => {
    const others = (spec.aggregates ?? []).filter((entry) => entry.column !== column.number)
    setSpec({ ...spec, aggregates: [...others, { column: column.number, kind }] })
  }
  const choices = [
    ...column.kind.aggregates.map((kind) => ({ kind: String(kind), title: told(aggregateLabels[kind]) })),
    { kind: noAggregate, title: t('Nothing') },
  ]
  return {
    id: 'summary',
    title: t('Show below groups'),
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
      title: t('Rename'),
      icon: 'edit',
      onSelect: () =>
        overlays.ask(anchor, {
          label: t('Column name'),
          value: title,
          onAnswer: (text) => structure.updateColumn(id, { title: text }),
        }),
    },
    {
      id: 'describe',
      title: t('Describe'),
      icon: 'info',
      onSelect: () =>
        overlays.ask(anchor, {
          label: t('What this column is for'),
          value: typeof fields['description'] === 'string' ? fields['description'] : '',
          maxLength: 2_000,
          onAnswer: (text) => structure.updateColumn(id, { description: text }),
        }),
    },
    { id: 'settings', title: t('Settings'), icon: 'sliders', onSelect: () => parts.settings(column) },
  ]
  if (kind.connections === undefined && kind.source === undefined) {
    items.push({
      id: 'duplicate',
      title: t('Duplicate'),
      icon: 'copy',
      hint: t('Its settings, without cells'),
      onSelect: () => duplicateColumn(scene, column),
    })
  }
  if (allowedRules(kind, column.settings).rules.size > 0) {
    items.push({ id: 'rules', title: t('Rules'), icon: 'lock', onSelect: () => parts.rules(column) })
  }
  if (unchangeable(kind) === null) {
    items.push({ id: 'kind', title: t('Change kind'), icon: 'refresh', onSelect: () => parts.changeKind(column) })
  }
  if (kind.roles.length > 0) {
    const role = fields['role'] ?? null
    items.push({
      id: 'role',
      title: t('Meaning'),
      icon: 'at',
      items: [
        {
          title: t('What it means to Fulcrum'),
          items: [
            {
              id: 'none',
              title: t('Nothing special'),
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

/** Adds a column like this one behind it, without its cells. */
function duplicateColumn({ runner }: BoardScene, { id, kind, title, settings }: BoardColumn): void {
  const args = {
    id: runner.newId(),
    kind: kind.id,
    title: t('{title} (copy)', { title: title.slice(0, 240) }),
    settings,
    after: id,
  }
  runner.say(t('Duplicated column {title}', { title }), runner.all([{ command: 'column.create', args }]), 'copy')
}

const roleWords: Readonly<Record<(typeof columnRoles)[number], string>> = {
  status: t('How far work is'),
  owner: t('Who does it'),
  estimate: t('How large it is'),
  sprint: t('The sprint'),
  type: t('The type of work'),
  priority: t('How urgent it is'),
  start: t('When it starts'),
  due: t('When it is due'),
  dependency: t('What it waits for'),
}

function deleteItem({ structure }: BoardScene, { id }: BoardColumn): MenuItem {
  return {
    id: 'delete',
    title: t('Delete column'),
    icon: 'trash',
    danger: true,
    onSelect: () => structure.removeColumn(id),
  }
}

function numberAt(order: readonly (number | 'title')[], at: number): number | undefined {
  const found = order[at]
  return typeof found === 'number' ? found : undefined
}
