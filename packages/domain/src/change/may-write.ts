import type { BoardState } from '../board/board-state.ts'
import type { BoardReader } from '../board/board-reader.ts'
import type { States } from '../command.ts'
import { docResource } from '../doc/doc-command.ts'
import type { Patch } from '../patch.ts'
import type { AccountRole, Principal } from '../principal.ts'
import { can } from '../rights/can.ts'
import { mayReadColumn } from '../rights/readable.ts'
import { boardResource } from '../rights/board-resource.ts'
import { scopeId, scopeKind } from '../scope.ts'
import type { Scope } from '../scope.ts'
import type { ScopeReader } from '../state.ts'

/** What only owners change of a board. */
const managedFields = ['access', 'rules', 'viewId', 'deletedAt', 'archivedAt', 'hidden'] as const

/** What writing to a table of a scope asks for. Undo and redo ask it anew. */
const tableRights: {
  readonly [table: string]: (principal: Principal, reader: ScopeReader, patch: Patch, states: States) => boolean
} = {
  board: (principal, reader, patch) =>
    can(principal, touches(patch, managedFields) ? 'board.manage' : 'board.structure', boardOf(reader)),
  boardMember: (principal, reader) => can(principal, 'board.manage', boardOf(reader)),
  group: (principal, reader) => can(principal, 'board.structure', boardOf(reader)),
  column: (principal, reader, patch) => {
    const column = patch.op === 'cells' ? undefined : reader.record('column', patch.id)
    // @NOTE columns are a board's, whose state is.
    if (column && !mayReadColumn(principal, reader as BoardReader, column, boardOf(reader))) return false
    return can(principal, touches(patch, ['readers', 'editors']) ? 'board.manage' : 'board.structure', boardOf(reader))
  },
  view: (principal, reader, patch) => {
    const owner = patch.op === 'cells' ? null : reader.record('view', patch.id)?.['ownerId']
    return can(principal, 'view.edit', { ...boardOf(reader), ownerId: typeof owner === 'string' ? owner : null })
  },
  viewChoice: (principal, reader, patch) =>
    patch.op !== 'cells' && can(principal, 'view.edit', { ...boardOf(reader), ownerId: patch.id }),
  doc: (principal, reader, patch) =>
    can(
      principal,
      touches(patch, ['access', 'boardId', 'boardRights', 'deletedAt', 'archivedAt']) ? 'doc.manage' : 'doc.edit',
      docOf(reader),
    ),
  docMember: (principal, reader) => can(principal, 'doc.manage', docOf(reader)),
  docVersion: (principal, reader) => can(principal, 'doc.edit', docOf(reader)),
  docComment: mayWriteComment,
  docRef: () => true,
  account: (principal) => can(principal, 'account.manage', null),
  member: mayWriteMember,
  team: (principal) => can(principal, 'account.manage', null),
  workspace: (principal, _reader, patch) =>
    can(principal, touches(patch, ['rules', 'deletedAt']) ? 'account.manage' : 'workspace.edit', null),
  folder: (principal) => can(principal, 'workspace.edit', null),
  boardRef: () => true,
  update: mayWriteUpdate,
  reaction: mayWriteReaction,
  watcher: mayWriteWatcher,
  favourite: isOwn,
  notification: isOwn,
  mute: isOwn,
}

/** Whether a principal may write patches to a scope by hand, as undo does; `states` has the boards on which the items of messages are. */
export function mayWrite(
  principal: Principal,
  reader: ScopeReader,
  patches: readonly Patch[],
  states: States,
): boolean {
  return patches.every((patch) => {
    if (patch.op !== 'cells') return tableRights[patch.table]?.(principal, reader, patch, states) === true
    if (scopeKind(reader.scope) !== 'board' || !can(principal, 'item.edit', boardOf(reader))) return false
    if (typeof patch.column === 'string') return true
    // @NOTE the scope's kind says that its state is a board's.
    const column = (reader as BoardReader).column(patch.column)
    return column !== undefined && can(principal, 'column.edit', { ...boardOf(reader), column: column.fields })
  })
}

/**
 * A message is of the board on which its item is now: whoever may not write there any more takes back none of their own, and
 * whoever may takes them back wherever they wrote them.
 */
