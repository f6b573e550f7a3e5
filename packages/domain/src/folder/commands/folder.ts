import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { lastRank, titleArg } from '../../board/board-command.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { keptRecord } from '../../trash/purged-record.ts'
import { liveWorkspace } from '../../workspace/tree-place.ts'

const id = idOf('folder')

/** Makes a folder in a workspace. */
export const createFolder = defineAccountCommand({
  name: 'folder.create',
  args: z.strictObject({ id, workspace: idOf('workspace'), name: titleArg() }),
  can: (_account, _args, { principal }) => can(principal, 'workspace.edit', null),
  apply: (account, { id, workspace, name }, { random }) => {
    liveWorkspace(account.reader, workspace)
    const rank = rankBetween(lastRank(account.reader.records('folder')), null, random())
    account.create('folder', id, { workspaceId: workspace, name, rank })
  },
})

/** Renames a folder, or puts it into the trash; its boards then stand in the workspace itself. */
export const updateFolder = defineAccountCommand({
  name: 'folder.update',
  args: z.strictObject({ id, name: z.optional(titleArg()), deleted: z.optional(z.boolean()) }),
  can: (_account, _args, { principal }) => can(principal, 'workspace.edit', null),
  apply: (account, { id, name, deleted }, { now }) => {
    keptRecord(account.reader, 'folder', id)
    account.put('folder', id, {
      ...(name !== undefined && { name }),
      ...(deleted !== undefined && { deletedAt: deleted ? now : null }),
    })
  },
})
