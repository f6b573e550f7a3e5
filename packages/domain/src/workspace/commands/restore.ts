import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { lastRank, titleArg } from '../../board/board-command.ts'
import { touchBoardRef } from '../../board/ref.ts'
import { touchDocRef } from '../../doc/doc-command.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { keptRecord } from '../../trash/purged-record.ts'

const folder = z.strictObject({ id: idOf('folder'), parentId: z.nullable(idOf('folder')), name: titleArg() })

/**
 * Makes the place of boards that came out of a backup, which stand in it by their own records already. In the place of another one
 * it goes by its rank, and that one goes into the trash in the same change, so that there is always one of them.
 */
export const restoreWorkspace = defineAccountCommand({
  name: 'workspace.restore',
  args: z.strictObject({
    id: idOf('workspace'),
    name: titleArg(),
    folders: z.array(folder),
    boards: z.array(idOf('board')),
    docs: z.optional(z.array(idOf('doc'))),
    replaces: z.nullable(idOf('workspace')),
  }),
  internal: true,
  undo: { none: 'Put the workspace into the trash instead.' },
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, name, folders, boards, docs = [], replaces }, { now, random }) => {
    const present = replaces === null ? null : keptRecord(account.reader, 'workspace', replaces)
    const nextRank = (table: 'workspace' | 'folder') =>
      rankBetween(lastRank(account.reader.records(table)), null, random())
    const fields = present
      ? {
          colour: present['colour'] ?? 'blue',
          description: present['description'] ?? null,
          rules: present['rules'] ?? null,
        }
      : { colour: 'blue' }
    account.create('workspace', id, { name, rank: present?.['rank'] ?? nextRank('workspace'), ...fields })
    if (replaces !== null) account.put('workspace', replaces, { deletedAt: now })
    for (const each of folders) {
      account.create('folder', each.id, {
        workspaceId: id,
        parentId: each.parentId,
        name: each.name,
        rank: nextRank('folder'),
      })
    }
    for (const board of boards) touchBoardRef(account, board)
    for (const doc of docs) touchDocRef(account, doc)
  },
})
