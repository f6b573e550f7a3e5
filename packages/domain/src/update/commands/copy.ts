import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import type { BoardState } from '../../board/board-state.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { isPurged } from '../../item/purged.ts'
import type { Fields } from '../../record.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'

/** What one command copies at most; a longer thread is copied in parts, each behind the last message of the one before. */
const messagesAtOnce = 400
const charactersAtOnce = 120_000

interface Args {
  readonly board: string
  readonly item: string
  readonly to: string
  readonly copy: string
}

/**
 * Copies the messages of an item to a copy of it, with their authors and times; each says from which it was copied. Only whoever
 * made the copy may: words of others come to no item beside it. What was copied already is not copied again. `next` is the
 * message behind which the next part begins; null where all is copied.
 */
export const copyUpdates = defineCommand({
  name: 'update.copy',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    item: idOf('item'),
    to: boardArg,
    copy: idOf('item'),
    after: z.optional(idOf('update')),
  }),
  result: z.object({ copied: z.int(), next: z.nullable(idOf('update')) }),
  serverOnly: true,
  reads: ({ board, item, to, copy }) => ({
    lock: [scopeOf('item', copy)],
    look: [scopeOf('board', board), scopeOf('board', to), scopeOf('item', item)],
  }),
  can: mayCopy,
  apply: (tx, { board: _board, item, to, copy, after }, { principal, newId }) => {
    const thread = tx.scope(scopeOf('item', copy))
    const there = new Map<string, string>()
    for (const [id, { copiedFrom }] of thread.reader.records('update')) {
      if (typeof copiedFrom === 'string') there.set(copiedFrom, id)
    }
    const messages = inOrder(tx.scope(scopeOf('item', item)).reader.records('update'))
    const start = messages.findIndex(([id]) => id === after) + 1
    let [copied, characters, last] = [0, 0, null as string | null]
    for (const [id, { authorId, body, content, at, parentId, editedAt }] of messages.slice(start)) {
      characters += String(body).length + (content === undefined ? 0 : JSON.stringify(content).length)
      const isFull = copied >= messagesAtOnce || characters > charactersAtOnce
      if (last !== null && isFull) return { copied, next: last }
      last = id
      if (there.has(id)) continue
      const made = newId()
      there.set(id, made)
      copied += 1
      thread.create('update', made, {
        boardId: to,
        parentId: typeof parentId === 'string' ? (there.get(parentId) ?? null) : null,
        authorId: authorId ?? null,
        body: body ?? '',
        ...(content !== undefined && { content }),
        at: at ?? null,
        ...(editedAt !== undefined && { editedAt }),
        copiedFrom: id,
        copiedBy: principal.memberId,
      })
    }
    return { copied, next: null }
  },
})

/** Messages that are there, the oldest first: an answer comes behind what it answers. */
function inOrder(records: Iterable<readonly [string, Fields]>): (readonly [string, Fields])[] {
  return [...records]
    .filter(([, { deletedAt }]) => deletedAt === undefined)
    .sort(([leftId, left], [rightId, right]) => Number(left['at']) - Number(right['at']) || (leftId < rightId ? -1 : 1))
}

function mayCopy(states: States, { board, item, to, copy }: Args, { principal }: CommandEnv): boolean {
  const [from, into] = [boardWith(states, board, item), boardWith(states, to, copy)]
  if (!from || !into || item === copy) return false
  const isOwn = into.board.system(into.row, 'createdBy') === principal.memberId && principal.memberId !== null
  return (
    isOwn &&
    can(principal, 'board.read', boardResource(from.board, board)) &&
    can(principal, 'item.discuss', boardResource(into.board, to))
  )
}

/** The board on which an item is, where it is not gone for good. */
function boardWith(states: States, boardId: string, item: string): { board: BoardState; row: number } | null {
  // @NOTE the scope's kind says that its state is a board's.
  const board = must(states.get(scopeOf('board', boardId)), 'the board') as BoardState
  const row = board.record('board', boardId) === undefined ? undefined : board.rowOf(item)
  return row === undefined || isPurged(board, row) ? null : { board, row }
}
