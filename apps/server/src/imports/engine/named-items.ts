import { boardResource, can, goneSince, rowRule } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { ImportDoor } from './import-door.ts'
import type { OtherItem } from './other-items.ts'

/** Finds an item by what files of this server call it: its key, or its id. Null where there is none that may be named. */
export type FindNamed = (text: string) => OtherItem | null

/** Finds items of some boards: those that the importer may see, and that are not in the trash. */
export async function namedItems(door: ImportDoor, boardIds: Iterable<string>): Promise<FindNamed> {
  const principal = await door.reader()
  const boards: BoardState[] = []
  for (const boardId of new Set(boardIds)) {
    const board = await door.board(boardId)
    const resource = boardResource(board, boardId)
    if (principal === null || !can(principal, 'board.read', resource) || board.board['deletedAt'] !== undefined)
      continue
    boards.push(door.node.store.narrow.of(board, rowRule(principal, resource)))
  }
  return (text) => {
    const name = text.trim().toUpperCase()
    for (const board of boards) {
      const row = board.rowOf(name.toLowerCase()) ?? rowOfOwnKey(board, name)
      const id = row === undefined || goneSince(board, row) !== null ? null : board.system(row, 'id')
      if (typeof id === 'string') return { id, board: board.boardId }
    }
    return null
  }
}

function rowOfOwnKey(board: BoardState, name: string): number | undefined {
  const row = Number(/-(\d{1,9})$/.exec(name)?.[1] ?? 0) - 1
  return row >= 0 && board.exists(row) && board.keyOf(row).toUpperCase() === name ? row : undefined
}
