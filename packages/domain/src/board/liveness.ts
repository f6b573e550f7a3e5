import type { Table } from '@fulcrum/columnar'
import type { BoardReader } from './board-reader.ts'

/** A board whose table holds what is live. */
type LiveBoard = Pick<BoardReader, 'exists' | 'group' | 'children'> & { readonly items: Table }

/**
 * Decides anew which of these rows are live, and those below them whose parents came or went. Gives how many more items without
 * a parent are live now.
 */
export function refreshLiveness(board: LiveBoard, rows: readonly number[]): number {
  const { items } = board
  let more = 0
  let frontier: readonly number[] = rows
  while (frontier.length > 0) {
    const changed = frontier.filter((row) => shouldBeLive(board, row) !== items.has(row))
    if (changed.length === 0) return more
    const insert = changed.filter((row) => !items.has(row))
    const remove = changed.filter((row) => items.has(row))
    items.edit({ insert, remove })
    more += rootsAmong(items, insert) - rootsAmong(items, remove)
    frontier = changed.flatMap((row) => [...board.children(row)])
  }
  return more
}

/** How many items of a board are live and have no parent. */
export function countLiveRoots(items: Table): number {
  let roots = 0
  for (let row = 0; row < items.rowCount; row++) if (items.has(row) && items.get('parent', row) === null) roots += 1
  return roots
}

function rootsAmong(items: Table, rows: readonly number[]): number {
  return rows.filter((row) => items.get('parent', row) === null).length
}

function shouldBeLive(board: LiveBoard, row: number): boolean {
  const { items } = board
  if (!board.exists(row) || items.get('deletedAt', row) !== null || items.get('archivedAt', row) !== null) return false
  const group = board.group(Number(items.get('group', row)))
  if (!group || group['deletedAt'] !== undefined) return false
  const parent = items.get('parent', row)
  return parent === null || items.has(Number(parent))
}