function mayWriteUpdate(principal: Principal, reader: ScopeReader, patch: Patch, states: States): boolean {
  const update = patch.op === 'cells' ? undefined : reader.record('update', patch.id)
  const board = homeOf(states, scopeId(reader.scope as Scope))
  if (!update || !board) return false
  // Who copied a message takes the copy away again, and changes nothing of what somebody else says in it.
  const isOnlyThere = patch.op === 'put' && Object.keys(patch.fields).every((field) => field === 'deletedAt')
  const owner = isOnlyThere ? (update['copiedBy'] ?? update['authorId']) : update['authorId']
  const ownerId = typeof owner === 'string' ? owner : null
  return can(principal, 'update.edit', { ...boardResource(board, board.boardId), ownerId })
}

/**
 * What a comment of a doc says is its author's affair; whether it stands is the doc's owners' too, and whether its thread is settled
 * everybody's who may comment.
 */
function mayWriteComment(principal: Principal, reader: ScopeReader, patch: Patch): boolean {
  const comment = patch.op === 'put' ? reader.record('docComment', patch.id) : undefined
  if (patch.op !== 'put' || !comment) return false
  const { authorId } = comment
  const resource = { ...docOf(reader), ownerId: typeof authorId === 'string' ? authorId : null }
  const fields = Object.keys(patch.fields)
  if (fields.every((field) => field === 'deletedAt')) return can(principal, 'update.edit', resource)
  if (!can(principal, 'doc.discuss', resource)) return false
  return (
    fields.every((field) => field === 'resolvedAt' || field === 'resolvedBy') || can(principal, 'own.edit', resource)
  )
}

/** A reaction is the affair of whoever reacted, on boards where they may still say something. */
function mayWriteReaction(principal: Principal, reader: ScopeReader, patch: Patch, states: States): boolean {
  const board = homeOf(states, scopeId(reader.scope))
  if (!board || patch.op === 'cells') return false
  const resource = boardResource(board, board.boardId)
  const fields = reader.record('reaction', patch.id) ?? (patch.op === 'put' ? patch.fields : {})
  const ownerId = typeof fields['memberId'] === 'string' ? fields['memberId'] : null
  return can(principal, 'item.discuss', resource) && can(principal, 'own.edit', { ...resource, ownerId })
}

function isOwn(principal: Principal, reader: ScopeReader): boolean {
  return can(principal, 'own.edit', { ownerId: scopeId(reader.scope) })
}

/** Whether one watches is one's own affair, on boards that one may read, and that of those who edit items there. */
function mayWriteWatcher(principal: Principal, reader: ScopeReader, patch: Patch, states: States): boolean {
  const board = homeOf(states, scopeId(reader.scope))
  if (!board || patch.op === 'cells') return false
  const resource = boardResource(board, board.boardId)
  if (can(principal, 'item.edit', resource)) return true
  return can(principal, 'board.read', resource) && can(principal, 'own.edit', { ...resource, ownerId: patch.id })
}

/** The board on which an item is, of those that are here. */
function homeOf(states: States, itemId: string): BoardReader | undefined {
  for (const state of states.values()) {
    if (scopeKind(state.scope) !== 'board') continue
    // @NOTE the scope's kind says that its state is a board's.
    const board = state as BoardState
    if (board.rowOf(itemId) !== undefined) return board
  }
  return undefined
}

/** What a person says of themself: what `member.update` changes, and when they are away. */
const shownFields: ReadonlySet<string> = new Set([
  'name',
  'colour',
  'timeZone',
  'site',
  'workHours',
  'timeOff',
  'picture',
])

/** A role is given back only by who may give it; how somebody is shown is their own affair too. */
function mayWriteMember(principal: Principal, reader: ScopeReader, patch: Patch): boolean {
  if (patch.op !== 'put') return can(principal, 'account.manage', null)
  const role = (reader.record('member', patch.id)?.['role'] ?? 'guest') as AccountRole
  const next = patch.fields['role']
  const resource = { memberId: patch.id, role, ...(typeof next === 'string' && { nextRole: next as AccountRole }) }
  if (can(principal, 'member.manage', resource)) return true
  const isShown = Object.keys(patch.fields).every((field) => shownFields.has(field))
  return isShown && can(principal, 'own.edit', { ownerId: patch.id })
}

function boardOf(reader: ScopeReader) {
  return boardResource(reader, scopeId(reader.scope as Scope))
}

function docOf(reader: ScopeReader) {
  return docResource(reader, scopeId(reader.scope))
}

function touches(patch: Patch, fields: readonly string[]): boolean {
  return patch.op === 'put' && fields.some((field) => field in patch.fields)
}
