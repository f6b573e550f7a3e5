import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { titleArg } from '../../board/board-command.ts'
import { idOf } from '../../ids.ts'
import { can } from '../../rights/can.ts'
import { keptRecord } from '../../trash/purged-record.ts'

const id = idOf('team')
const members = z.array(idOf('member')).check(z.maxLength(2_000))

/** Makes a team. */
export const createTeam = defineAccountCommand({
  name: 'team.create',
  args: z.strictObject({ id, name: titleArg(), members }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, name, members }) => account.create('team', id, { name, memberIds: [...new Set(members)] }),
})

/** Puts somebody into a team who came by a link for it. The server runs it. */
export const joinTeam = defineAccountCommand({
  name: 'team.join',
  args: z.strictObject({ id, member: idOf('member') }),
  internal: true,
  undo: { none: 'Take the person out of the team instead.' },
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, member }) => {
    const known = keptRecord(account.reader, 'team', id)['memberIds']
    account.put('team', id, { memberIds: [...new Set([...(Array.isArray(known) ? known : []), member])] })
  },
})

/** Renames a team, changes who is in it, or puts it into the trash. */
export const updateTeam = defineAccountCommand({
  name: 'team.update',
  args: z.strictObject({
    id,
    name: z.optional(titleArg()),
    members: z.optional(members),
    deleted: z.optional(z.boolean()),
  }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, name, members, deleted }, { now }) => {
    keptRecord(account.reader, 'team', id)
    account.put('team', id, {
      ...(name !== undefined && { name }),
      ...(members !== undefined && { memberIds: [...new Set(members)] }),
      ...(deleted !== undefined && { deletedAt: deleted ? now : null }),
    })
  },
})
