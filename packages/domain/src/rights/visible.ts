import type { BoardReader } from '../board/board-state.ts'
import type { Patch } from '../patch.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import type { ScopeReader } from '../state.ts'
import { boardRole, can } from './can.ts'
import type { BoardResource } from './can.ts'

/** What the rules about a board look at, read from its state. */
export function boardResource(reader: ScopeReader, boardId: string): BoardResource {
  const members = [...reader.records('boardMember')].map(([id, fields]) => ({
    id,
    subject: String(fields['subject']),
    role: String(fields['role']),
  }))
  return { board: reader.record('board', boardId) ?? {}, members }
}

/** What a principal sees of a board: its role, and the columns it may not read. Equal fingerprints see the same. */
export interface BoardSight {
  readonly fingerprint: string
  readonly hiddenColumns: ReadonlySet<number>
}

/** The sight of a principal on a board, or null where it may not read it at all. */
export function boardSight(principal: Principal, board: BoardReader): BoardSight | null {
  const resource = boardResource(board, board.boardId)
  if (!resource.board['name'] || resource.board['deletedAt'] !== undefined) return null
  const role = boardRole(principal, resource)
  if (role === null) return null
  const hidden: number[] = []
  for (const [, column] of board.records('column')) {
    if (!can(principal, 'column.read', { ...resource, column })) hidden.push(Number(column['number']))
  }
  hidden.sort((left, right) => left - right)
  return { fingerprint: `1:${role}:${hidden.join(',')}`, hiddenColumns: new Set(hidden) }
}

/**
 * The part of a change that somebody with this sight may know of. Everything that leaves the server passes here: deltas,
 * inverses, activity, the answer to "why", undo.
 */
export function visiblePatches(
  patches: readonly Patch[],
  sight: BoardSight,
  viewerId: string | null,
  board: BoardReader,
): readonly Patch[] {
  const visible = patches.filter((patch) =>
    patch.op === 'cells'
      ? typeof patch.column !== 'number' || !sight.hiddenColumns.has(patch.column)
      : isVisibleRecord(
          patch.table,
          patch.op === 'put' ? patch.fields : {},
          board.record(patch.table, patch.id),
          sight,
          viewerId,
        ),
  )
  return visible.length === patches.length ? patches : visible
}

/** The records of a board that somebody with this sight may know of. */
export function visibleRecords(
  board: BoardReader,
  tables: readonly string[],
  sight: BoardSight,
  viewerId: string | null,
) {
  const visible: (readonly [table: string, id: string, fields: Fields])[] = []
  for (const table of tables) {
    for (const [id, fields] of board.records(table)) {
      if (isVisibleRecord(table, fields, undefined, sight, viewerId)) visible.push([table, id, fields])
    }
  }
  return visible
}

/** Columns by the sight, views of one person's own by that person; all else belongs to who may read the board. */
function isVisibleRecord(
  table: string,
  fields: Fields,
  stored: Fields | undefined,
  sight: BoardSight,
  viewerId: string | null,
): boolean {
  if (table === 'column') return !sight.hiddenColumns.has(Number(stored?.['number'] ?? fields['number']))
  if (table === 'view') {
    const owner = stored?.['ownerId'] ?? fields['ownerId'] ?? null
    return owner === null || owner === viewerId
  }
  return true
}
