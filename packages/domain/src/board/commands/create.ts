import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { rankOfId } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import { boardAccess } from '../access.ts'
import { boardArg, titleArg } from '../board-command.ts'
import { defaultPrefix } from '../prefix.ts'
import { refuseGuests, refuseMaker, workspaceRules } from '../../workspace/rules.ts'
import { liveFolder, liveWorkspace } from '../../workspace/tree-place.ts'
import { touchBoardRef } from '../ref.ts'

/** Makes an empty board in a workspace. Whoever makes it owns it. `hidden` keeps it from all others until it is published. */
export const createBoard = defineCommand({
  name: 'board.create',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    workspace: idOf('workspace'),
    folder: z.optional(z.nullable(idOf('folder'))),
    name: titleArg(),
    description: z.optional(z.string().check(z.maxLength(2_000))),
    access: z.optional(boardAccess),
    prefix: z.optional(z.string().check(z.regex(/^[A-Z][A-Z0-9]{0,9}$/, 'One to ten capital letters and digits.'))),
    source: z.optional(z.string().check(z.maxLength(500))),
    hidden: z.optional(z.boolean()),
  }),
  result: z.object({ prefix: z.string() }),
  reads: ({ board }, accountId) => ({ lock: [scopeOf('account', accountId), scopeOf('board', board)] }),
  can: (_states, _args, { principal }) => can(principal, 'board.create', null),
  apply: (tx, args, env) => {
    const account = tx.scope(scopeOf('account', env.accountId))
    liveWorkspace(account.reader, args.workspace)
    refuseMaker(account.reader, args.workspace, env.principal)
    if (typeof args.folder === 'string') liveFolder(account.reader, args.folder, args.workspace)
    const { memberId } = env.principal
    const board = tx.board(args.board)
    const access = args.access ?? workspaceRules(account.reader.record('workspace', args.workspace)).access
    if (access === 'shareable') {
      const board = { workspaceId: args.workspace }
      refuseGuests(account.reader, board, 'Guests are not allowed on boards of this workspace.')
    }
    board.create('board', args.board, {
      name: args.name,
      workspaceId: args.workspace,
      folderId: args.folder ?? null,
      description: args.description ?? null,
      access,
      prefix: args.prefix ?? defaultPrefix(args.name),
      rank: rankOfId(args.board),
      createdAt: env.now,
      createdBy: memberId,
      source: args.source ?? null,
      hidden: args.hidden ? true : null,
    })
    if (memberId !== null) board.create('boardMember', memberId, { subject: 'member', role: 'owner' })
    touchBoardRef(account, args.board)
    return { prefix: must(args.prefix ?? defaultPrefix(args.name)) }
  },
})
