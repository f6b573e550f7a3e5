import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { rankAfter } from '../../board/board-command.ts'
import { notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { keptRecord } from '../../trash/purged-record.ts'

const id = idOf('folder')

/** Puts a folder behind another one of its workspace; null is first. */
export const moveFolder = defineAccountCommand({
  name: 'folder.move',
  args: z.strictObject({ id, after: z.nullable(id) }),
  can: (_account, _args, { principal }) => can(principal, 'workspace.edit', null),
  apply: (account, { id, after }, { random }) => {
    const folder = keptRecord(account.reader, 'folder', id)
    const beside = [...account.reader.records('folder')].filter(
      ([other, { workspaceId }]) => other !== id && workspaceId === folder['workspaceId'],
    )
    if (after !== null && !beside.some(([other]) => other === after)) throw notFound('folder')
    const place = rankAfter(beside, after)
    account.put('folder', id, { rank: rankBetween(place.before, place.after, random()) })
  },
})
