import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import type { BoardState } from '../../board/board-state.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { isPurged } from '../../item/purged.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import type { Transaction } from '../../transaction.ts'

/** Without a member it is whoever runs it. */
const args = z.strictObject({ board: boardArg, item: idOf('item'), member: z.optional(idOf('member')) })

interface Target {
  readonly board: string
  readonly item: string
  readonly member?: string | undefined
}

/** Whoever runs it, or somebody whom they name, hears of the item, also where they have nothing to do with it. */
export const watchItem = defineCommand({
  name: 'item.watch',
  version: 1,
  args,
  reads,
  can: mayWatch,
  apply: (tx, target, env) => choose(tx, target, env, true),
})

/** Whoever runs it, or somebody whom they name, hears of the item only what is said to them. */
export const unwatchItem = defineCommand({
  name: 'item.unwatch',
  version: 1,
  args,
  reads,
  can: mayWatch,
  apply: (tx, target, env) => choose(tx, target, env, false),
})

function reads({ board, item }: Target) {
  return { lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }
}

/** Only a person watches, and only what they may read, on the board where it is. Who else watches is for those to say who edit the item. */
function mayWatch(states: States, { board, item, member }: Target, { principal }: CommandEnv): boolean {
  // @NOTE the scope's kind says that its state is a board's.
  const state = states.get(scopeOf('board', board)) as BoardState | undefined
  const row = state?.rowOf(item)
  if (!state || row === undefined || isPurged(state, row) || principal.kind !== 'member') return false
  const resource = boardResource(state, board)
  if (member !== undefined && member !== principal.memberId) return can(principal, 'item.edit', resource)
  // As its own affair of whoever asks, so that a token which may only read cannot.
  return (
    can(principal, 'board.read', resource) && can(principal, 'own.edit', { ...resource, ownerId: principal.memberId })
  )
}

function choose(tx: Transaction, { item, member }: Target, { principal, now }: CommandEnv, watching: boolean): void {
  const thread = tx.scope(scopeOf('item', item))
  const id = member ?? must(principal.memberId, 'a person who watches')
  if (thread.reader.record('watcher', id)) thread.put('watcher', id, { watching, at: now })
  else thread.create('watcher', id, { watching, at: now })
}
