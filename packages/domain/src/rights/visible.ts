import type { BoardReader } from '../board/board-state.ts'
import type { Patch } from '../patch.ts'
import type { Principal } from '../principal.ts'
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
): readonly Patch[] {
  const seesAll = sight.hiddenColumns.size === 0
  const visible = patches.filter((patch) => {
    if (patch.op === 'cells')
      return seesAll || typeof patch.column !== 'number' || !sight.hiddenColumns.has(patch.column)
    if (patch.table === 'column') return seesAll || patch.op === 'drop' || !isHiddenColumn(patch, sight)
    if (patch.table === 'view' && patch.op === 'put') {
      const owner = patch.fields['ownerId']
      return owner === undefined || owner === null || owner === viewerId
    }
    return true
  })
  return visible.length === patches.length ? patches : visible
}

function isHiddenColumn(patch: Extract<Patch, { op: 'put' }>, sight: BoardSight): boolean {
  const number = patch.fields['number']
  return typeof number === 'number' && sight.hiddenColumns.has(number)
}
