import * as z from 'zod/mini'
import { DomainError, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { isPurgedBoard } from '../../item/purged.ts'
import { namesPeople } from '../../notification/watchers.ts'
import { boardRoles } from '../../principal.ts'
import type { BoardRole } from '../../principal.ts'
import { rankPattern } from '../../rank.ts'
import type { Fields } from '../../record.ts'
import type { RowGrant } from '../../rights/narrow-grants.ts'
import { boardResource } from '../../rights/board-resource.ts'
import type { ScopeReader } from '../../state.ts'
import type { BoardWriter, ScopeWriter } from '../../transaction.ts'
import { boardRulesArg, refuseGuests, refuseMaker, refuseOpening, withRules } from '../../workspace/rules.ts'
import { liveFolder, liveWorkspace } from '../../workspace/tree-place.ts'
import { boardAccess } from '../access.ts'
import type { BoardReader } from '../board-reader.ts'
import { boardArg, titleArg } from '../board-command.ts'
import { defineTreeCommand } from '../tree-command.ts'

/** Renames a board, describes it, or moves it: to another workspace or folder, or among the boards beside it. */
export const updateBoard = defineTreeCommand({
  name: 'board.update',
  args: z.strictObject({
    board: boardArg,
    name: z.optional(titleArg()),
    description: z.optional(z.nullable(z.string().check(z.maxLength(2_000)))),
    workspace: z.optional(idOf('workspace')),
    folder: z.optional(z.nullable(idOf('folder'))),
    // The boards beside it are in scopes of their own: whoever moves it has seen them, and says where between them it goes.
    rank: z.optional(z.string().check(z.regex(rankPattern, 'Expected a rank.'))),
  }),
  action: 'board.structure',
  apply: (board, { board: id, name, description, workspace, folder, rank }, { principal }, account) => {
    if (workspace !== undefined && workspace !== board.reader.board['workspaceId']) {
      refuseMaker(account.reader, workspace, principal)
      refuseOpening(account.reader, boardResource(board.reader, id), { workspace, principal })
    }
    const place = workspace === undefined && folder === undefined ? {} : placeInTree(account, board, workspace, folder)
    board.put('board', id, {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...place,
      ...(rank !== undefined && { rank }),
    })
  },
})

/** Where a board goes: a folder of a workspace, or the workspace itself, which it is wherever only that is said. */
function placeInTree(
  account: ScopeWriter,
  board: BoardWriter,
  workspace: string | undefined,
  folder: string | null | undefined,
): Fields {
  const now = board.reader.board
  const workspaceId = workspace ?? String(now['workspaceId'])
  liveWorkspace(account.reader, workspaceId)
  const stays = workspaceId === now['workspaceId'] ? (now['folderId'] ?? null) : null
  const folderId = folder === undefined ? stays : folder
  if (typeof folder === 'string') liveFolder(account.reader, folder, workspaceId)
  return { workspaceId, folderId }
}

/** Chooses who a board is for: everyone, its members, or its members with guests among them. */
export const setBoardAccess = defineTreeCommand({
  name: 'board.setAccess',
  args: z.strictObject({ board: boardArg, access: boardAccess }),
  action: 'board.manage',
  apply: (board, { board: id, access }, { principal }, account) => {
    const now = board.reader.board
    if (access === 'shareable' && now['access'] !== 'shareable') refuseGuests(account.reader, now)
    board.put('board', id, { access })
    const { memberId } = principal
    if (memberId !== null && access !== 'main' && !board.reader.record('boardMember', memberId)) {
      board.create('boardMember', memberId, { subject: 'member', role: 'owner' })
    }
  },
})

/**
 * Says of a board what it does otherwise than its workspace: whether guests come onto it and links show it, and when these end.
 * Where guests are no longer wanted, those who are on it see it no more.
 */
export const setBoardRules = defineTreeCommand({
  name: 'board.setRules',
  args: z.strictObject({ board: boardArg, ...boardRulesArg.shape }),
  action: 'board.manage',
  apply: (board, { board: id, ...changed }) => {
    const { rules, access } = board.reader.board
    board.put('board', id, {
      rules: withRules(rules, changed),
      ...(changed.guests === false && access === 'shareable' && { access: 'private' }),
    })
  },
})

const rowGrant = z.strictObject({
  columns: z.array(z.int().check(z.gte(1))).check(z.maxLength(20)),
  watched: z.boolean(),
})

/**
 * Gives a member or a team a role on a board. With `rows` only items with which they have to do are shown; null shows all, and
 * without it what was shown stays.
 */
export const setBoardMember = defineTreeCommand({
  name: 'board.setMember',
  args: z.strictObject({
    board: boardArg,
    id: z.union([idOf('member'), idOf('team')]),
    subject: z.enum(['member', 'team']),
    role: z.enum(boardRoles),
    rows: z.optional(z.nullable(rowGrant)),
  }),
  action: 'board.manage',
  apply: (board, { id, subject, role, rows: given }, _env, account) => {
    const known = account.reader.record(subject, id)
    if (!known) throw notFound(subject)
    const before = board.reader.record('boardMember', id)
    const letsGuestsIn =
      subject === 'team'
        ? board.reader.board['access'] === 'shareable' && hasGuests(account.reader, known)
        : known['role'] === 'guest'
    if (!before && letsGuestsIn) refuseGuests(account.reader, board.reader.board)
    if (before?.['role'] === 'owner' && role !== 'owner') refuseLastOwner(board, id)
    const rows = role === 'owner' && given === undefined ? null : given
    if (rows) refuseRows(board.reader, role, rows)
    if (before) board.put('boardMember', id, { role, ...(rows !== undefined && { rows }) })
    else board.create('boardMember', id, { subject, role, ...(rows && { rows }) })
  },
})

/** Takes a member's or a team's role on a board away. */
export const removeBoardMember = defineTreeCommand({
  name: 'board.removeMember',
  args: z.strictObject({ board: boardArg, id: z.union([idOf('member'), idOf('team')]) }),
  action: 'board.manage',
  apply: (board, { id }) => {
    const before = board.reader.record('boardMember', id)
    if (!before) throw notFound('member')
    if (before['role'] === 'owner') refuseLastOwner(board, id)
    board.drop('boardMember', id)
  },
})

/** An account's owner makes themself owner of a board. It stands in the board's activity for its members to see. */
export const takeOverBoard = defineTreeCommand({
  name: 'board.takeOver',
  args: z.strictObject({ board: boardArg }),
  action: 'board.takeOver',
  undo: { none: 'Taking a board over stays on record; give the role back instead.' },
  apply: (board, _args, { principal }) => {
    const { memberId } = principal
    if (memberId === null) throw new DomainError('invalid', 'Only a person can take a board over.')
    if (board.reader.record('boardMember', memberId)) board.put('boardMember', memberId, { role: 'owner', rows: null })
    else board.create('boardMember', memberId, { subject: 'member', role: 'owner' })
  },
})

/** Shows a board that an import filled: the import's last step. */
export const publishBoard = defineTreeCommand({
  name: 'board.publish',
  args: z.strictObject({ board: boardArg }),
  action: 'board.manage',
  apply: (board, { board: id }) => board.put('board', id, { hidden: null }),
})

/** Takes a board out of the tree without deleting it. */
export const archiveBoard = defineTreeCommand({
  name: 'board.archive',
  args: z.strictObject({ board: boardArg, archived: z.boolean() }),
  action: 'board.manage',
  apply: (board, { board: id, archived }, { now }) => board.put('board', id, { archivedAt: archived ? now : null }),
})

/** Puts a board into the trash, where it stays for 30 days. */
export const deleteBoard = defineTreeCommand({
  name: 'board.delete',
  args: z.strictObject({ board: boardArg }),
  action: 'board.manage',
  apply: (board, { board: id }, { now }) => board.put('board', id, { deletedAt: now }),
})

/** Puts a board into the trash whose workspace is there since before `before`, as of then: it is purged as if it were its own. */
export const deleteBoardWithWorkspace = defineTreeCommand({
  name: 'board.deleteWithWorkspace',
  args: z.strictObject({ board: boardArg, before: z.int() }),
  action: 'board.manage',
  internal: true,
  undo: { none: 'Its workspace is gone for good.' },
  apply: (board, { board: id, before }, _env, account) => {
    const { workspaceId, deletedAt } = board.reader.board
    const goneSince = account.reader.record('workspace', String(workspaceId))?.['deletedAt']
    if (typeof goneSince !== 'number' || goneSince >= before) return
    if (typeof deletedAt !== 'number' || deletedAt > goneSince) board.erase('board', id, { deletedAt: goneSince })
  },
})

/** Takes a board out of the trash. */
export const restoreBoard = defineTreeCommand({
  name: 'board.restore',
  args: z.strictObject({ board: boardArg }),
  action: 'board.manage',
  inTrash: true,
  apply: (board, { board: id }) => board.put('board', id, { deletedAt: null }),
})

/** Leaves of a board that is in the trash since before `before` only that it was there. Its items are purged before. */
export const purgeBoard = defineTreeCommand({
  name: 'board.purge',
  args: z.strictObject({ board: boardArg, before: z.int() }),
  action: 'board.manage',
  internal: true,
  undo: { none: 'What is purged is gone for good.' },
  apply: (board, { board: id, before }) => {
    const deletedAt = board.reader.board['deletedAt']
    if (typeof deletedAt !== 'number' || deletedAt >= before || isPurgedBoard(board.reader)) return
    const nothing = { description: null, source: null, workspaceId: null, folderId: null }
    board.erase('board', id, { name: 'Purged board', ...nothing })
  },
})

function refuseRows(board: BoardReader, role: BoardRole, { columns }: RowGrant): void {
  if (role === 'owner') throw new DomainError('conflict', 'Owners of a board see all of its items.', { field: 'rows' })
  for (const number of columns) {
    const column = board.column(number)
    if (!column || !namesPeople(column)) throw notFound('column')
  }
}

function hasGuests(account: ScopeReader, team: Fields): boolean {
  const members = Array.isArray(team['memberIds']) ? team['memberIds'] : []
  return members.some((id) => {
    const member = account.record('member', String(id))
    return member?.['role'] === 'guest' && member['removedAt'] === undefined
  })
}

function refuseLastOwner(board: ScopeWriter, leaving: string): void {
  const others = [...board.reader.records('boardMember')].filter(
    ([id, fields]) => id !== leaving && fields['role'] === 'owner',
  )
  if (others.length === 0) {
    throw new DomainError('conflict', 'A board needs an owner: make somebody else owner first.', { id: leaving })
  }
}
