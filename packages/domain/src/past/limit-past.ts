import type { BoardState } from '../board/board-state.ts'
import { systemCells } from '../patch.ts'
import type { CellColumn } from '../patch.ts'
import { isPurged } from '../item/purged.ts'
import { PatchFold } from './patch-fold.ts'

/** The records of a board that are as they are today, whenever it is looked at: who may do what, and the ways to look at it. */
export const presentTables: readonly string[] = ['boardMember', 'view']

const presentFields = ['access', 'workspaceId', 'folderId', 'hidden', 'archivedAt', 'deletedAt'] as const

/** Whether a board as it was holds nothing that was purged by now. */
export function mayStillBeTold(past: BoardState, now: BoardState): boolean {
  if (goneColumns(past, now).length > 0 || goneGroups(past, now).length > 0) return false
  for (let row = 0; row < past.rowCount; row++) if (past.exists(row) && isPurged(now, row)) return false
  return true
}

/** The ids of columns that are gone for good. */
function goneColumns(past: BoardState, now: BoardState): string[] {
  return [...past.records('column')].flatMap(([id]) => {
    const today = now.record('column', id)
    return today && (today['deletedAt'] === undefined || today['title'] !== undefined) ? [] : [id]
  })
}

function goneGroups(past: BoardState, now: BoardState): string[] {
  return [...past.records('group')].flatMap(([id]) => {
    const today = now.record('group', id)
    return today?.['deletedAt'] !== undefined && today['title'] === undefined ? [id] : []
  })
}

/**
 * Takes out of a board as it was what may not be known today: items and columns that were purged since, and the items of
 * `hidden` rows; what was below one of these stands by itself. Who may read the board, and its views, become those of today.
 */
export function limitPast(past: BoardState, now: BoardState, hidden: ReadonlySet<number>): void {
  const fold = new PatchFold()
  for (const id of goneColumns(past, now)) fold.takeRecord({ op: 'drop', table: 'column', id })
  const columns: CellColumn[] = [...systemCells, ...past.columns().map(({ number }) => number)]
  const isOut = (row: number): boolean => hidden.has(row) || isPurged(now, row)
  for (let row = 0; row < past.rowCount; row++) {
    if (!past.exists(row)) continue
    const parent = past.system(row, 'parent')
    if (isOut(row)) for (const column of columns) fold.set(column, row, null)
    else if (typeof parent === 'number' && isOut(parent)) fold.set('parent', row, null)
  }
  for (const id of goneGroups(past, now)) fold.takeRecord({ op: 'drop', table: 'group', id })
  for (const table of presentTables) {
    const before = [...past.records(table)]
    for (const [id] of before) fold.takeRecord({ op: 'drop', table, id })
    for (const [id, fields] of now.records(table)) fold.takeRecord({ op: 'put', table, id, fields })
  }
  const today = presentFields.map((field) => [field, now.board[field] ?? null] as const)
  fold.takeRecord({ op: 'put', table: 'board', id: past.boardId, fields: Object.fromEntries(today) })
  fold.putInto(past)
}
