import { DomainError, sameJson, scopeOf } from '@fulcrum/domain'
import type { BoardState, CellColumn, Json, JsonObject } from '@fulcrum/domain'
import { t, told } from '@fulcrum/ui/messages'
import type { World } from '../../shell/client-context.tsx'

/** Why something of a past board cannot be put back today; null where it can. */
export function whyNotRestored(now: BoardState | null, row: number, column: CellColumn | null): string | null {
  if (now === null || !now.exists(row)) return t('The item is not on this board any more.')
  if (now.system(row, 'movedTo') !== null) return t('The item is on another board now.')
  if (typeof column !== 'number') return null
  const found = now.column(column)
  if (!found || found.fields['deletedAt'] !== undefined) return t('The column is not there any more.')
  return null
}

interface Restoring {
  readonly today: World
  readonly boardId: string
  readonly row: number
}

/** Puts a cell back to what it was, by the command that sets it: undone like any other. */
export function restoreCell(place: Restoring, column: CellColumn, value: Json): Promise<void> {
  const rows = [place.row]
  if (column === 'group') return run(place, 'item.move', { rows, group: value }, t('Group restored'))
  if (column === 'parent') return run(place, 'item.move', { rows, parent: value }, t('Place restored'))
  return run(place, 'item.setCells', { column, rows, values: [value] }, t('Cell restored'))
}

/** Brings an item back that was deleted or archived since. */
export function restoreItem(place: Restoring): Promise<void> {
  return run(place, 'item.restore', { rows: [place.row] }, t('Item restored'))
}

async function run({ today, boardId }: Restoring, command: string, args: JsonObject, said: string): Promise<void> {
  const { client, toasts, actions } = today
  try {
    const answer = await client.run(command, { board: boardId, ...args }).done
    if (!answer.ok) throw new DomainError(answer.code, answer.message)
    const undo = { title: t('Undo'), onSelect: () => actions.run('undo') }
    toasts.show({ key: scopeOf('board', boardId), icon: 'check', text: said, action: undo })
  } catch (error) {
    const text = error instanceof DomainError ? told(error.message) : t('It could not be restored.')
    toasts.show({ icon: 'warning', tone: 'danger', text })
  }
}

/** Whether what is there today is what was. */
export function isAsThen(now: BoardState | null, row: number, column: CellColumn, then: Json): boolean {
  if (now === null) return true
  return sameJson(typeof column === 'number' ? now.cell(row, column) : now.system(row, column), then)
}
