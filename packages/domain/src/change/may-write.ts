import type { BoardReader } from '../board/board-state.ts'
import type { Patch } from '../patch.ts'
import type { Principal } from '../principal.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/visible.ts'
import { scopeId, scopeKind } from '../scope.ts'
import type { Scope } from '../scope.ts'
import type { ScopeReader } from '../state.ts'

/** What writing to a table of a scope asks for. Undo and redo ask it anew. */
const tableRights: { readonly [table: string]: (principal: Principal, reader: ScopeReader, patch: Patch) => boolean } =
  {
    board: (principal, reader, patch) =>
      can(
        principal,
        touches(patch, ['access', 'deletedAt', 'archivedAt', 'hidden']) ? 'board.manage' : 'board.structure',
        boardOf(reader),
      ),
    boardMember: (principal, reader) => can(principal, 'board.manage', boardOf(reader)),
    group: (principal, reader) => can(principal, 'board.structure', boardOf(reader)),
    column: (principal, reader, patch) =>
      can(principal, touches(patch, ['readers', 'editors']) ? 'board.manage' : 'board.structure', boardOf(reader)),
    view: (principal, reader, patch) => {
      const owner = patch.op === 'cells' ? null : reader.record('view', patch.id)?.['ownerId']
      return can(principal, 'view.edit', { ...boardOf(reader), ownerId: typeof owner === 'string' ? owner : null })
    },
    account: (principal) => can(principal, 'account.manage', null),
    member: (principal) => can(principal, 'account.manage', null),
    team: (principal) => can(principal, 'account.manage', null),
    workspace: (principal) => can(principal, 'workspace.edit', null),
    folder: (principal) => can(principal, 'workspace.edit', null),
    boardRef: () => true,
    update: (principal, reader, patch) => {
      const author = patch.op === 'cells' ? null : reader.record('update', patch.id)?.['authorId']
      return can(principal, 'own.edit', { ownerId: typeof author === 'string' ? author : null })
    },
    favourite: (principal, reader) => can(principal, 'own.edit', { ownerId: scopeId(reader.scope) }),
  }

/** Whether a principal may write patches to a scope by hand, as undo does. */
export function mayWrite(principal: Principal, reader: ScopeReader, patches: readonly Patch[]): boolean {
  return patches.every((patch) => {
    if (patch.op !== 'cells') return tableRights[patch.table]?.(principal, reader, patch) === true
    if (scopeKind(reader.scope) !== 'board' || !can(principal, 'item.edit', boardOf(reader))) return false
    if (typeof patch.column === 'string') return true
    // @NOTE the scope's kind says that its state is a board's.
    const column = (reader as BoardReader).column(patch.column)
    return column !== undefined && can(principal, 'column.edit', { ...boardOf(reader), column: column.fields })
  })
}

function boardOf(reader: ScopeReader) {
  return boardResource(reader, scopeId(reader.scope as Scope))
}

function touches(patch: Patch, fields: readonly string[]): boolean {
  return patch.op === 'put' && fields.some((field) => field in patch.fields)
}
