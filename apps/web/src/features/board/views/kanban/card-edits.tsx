import { maxItemTitleLength } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { Overlays } from '../../overlays.tsx'
import type { BoardScene } from '../../scene.tsx'
import { CellsEditor } from '../../table/cells-editor.tsx'

/** Keys that edit a card at once, by what the column means that they edit. */
const roleOfKey: { readonly [key: string]: string } = {
  s: 'status',
  o: 'owner',
  p: 'priority',
  e: 'estimate',
  d: 'due',
  t: 'type',
}

/** Edits one cell of cards by a key: F2 the title of one, others what a column means. False where the key edits nothing. */
export function editByKey(
  scene: BoardScene,
  overlays: Overlays,
  asked: { readonly key: string; readonly rowIds: readonly string[]; readonly anchor: HTMLElement },
): boolean {
  const { rights, items, state, model } = scene
  const { key, rowIds, anchor } = asked
  const [only, ...others] = rowIds
  const row = only === undefined || others.length > 0 ? undefined : model?.ids.rowOf(only)
  if (!rights.edit || only === undefined) return false
  if (key === 'F2') {
    if (row === undefined) return false
    overlays.ask(anchor, {
      label: t('Title'),
      value: String(state.system(row, 'title') ?? ''),
      maxLength: maxItemTitleLength,
      onAnswer: (title) => items.setCell(only, 'title', title),
    })
    return true
  }
  const column = columnOfKey(scene, key)
  if (column === undefined) return false
  overlays.show((close) => (
    <CellsEditor
      anchor={anchor}
      side="bottom"
      column={column}
      rowIds={rowIds}
      value={row === undefined ? null : state.cell(row, column.number)}
      onClose={close}
    />
  ))
  return true
}

function columnOfKey({ records, rights }: BoardScene, key: string): BoardColumn | undefined {
  const role = roleOfKey[key.toLowerCase()]
  return role === undefined
    ? undefined
    : records.columns.find((column) => column.fields['role'] === role && rights.editColumn(column))
}
