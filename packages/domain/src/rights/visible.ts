import type { BoardReader } from '../board/board-reader.ts'
import type { Patch } from '../patch.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import type { ScopeReader } from '../state.ts'
import { boardRole, can } from './can.ts'
import type { BoardResource } from './can.ts'
import { hiddenColumns } from './readable.ts'

/** What the rules about a board look at, read from its state. */
export function boardResource(reader: ScopeReader, boardId: string): BoardResource {
  const members = [...reader.records('boardMember')].map(([id, fields]) => ({
    id,
    subject: String(fields['subject']),
    role: String(fields['role']),
  }))
  return { id: boardId, board: reader.record('board', boardId) ?? {}, members }
}

/** What a principal sees of a scope. Equal fingerprints see the same, but for what is one person's own. */
export interface Sight {
  readonly fingerprint: string
  /** The columns of a board that it may not read. */
  readonly hiddenColumns: ReadonlySet<number>
  /** Of other members it sees names and pictures, and no way to reach them. */
  readonly namesOnly?: boolean
}

/** What a principal sees of a board: its role, and the columns it may not read. */
export type BoardSight = Sight

/** What guests may know of other members: enough to draw a name and a picture, and whether they are still here. */
const nameFields: ReadonlySet<string> = new Set([
  'name',
  'colour',
  'picture',
  'role',
  'placeholder',
  'service',
  'removedAt',
])

const namesSight: Sight = { fingerprint: '1:names', hiddenColumns: new Set(), namesOnly: true }

/** The sight of a principal on the account's own scope; null sees all of it. */
export function accountSight(principal: Principal): Sight | null {
  return can(principal, 'member.contact', null) ? null : namesSight
}

/** The sight of a principal on a board, or null where it may not read it at all. */
export function boardSight(principal: Principal, board: BoardReader): BoardSight | null {
  const resource = boardResource(board, board.boardId)
  if (!resource.board['name'] || resource.board['deletedAt'] !== undefined) return null
  const role = boardRole(principal, resource)
  if (role === null) return null
  const hidden = [...hiddenColumns(principal, board, resource)].sort((left, right) => left - right)
  return { fingerprint: `1:${role}:${hidden.join(',')}`, hiddenColumns: new Set(hidden) }
}

/**
 * The part of a change that somebody with this sight may know of. Everything that leaves the server passes here: deltas,
 * inverses, activity, the answer to "why", undo.
 */
export function visiblePatches(
  patches: readonly Patch[],
  sight: Sight,
  viewerId: string | null,
  reader: ScopeReader,
): readonly Patch[] {
  const visible = patches.flatMap((patch) => visiblePatch(patch, sight, viewerId, reader) ?? [])
  return visible.every((patch, index) => patch === patches[index]) && visible.length === patches.length
    ? patches
    : visible
}

function visiblePatch(patch: Patch, sight: Sight, viewerId: string | null, reader: ScopeReader): Patch | null {
  if (patch.op === 'cells') {
    return typeof patch.column === 'number' && sight.hiddenColumns.has(patch.column) ? null : patch
  }
  const { table, id } = patch
  const stored = reader.record(table, id)
  if (!isVisibleRecord(table, patch.op === 'put' ? patch.fields : {}, stored, sight, viewerId)) return null
  if (patch.op !== 'put') return patch
  const fields = visibleFields(table, id, patch.fields, sight, viewerId)
  if (fields === patch.fields) return patch
  // @NOTE fewer fields of a put are a put.
  return Object.keys(fields).length === 0 ? null : ({ ...patch, fields } as Patch)
}

/** The records of a scope that somebody with this sight may know of. */
export function visibleRecords(reader: ScopeReader, tables: readonly string[], sight: Sight, viewerId: string | null) {
  const visible: (readonly [table: string, id: string, fields: Fields])[] = []
  for (const table of tables) {
    for (const [id, fields] of reader.records(table)) {
      if (!isVisibleRecord(table, fields, undefined, sight, viewerId)) continue
      visible.push([table, id, visibleFields(table, id, fields, sight, viewerId)])
    }
  }
  return visible
}

/** True where two people with the same sight may each see something else of a patch. */
export function isPersonal(patch: Patch): boolean {
  return patch.op !== 'cells' && (patch.table === 'view' || patch.table === 'member')
}

/** Everybody knows all of themselves. */
function visibleFields(
  table: string,
  id: string,
  fields: Fields,
  { namesOnly }: Sight,
  viewerId: string | null,
): Fields {
  if (table !== 'member' || namesOnly !== true || id === viewerId) return fields
  const kept = Object.entries(fields).filter(([field]) => nameFields.has(field))
  return kept.length === Object.keys(fields).length ? fields : Object.fromEntries(kept)
}

/** Columns by the sight, views of one person's own by that person; all else belongs to who may read the board. */
function isVisibleRecord(
  table: string,
  fields: Fields,
  stored: Fields | undefined,
  sight: Sight,
  viewerId: string | null,
): boolean {
  if (table === 'column') return !sight.hiddenColumns.has(Number(stored?.['number'] ?? fields['number']))
  if (table === 'view') {
    const owner = stored?.['ownerId'] ?? fields['ownerId'] ?? null
    return owner === null || owner === viewerId
  }
  return true
}
