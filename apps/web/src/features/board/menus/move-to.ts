import { must } from '@fulcrum/domain'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { announce, type MenuItem } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { valueOfKey } from '../model/sections.ts'
import type { BoardScene } from '../scene.tsx'

/** Where items can go by getting a value: a column of cards, a section, a status. */
interface Place {
  readonly id: string
  readonly title: string
  readonly value: Json
}

/**
 * The line `Move to` of an item's menu, with which every drag between columns can be done by keys and by touch: the sections of
 * the view where a value makes them, else the statuses of the board. Null where there are none that this person may set.
 */
export function moveToItem(scene: BoardScene, rowIds: readonly string[]): MenuItem | null {
  const { view, records, rights, items, model, state } = scene
  const grouped = view.groupBy.source
  const column = grouped ?? records.columns.find(({ fields }) => fields['role'] === 'status')
  if (column === undefined || model === null || !rights.editColumn(column)) return null
  const places = column === grouped ? sectionPlaces(scene, column) : namedPlaces(column)
  if (places.length === 0) return null
  const only = rowIds.length === 1 ? model.ids.rowOf(must(rowIds[0], 'an item')) : undefined
  const now = only === undefined ? undefined : JSON.stringify(state.cell(only, column.number))
  return {
    id: 'move-to',
    title: t('Move to'),
    icon: 'kanban',
    items: [
      {
        title: column.title,
        items: places.map(({ id, title, value }) => ({
          id,
          title,
          checked: now === JSON.stringify(value),
          onSelect: () => {
            items.setMany(rowIds, String(column.number), value)
            announce(t('Moved to {title}', { title }))
          },
        })),
      },
    ],
  }
}

function sectionPlaces({ model }: BoardScene, column: BoardColumn): Place[] {
  return (model?.infos ?? []).map(({ id, title, key }) => ({ id, title, value: valueOfKey(column, key) }))
}

function namedPlaces(column: BoardColumn): Place[] {
  const names = column.kind.names?.(column.settings) ?? []
  return names
    .filter((name) => !('retired' in name) || name.retired !== true)
    .map(({ number, name }) => ({ id: String(number), title: name, value: valueOfKey(column, number) }))
}
