import { lastRank } from '../board/board-command.ts'
import { defaultPrefix } from '../board/prefix.ts'
import { touchBoardRef } from '../board/ref.ts'
import type { CommandEnv } from '../command.ts'
import type { Json } from '../json.ts'
import { rankBetween, rankOfId, ranksBetween } from '../rank.ts'
import type { Fields } from '../record.ts'
import type { BoardWriter, ScopeWriter } from '../transaction.ts'
import { boardRules, refuseMaker, workspaceRules } from '../workspace/rules.ts'
import { liveFolder, liveWorkspace } from '../workspace/tree-place.ts'

/** Where boards that are made together go. */
export interface SetPlace {
  readonly workspace: string
  readonly folder?: string | null | undefined
  readonly newFolder?: { readonly id: string; readonly name: string } | undefined
}

/** Finds the place, or makes its folder: the fields by which a board says where it stands. */
export function placeOfSet(account: ScopeWriter, { workspace, folder = null, newFolder }: SetPlace, env: CommandEnv) {
  liveWorkspace(account.reader, workspace)
  refuseMaker(account.reader, workspace, env.principal)
  if (newFolder === undefined) {
    if (folder !== null) liveFolder(account.reader, folder, workspace)
    return { workspaceId: workspace, folderId: folder }
  }
  const rank = rankBetween(lastRank(account.reader.records('folder')), null, env.random())
  account.create('folder', newFolder.id, { workspaceId: workspace, name: newFolder.name, rank })
  return { workspaceId: workspace, folderId: newFolder.id }
}

/** The ranks of boards that are made together: as they were named, behind those that were made before. */
export function ranksOfSet(ids: readonly string[]): string[] {
  const [first = ''] = ids
  const base = rankOfId(first)
  return ranksBetween(null, null, ids.length, 0).map((rank) => `${base}${rank}`)
}

/** Makes a board that one command makes whole. Whoever makes it owns it; to take it back is to put it into the trash. */
export function beginBoard(board: BoardWriter, account: ScopeWriter, fields: Fields, env: CommandEnv): void {
  const id = board.reader.boardId
  const { memberId } = env.principal
  const workspace = account.reader.record('workspace', String(fields['workspaceId']))
  const { access = workspaceRules(workspace).access } = fields
  board.create('board', id, {
    prefix: defaultPrefix(String(fields['name'])),
    rank: rankOfId(id),
    createdAt: env.now,
    createdBy: memberId as Json,
    ...fields,
    // A copy of a board that guests see is for those who are on it, where guests are not allowed.
    access: access === 'shareable' && !boardRules(fields, workspace).guests ? 'private' : access,
  })
  board.comesWhole()
  if (memberId !== null) board.create('boardMember', memberId, { subject: 'member', role: 'owner' })
  touchBoardRef(account, id)
}
