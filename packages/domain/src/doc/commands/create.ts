import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { idOf } from '../../ids.ts'
import { rankOfId } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import { liveFolder, liveWorkspace } from '../../workspace/tree-place.ts'
import { docArg, touchDocRef } from '../doc-command.ts'

/** Who sees a doc: members of the account, those who are named, or those and guests. */
export const docAccess = z.enum(['main', 'private', 'shareable'])

/** Makes an empty doc in a workspace. Whoever makes it owns it. */
export const createDoc = defineCommand({
  name: 'doc.create',
  version: 1,
  args: z.strictObject({
    doc: docArg,
    workspace: idOf('workspace'),
    folder: z.optional(z.nullable(idOf('folder'))),
    name: titleArg(),
    access: z.optional(docAccess),
  }),
  reads: ({ doc }, accountId) => ({ lock: [scopeOf('account', accountId), scopeOf('doc', doc)] }),
  can: (_states, _args, { principal }) => can(principal, 'doc.create', null),
  apply: (tx, args, env) => {
    const account = tx.scope(scopeOf('account', env.accountId))
    liveWorkspace(account.reader, args.workspace)
    if (typeof args.folder === 'string') liveFolder(account.reader, args.folder, args.workspace)
    const { memberId } = env.principal
    const doc = tx.scope(scopeOf('doc', args.doc))
    doc.create('doc', args.doc, {
      name: args.name,
      workspaceId: args.workspace,
      folderId: args.folder ?? null,
      access: args.access ?? 'main',
      rank: rankOfId(args.doc),
      createdAt: env.now,
      createdBy: memberId,
    })
    if (memberId !== null) doc.create('docMember', memberId, { subject: 'member', role: 'owner' })
    touchDocRef(account, args.doc)
  },
})
