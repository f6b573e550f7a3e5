import type { BoardReader } from '../board/board-reader.ts'
import { rightsNaming } from '../doc/followed-rights.ts'
import type { Json, JsonObject } from '../json.ts'
import { cellValue } from '../patch.ts'
import type { CellsPatch, Patch } from '../patch.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import type { ScopeReader } from '../state.ts'
import { boardResource, columnsHidden } from './board-resource.ts'
import { boardRole, can } from './can.ts'
import { rowRule, rowRuleKey, seesRow } from './row-rule.ts'
import type { RowRule } from './row-rule.ts'

/** What a principal sees of a scope. Equal fingerprints see the same, but for what is one person's own. */
export interface Sight {
  readonly fingerprint: string
  /** The columns of a board that it may not read. */
  readonly hiddenColumns: ReadonlySet<number>
  /** Of other members it sees names and pictures, and no way to reach them; of workspaces and folders nothing. */
  readonly namesOnly?: boolean
  /** Of those who have a role on the board that a doc follows it is told of these: of itself and its teams. */
  readonly names?: ReadonlySet<string>
}

/** What a principal sees of a board: its role, and the columns and items it may not read. */
export interface BoardSight extends Sight {
  /** Set where only some items are seen. */
  readonly rule?: RowRule
}

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

/** What stands where is for those to know who see what stands there: guests are told with the list of their boards. */
const placeTables: ReadonlySet<string> = new Set(['workspace', 'folder'])

const namesSight: Sight = { fingerprint: '2:names', hiddenColumns: new Set(), namesOnly: true }

/** The rule under which items are seen, where a sight is of a board and has one. */
export function ruleOf(sight: Sight | null): RowRule | undefined {
  // @NOTE only a sight of a board has this.
  return sight !== null && 'rule' in sight ? (sight as BoardSight).rule : undefined
}

/** The sight of a principal on the account's own scope; null sees all of it. */
export function accountSight(principal: Principal): Sight | null {
  return can(principal, 'member.contact', null) ? null : namesSight
}

/** The sight of a principal on a board, or null where it may not read it at all. */
export function boardSight(principal: Principal, board: BoardReader): BoardSight | null {
  const resource = boardResource(board, board.boardId)
  const columns = columnsHidden(principal, board, resource)
  if (columns === null) return null
  const role = boardRole(principal, resource)
  const hidden = [...columns].sort((left, right) => left - right)
  const rule = rowRule(principal, resource)
  return {
    fingerprint: `1:${role}:${hidden.join(',')}${rule === null ? '' : `:${rowRuleKey(rule)}`}`,
    hiddenColumns: columns,
    ...(rule !== null && { rule }),
  }
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
    if (typeof patch.column === 'number' && sight.hiddenColumns.has(patch.column)) return null
    const rule = ruleOf(sight)
    if (rule === undefined) return patch
    // @NOTE a sight with a rule about items is one of a board.
    const isSeen = (row: number): boolean => seesRow(reader as BoardReader, rule, row)
    const seen = withRows(patch, isSeen)
    return seen?.column === 'parent' ? withParents(seen, isSeen) : seen
  }
  const { table, id } = patch
  const stored = reader.record(table, id)
  const told = patch.op === 'put' ? patch.fields : {}
  if (!isVisibleRecord({ table, id, fields: told, stored }, sight, viewerId)) return null
  if (patch.op !== 'put') return patch
  const fields = visibleFields(table, id, patch.fields, sight, viewerId)
  if (fields === patch.fields) return patch
  // @NOTE fewer fields of a put are a put.
  return Object.keys(fields).length === 0 ? null : ({ ...patch, fields } as Patch)
}

