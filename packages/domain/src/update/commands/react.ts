import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import type { ScopeReader } from '../../state.ts'
import { reactionSigns } from '../reactions.ts'
import { hasItem, refuseDeleted, threadBoard, threadReads } from '../thread.ts'
import type { ThreadPlace } from '../thread.ts'

const args = {
  board: boardArg,
  item: idOf('item'),
  update: idOf('update'),
  sign: z.enum(reactionSigns.map(({ sign }) => sign)),
}

/** Reacts to a message. Whoever reacted with that sign already does not do so twice. */
export const reactToUpdate = defineCommand({
  name: 'update.react',
  version: 1,
  args: z.strictObject({ ...args, id: idOf('reaction') }),
  reads: threadReads,
  can: mayReact,
  apply: (tx, { item, update, sign, id }, { principal, now }) => {
    const thread = tx.scope(scopeOf('item', item))
    const member = must(principal.memberId, 'a person who reacts')
    if (!thread.reader.record('update', update)) throw notFound('update')
    refuseDeleted(thread.reader, update)
    if (ownReaction(thread.reader, { update, sign, member }) !== null) return
    thread.create('reaction', id, { updateId: update, memberId: member, sign, at: now })
  },
})

/** Takes one's own reaction to a message back. */
export const unreactToUpdate = defineCommand({
  name: 'update.unreact',
  version: 1,
  args: z.strictObject(args),
  reads: threadReads,
  can: mayReact,
  apply: (tx, { item, update, sign }, { principal }) => {
    const thread = tx.scope(scopeOf('item', item))
    const member = must(principal.memberId, 'a person who reacts')
    const id = ownReaction(thread.reader, { update, sign, member })
    if (id !== null) thread.drop('reaction', id)
  },
})

/** Only people react: a sign says who agrees. */
function mayReact(states: States, place: ThreadPlace, { principal }: CommandEnv): boolean {
  return (
    principal.kind === 'member' && hasItem(states, place) && can(principal, 'item.discuss', threadBoard(states, place))
  )
}

function ownReaction(
  thread: ScopeReader,
  { update, sign, member }: { readonly update: string; readonly sign: string; readonly member: string },
): string | null {
  for (const [id, fields] of thread.records('reaction')) {
    if (fields['updateId'] === update && fields['sign'] === sign && fields['memberId'] === member) return id
  }
  return null
}
