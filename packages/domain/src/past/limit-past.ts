import type { BoardState } from '../board/board-state.ts'
import { isPurged } from '../item/purged.ts'
import { PatchFold } from './patch-fold.ts'

/** The records of a board that are as they are today, whenever it is looked at: who may do what, and the ways to look at it. */
export const presentTables: readonly string[] = ['boardMember', 'view', 'viewChoice']

const presentFields = ['access', 'workspaceId', 'folderId', 'viewId', 'hidden', 'archivedAt', 'deletedAt'] as const

/** Whether a board as it was holds nothing that was purged by now. */
export function mayStillBeTold(past: BoardState, now: BoardState): boolean {
  if (goneColumns(past, now).length > 0 || goneGroups(past, now).length > 0) return false
  return !purgedRows(now).some((row) => past.exists(row))
}

/** The rows of items whose content is gone for good. */
function purgedRows(now: BoardState): number[] {
  const deleted = now.items.laneOf('deletedAt')
  const rows: number[] = []
  for (let row = 0; row < now.rowCount; row++) if (!deleted.isBlank(row) && isPurged(now, row)) rows.push(row)
  return rows
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
 * What takes out of a board as it was all that may not be known today: items and columns that were purged since, and the items of
 * `hidden` rows; what was below one of these stands by itself. Who may read the board, and its views, become those of today. Of
 * the items of the past no more is asked than which there are, and below which.
 */
export function limitsOfPast(past: BoardState, now: BoardState, hidden: ReadonlySet<number>): PatchFold {
  const fold = new PatchFold()
  for (const id of goneColumns(past, now)) fold.takeRecord({ op: 'drop', table: 'column', id })
  const out = new Set([...hidden, ...purgedRows(now)])
  for (const row of out) if (past.exists(row)) fold.takeOut(row)
  if (out.size > 0) {
    const parents = past.items.laneOf('parent')
    for (let row = 0; row < past.rowCount; row++) {
      if (out.has(Number(parents.get(row) ?? -1)) && !out.has(row)) fold.set('parent', row, null)
    }
  }
  for (const id of goneGroups(past, now)) fold.takeRecord({ op: 'drop', table: 'group', id })
  for (const table of presentTables) {
    const before = [...past.records(table)]
    for (const [id] of before) fold.takeRecord({ op: 'drop', table, id })
    for (const [id, fields] of now.records(table)) fold.takeRecord({ op: 'put', table, id, fields })
  }
  const today = presentFields.map((field) => [field, now.board[field] ?? null] as const)
  fold.takeRecord({ op: 'put', table: 'board', id: past.boardId, fields: Object.fromEntries(today) })
  return fold
}