/** The part of a patch that is about some rows; null where none is. */
function withRows(patch: CellsPatch, isMeant: (row: number) => boolean): CellsPatch | null {
  const kept = patch.rows.flatMap((row, index) => (isMeant(row) ? [index] : []))
  if (kept.length === patch.rows.length) return patch
  if (kept.length === 0) return null
  const values = patch.values.length === 1 ? patch.values : kept.map((index) => cellValue(patch, index))
  return { ...patch, rows: kept.map((index) => patch.rows[index] ?? 0), values }
}

/** A patch that puts items below others, as far as these may be known. */
function withParents(patch: CellsPatch, isSeen: (row: number) => boolean): CellsPatch {
  const isOut = (value: Json): boolean => typeof value === 'number' && !isSeen(value)
  if (!patch.values.some(isOut)) return patch
  return { ...patch, values: patch.values.map((value) => (isOut(value) ? null : value)) }
}

/** The records of a scope that somebody with this sight may know of. */
export function visibleRecords(reader: ScopeReader, tables: readonly string[], sight: Sight, viewerId: string | null) {
  const visible: (readonly [table: string, id: string, fields: Fields])[] = []
  for (const table of tables) {
    for (const [id, fields] of reader.records(table)) {
      if (!isVisibleRecord({ table, id, fields }, sight, viewerId)) continue
      visible.push([table, id, visibleFields(table, id, fields, sight, viewerId)])
    }
  }
  return visible
}

/** What a principal may know of a member of its account. */
export function visibleMember(id: string, fields: Fields, principal: Principal): Fields {
  const sight = accountSight(principal)
  return sight === null ? fields : visibleFields('member', id, fields, sight, principal.memberId)
}

/** True where two people with the same sight may each see something else of a patch. */
export function isPersonal(patch: Patch): boolean {
  if (patch.op === 'cells') return false
  if (patch.table === 'doc') return patch.op === 'put' && 'boardRights' in patch.fields
  return ['view', 'viewChoice', 'member'].includes(patch.table)
}

/** Everybody knows all of themselves. */
function visibleFields(table: string, id: string, fields: Fields, sight: Sight, viewerId: string | null): Fields {
  const { namesOnly, names } = sight
  if (table === 'view' && ruleOf(sight) !== undefined) return withoutKept(fields)
  if (table === 'doc' && names !== undefined) return withoutOthers(fields, names)
  if (table !== 'member' || namesOnly !== true || id === viewerId) return fields
  const kept = Object.entries(fields).filter(([field]) => nameFields.has(field))
  return kept.length === Object.keys(fields).length ? fields : Object.fromEntries(kept)
}

/** Who else has a role on the board that a doc follows is for those to know who see the board. */
function withoutOthers(fields: Fields, names: ReadonlySet<string>): Fields {
  const { boardRights: followed } = fields
  if (followed === undefined) return fields
  const boardRights = rightsNaming(followed, names)
  return boardRights === followed ? fields : { ...fields, boardRights }
}

/** What a view keeps of items is of all items: a baseline. */
function withoutKept(fields: Fields): Fields {
  const { spec } = fields
  if (!isObject(spec) || !isObject(spec['settings']) || !('kept' in spec['settings'])) return fields
  const { kept: _kept, ...settings } = spec['settings']
  return { ...fields, spec: { ...spec, settings } }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A record as it is told, and as it is kept. */
interface ToldRecord {
  readonly table: string
  readonly id: string
  readonly fields: Fields
  readonly stored?: Fields | undefined
}

/** Columns by the sight, what is one person's own by that person; all else belongs to who may read the board. */
function isVisibleRecord({ table, id, fields, stored }: ToldRecord, sight: Sight, viewerId: string | null): boolean {
  if (sight.namesOnly === true && placeTables.has(table)) return false
  if (table === 'viewChoice') return id === viewerId
  if (table === 'column') return !sight.hiddenColumns.has(Number(stored?.['number'] ?? fields['number']))
  if (table === 'view') {
    const owner = stored?.['ownerId'] ?? fields['ownerId'] ?? null
    return owner === null || owner === viewerId
  }
  return true
}
