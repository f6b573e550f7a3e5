import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { idOf } from '../../ids.ts'
import { rankOfId } from '../../rank.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import { liveFolder, liveWorkspace } from '../../workspace/tree-place.ts'
import { boardOn, docArg, itemOnBoard, mayPutOn, readsItem, touchDocRef } from '../doc-command.ts'
import { following } from '../followed-rights.ts'

/** Who sees a doc: members of the account, those who are named, or those and guests. */
export const docAccess = z.enum(['main', 'private', 'shareable'])

/** What a doc that is a template says of itself. */
export const docTemplate = z.strictObject({ description: z.optional(z.string().check(z.maxLength(500))) })

/**
 * Makes an empty doc in a workspace. Whoever makes it owns it. One that is made on an item follows its board: who may read that
 * may read the doc, unless its access is said. As a template it stands aside, out of the tree.
 */
export const createDoc = defineCommand({
  name: 'doc.create',
  version: 1,
  args: z.strictObject({
    doc: docArg,
    workspace: idOf('workspace'),
    folder: z.optional(z.nullable(idOf('folder'))),
    name: titleArg(),
    access: z.optional(docAccess),
    on: z.optional(itemOnBoard),
    template: z.optional(docTemplate),
  }),
  reads: ({ doc, on }, accountId) => ({
    lock: [scopeOf('account', accountId), scopeOf('doc', doc)],
    ...readsItem(on),
  }),
  can: (states, { on }, { principal }) => can(principal, 'doc.create', null) && mayPutOn(states, on, principal),
  apply: (tx, args, env) => {
    const account = tx.scope(scopeOf('account', env.accountId))
    liveWorkspace(account.reader, args.workspace)
    if (typeof args.folder === 'string') liveFolder(account.reader, args.folder, args.workspace)
    const { memberId } = env.principal
    const board = boardOn(tx, args.on)
    const doc = tx.scope(scopeOf('doc', args.doc))
    doc.create('doc', args.doc, {
      name: args.name,
      workspaceId: args.workspace,
      folderId: args.folder ?? null,
      access: args.access ?? 'main',
      ...(args.on && { itemId: args.on.item }),
      ...(args.access === undefined && board && following(board)),
      ...(args.template && { template: given(args.template), archivedAt: env.now }),
      rank: rankOfId(args.doc),
      createdAt: env.now,
      createdBy: memberId,
    })
    if (memberId !== null) doc.create('docMember', memberId, { subject: 'member', role: 'owner' })
    touchDocRef(account, args.doc)
  },
})
