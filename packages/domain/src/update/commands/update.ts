import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { DomainError, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import type { Json } from '../../json.ts'
import { can } from '../../rights/can.ts'
import { richTextArg } from '../../rich-text/arg.ts'
import type { RichText } from '../../rich-text/node.ts'
import { richWords } from '../../rich-text/words.ts'
import { scopeOf } from '../../scope.ts'
import { keptRecord } from '../../trash/purged-record.ts'
import { hasItem, refuseDeleted, threadBoard, threadReads } from '../thread.ts'
import type { ThreadPlace } from '../thread.ts'

const target = { board: boardArg, item: idOf('item') }
const body = z
  .string()
  .check(z.trim(), z.minLength(1, 'Write something first.'), z.maxLength(100_000, 'At most 100,000 characters.'))
/** One of the two: plain text, or rich text. */
const words = { body: z.optional(body), content: z.optional(richTextArg) }

/** Posts a message on an item, or a reply to one. */
export const postUpdate = defineCommand({
  name: 'update.post',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update'), parent: z.optional(idOf('update')), ...words }),
  reads: threadReads,
  can: (states, args, { principal }) =>
    hasItem(states, args) && can(principal, 'item.discuss', threadBoard(states, args)),
  apply: (tx, { board, item, id, parent, ...given }, { principal, now }) => {
    const thread = tx.scope(scopeOf('item', item))
    if (parent !== undefined && !thread.reader.record('update', parent)) throw notFound('update')
    const { content, ...said } = saidBy(given)
    thread.create('update', id, {
      boardId: board,
      parentId: parent ?? null,
      authorId: principal.memberId,
      ...said,
      ...(content !== null && { content }),
      at: now,
    })
  },
})

/** Changes what a message says. What it said before stays in the log. */
export const editUpdate = defineCommand({
  name: 'update.edit',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update'), ...words }),
  reads: threadReads,
  can: mayEdit,
  apply: (tx, { item, id, board: _board, ...given }, { now }) => {
    const thread = tx.scope(scopeOf('item', item))
    refuseDeleted(thread.reader, id)
    thread.put('update', id, { ...saidBy(given), editedAt: now })
  },
})

/** Takes a message away. */
export const deleteUpdate = defineCommand({
  name: 'update.delete',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update') }),
  reads: threadReads,
  can: mayEdit,
  apply: (tx, { item, id }, { now }) => {
    const thread = tx.scope(scopeOf('item', item))
    refuseDeleted(thread.reader, id)
    thread.put('update', id, { deletedAt: now })
  },
})

/** Brings a message back that was taken away. */
export const restoreUpdate = defineCommand({
  name: 'update.restore',
  version: 1,
  args: z.strictObject({ ...target, id: idOf('update') }),
  reads: threadReads,
  can: mayEdit,
  apply: (tx, { item, id }) => {
    const thread = tx.scope(scopeOf('item', item))
    keptRecord(thread.reader, 'update', id)
    thread.put('update', id, { deletedAt: null })
  },
})

/** What a message says, as it is stored. */
function saidBy(given: { readonly body?: string | undefined; readonly content?: RichText | undefined }) {
  const { content } = given
  if ((given.body === undefined) === (content === undefined)) {
    throw new DomainError('invalid', 'Give what it says as `body` or as `content`, and not both.')
  }
  // @NOTE a rich text is JSON.
  return { body: content ? richWords(content) : (given.body ?? ''), content: (content ?? null) as Json }
}

function mayEdit(states: States, args: ThreadPlace & { readonly id: string }, { principal }: CommandEnv): boolean {
  const update = states.get(scopeOf('item', args.item))?.record('update', args.id)
  if (!update || !hasItem(states, args)) return false
  const ownerId = typeof update['authorId'] === 'string' ? update['authorId'] : null
  return can(principal, 'update.edit', { ...threadBoard(states, args), ownerId })
}
