import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { colourArg, lastRank, titleArg } from '../../board/board-command.ts'
import { notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'

const id = idOf('workspace')

/** Makes a workspace: a place for boards. */
export const createWorkspace = defineAccountCommand({
  name: 'workspace.create',
  args: z.strictObject({ id, name: titleArg(), colour: z.optional(colourArg), demo: z.optional(z.boolean()) }),
  can: (_account, _args, { principal }) => can(principal, 'workspace.create', null),
  apply: (account, { id, name, colour, demo }, { random }) => {
    const rank = rankBetween(lastRank(account.reader.records('workspace')), null, random())
    account.create('workspace', id, { name, colour: colour ?? 'blue', rank, ...(demo && { demo }) })
  },
})

/** Renames or recolours a workspace. */
export const updateWorkspace = defineAccountCommand({
  name: 'workspace.update',
  args: z.strictObject({
    id,
    name: z.optional(titleArg()),
    colour: z.optional(colourArg),
    description: z.optional(z.nullable(z.string().check(z.maxLength(2_000)))),
  }),
  can: (_account, _args, { principal }) => can(principal, 'workspace.edit', null),
  apply: (account, { id, ...fields }) => {
    if (!account.reader.record('workspace', id)) throw notFound('workspace')
    account.put('workspace', id, given(fields))
  },
})

/** Puts a workspace with all its boards into the trash, or takes it out. */
export const deleteWorkspace = defineAccountCommand({
  name: 'workspace.delete',
  args: z.strictObject({ id, deleted: z.boolean() }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, deleted }, { now }) => {
    if (!account.reader.record('workspace', id)) throw notFound('workspace')
    account.put('workspace', id, { deletedAt: deleted ? now : null })
  },
})
