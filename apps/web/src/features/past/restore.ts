import { DomainError, sameJson } from '@fulcrum/domain'
import type { BoardState, CellColumn, Json } from '@fulcrum/domain'
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
export function restoreCell({ today, boardId, row }: Restoring, column: CellColumn, value: Json): Promise<void> {
  if (column === 'group')
    return run(today, 'item.move', { board: boardId, rows: [row], group: value }, 'Group restored')
  if (column === 'parent')
    return run(today, 'item.move', { board: boardId, rows: [row], parent: value }, 'Place restored')
  return run(today, 'item.setCells', { board: boardId, column, rows: [row], values: [value] }, 'Cell restored')
}

/** Brings an item back that was deleted or archived since. */
export function restoreItem({ today, boardId, row }: Restoring): Promise<void> {
  return run(today, 'item.restore', { board: boardId, rows: [row] }, 'Item restored')
}

async function run({ client, toasts, actions }: World, command: string, args: Json, said: string): Promise<void> {
  try {
    const answer = await client.run(command, args).done
    if (!answer.ok) throw new DomainError(answer.code, answer.message)
    toasts.show({ icon: 'check', text: said, action: { title: t('Undo'), onSelect: () => actions.run('undo') } })
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
