import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import type { BoardState } from '../../board/board-state.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { isPurged } from '../../item/purged.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/visible.ts'
import { scopeOf } from '../../scope.ts'
import type { ScopeReader } from '../../state.ts'

const target = { board: boardArg, item: idOf('item') }
const body = z
  .string()
  .check(z.trim(), z.minLength(1, 'Write something first.'), z.maxLength(100_000, 'At most 100,000 characters.'))

interface Target {
  readonly board: string
  readonly item: string
}

/** Posts a message on an item, or a reply to one. */
export const postUpdate = defineCommand({
  name: 'update.post',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update'), parent: z.optional(idOf('update')), body }),
  reads: ({ board, item }) => ({ lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }),
  can: (states, args, { principal }) => hasItem(states, args) && can(principal, 'item.discuss', boardOf(states, args)),
  apply: (tx, { board, item, id, parent, body }, { principal, now }) => {
    const thread = tx.scope(scopeOf('item', item))
    if (parent !== undefined && !thread.reader.record('update', parent)) throw notFound('update')
    thread.create('update', id, {
      boardId: board,
      parentId: parent ?? null,
      authorId: principal.memberId,
      body,
      at: now,
    })
  },
})

/** Changes what a message says. */
export const editUpdate = defineCommand({
  name: 'update.edit',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update'), body }),
  reads: ({ board, item }) => ({ lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }),
  can: mayEdit,
  apply: (tx, { item, id, body }, { now }) => {
    const thread = tx.scope(scopeOf('item', item))
    refuseDeleted(thread.reader, id)
    thread.put('update', id, { body, editedAt: now })
  },
})

/** Takes a message away. */
export const deleteUpdate = defineCommand({
  name: 'update.delete',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update') }),
  reads: ({ board, item }) => ({ lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }),
  can: mayEdit,
  apply: (tx, { item, id }, { now }) => {
    const thread = tx.scope(scopeOf('item', item))
    refuseDeleted(thread.reader, id)
    thread.put('update', id, { deletedAt: now })
  },
})

/** A message that was deleted keeps what it said and when it goes for good; undo brings it back. */
function refuseDeleted(thread: ScopeReader, id: string): void {
  if (thread.record('update', id)?.['deletedAt'] === undefined) return
  throw new DomainError('conflict', 'This message was deleted. Whoever deleted it can undo that.', { id })
}

function boardOf(states: States, { board }: Target) {
  return boardResource(must(states.get(scopeOf('board', board)), 'the board'), board)
}

/** The item must be on the board by whose rights it is judged, and not gone for good. */
function hasItem(states: States, { board, item }: Target): boolean {
  // @NOTE the scope's kind says that its state is a board's.
  const state = states.get(scopeOf('board', board)) as BoardState | undefined
  const row = state?.rowOf(item)
  return state !== undefined && row !== undefined && !isPurged(state, row)
}

function mayEdit(states: States, args: Target & { readonly id: string }, { principal }: CommandEnv): boolean {
  const update = states.get(scopeOf('item', args.item))?.record('update', args.id)
  if (!update || !hasItem(states, args)) return false
  const ownerId = typeof update['authorId'] === 'string' ? update['authorId'] : null
  return can(principal, 'update.edit', { ...boardOf(states, args), ownerId })
}
