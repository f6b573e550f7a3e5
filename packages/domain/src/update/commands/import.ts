import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'

/** Characters of a message. */
export const maxUpdateLength = 100_000

/**
 * Messages that a source has on an item, with their own authors and times. One that came with an earlier import gets the text
 * of this one; one that was deleted here stays deleted.
 */
export const importUpdates = defineCommand({
  name: 'update.import',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    item: idOf('item'),
    updates: z.array(
      z.strictObject({
        id: idOf('update'),
        parent: z.optional(idOf('update')),
        author: z.nullable(idOf('member')),
        at: z.int(),
        body: z.string().check(z.trim(), z.minLength(1), z.maxLength(maxUpdateLength)),
        sourceKey: z.optional(z.string().check(z.maxLength(1_000))),
      }),
    ),
  }),
  internal: true,
  reads: ({ board, item }) => ({ lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }),
  can: (states, { board }, { principal }) =>
    can(principal, 'item.edit', boardResource(must(states.get(scopeOf('board', board)), 'the board'), board)),
  apply: (tx, { board: boardId, item, updates }) => {
    const thread = tx.scope(scopeOf('item', item))
    for (const { id, parent, author, at, body, sourceKey } of updates) {
      const before = thread.reader.record('update', id)
      if (before) {
        if (before['deletedAt'] === undefined && before['editedAt'] === undefined) thread.put('update', id, { body })
        continue
      }
      thread.create('update', id, {
        boardId,
        parentId: parent ?? null,
        authorId: author,
        body,
        at,
        sourceKey: sourceKey ?? null,
      })
    }
  },
})
