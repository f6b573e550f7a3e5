import type { BoardReader } from '../board/board-reader.ts'
import type { Principal } from '../principal.ts'
import type { ScopeReader } from '../state.ts'
import { boardRole } from './can.ts'
import type { BoardResource } from './can.ts'
import { hiddenColumns } from './readable.ts'

/** What the rules about a board look at, read from its state. */
export function boardResource(reader: ScopeReader, boardId: string): BoardResource {
  const members = [...reader.records('boardMember')].map(([id, fields]) => ({
    id,
    subject: String(fields['subject']),
    role: String(fields['role']),
    rows: fields['rows'],
  }))
  return { id: boardId, board: reader.record('board', boardId) ?? {}, members }
}

/** The columns of a board that a principal may not read, or null where it may not read the board at all. */
export function columnsHidden(
  principal: Principal,
  board: BoardReader,
  resource: BoardResource = boardResource(board, board.boardId),
): ReadonlySet<number> | null {
  if (!resource.board['name'] || resource.board['deletedAt'] !== undefined) return null
  return boardRole(principal, resource) === null ? null : hiddenColumns(principal, board, resource)
}
