import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { colourArg, lastRank, titleArg } from '../../board/board-command.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'
import { keptRecord } from '../../trash/purged-record.ts'
import { withRules, workspaceRulesArg } from '../rules.ts'

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
    keptRecord(account.reader, 'workspace', id)
    account.put('workspace', id, given(fields))
  },
})

/** Says what holds on the boards of a workspace that say nothing of their own, and how new ones begin. */
export const setWorkspaceRules = defineAccountCommand({
  name: 'workspace.setRules',
  args: z.strictObject({ id, ...workspaceRulesArg.shape }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, ...changed }) => {
    const { rules } = keptRecord(account.reader, 'workspace', id)
    account.put('workspace', id, { rules: withRules(rules, changed) })
  },
})

/** What names the people of a demo workspace among their sources: they leave and return with it, unless somebody took them over. */
export function demoSource(workspaceId: string): string {
  return `demo:${workspaceId}`
}

/** Puts a workspace with all its boards into the trash, or takes it out. The people of a demo go with it. */
export const deleteWorkspace = defineAccountCommand({
  name: 'workspace.delete',
  args: z.strictObject({ id, deleted: z.boolean() }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { id, deleted }, { now }) => {
    const workspace = keptRecord(account.reader, 'workspace', id)
    account.put('workspace', id, { deletedAt: deleted ? now : null })
    if (workspace['demo'] !== true) return
    for (const [person, { placeholder, sources }] of account.reader.records('member')) {
      const isOfDemo = placeholder === true && Array.isArray(sources) && sources.includes(demoSource(id))
      if (isOfDemo) account.put('member', person, { removedAt: deleted ? now : null })
    }
  },
})
