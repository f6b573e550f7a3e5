import type { Table } from '@fulcrum/columnar'
import type { BoardReader } from './board-reader.ts'

/** A board whose table holds what is live. */
type LiveBoard = Pick<BoardReader, 'exists' | 'group' | 'children'> & { readonly items: Table }

/** Decides anew which of these rows are live, and those below them whose parents came or went. */
export function refreshLiveness(board: LiveBoard, rows: readonly number[]): void {
  const { items } = board
  let frontier: readonly number[] = rows
  while (frontier.length > 0) {
    const changed = frontier.filter((row) => shouldBeLive(board, row) !== items.has(row))
    if (changed.length === 0) return
    items.edit({
      insert: changed.filter((row) => !items.has(row)),
      remove: changed.filter((row) => items.has(row)),
    })
    frontier = changed.flatMap((row) => [...board.children(row)])
  }
}

function shouldBeLive(board: LiveBoard, row: number): boolean {
  const { items } = board
  if (!board.exists(row) || items.get('deletedAt', row) !== null || items.get('archivedAt', row) !== null) return false
  const group = board.group(Number(items.get('group', row)))
  if (!group || group['deletedAt'] !== undefined) return false
  const parent = items.get('parent', row)
  return parent === null || items.has(Number(parent))
}
