import * as z from 'zod/mini'
import { boardArg, titleArg } from '../../board/board-command.ts'
import { touchBoardRef } from '../../board/ref.ts'
import { defineCommand } from '../../command.ts'
import { DomainError } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { maxBoardsAtOnce } from '../blueprint.ts'

/** Renames or describes a template, or puts it into the trash with all its boards. `boards` are all of them. */
export const updateTemplate = defineCommand({
  name: 'template.update',
  version: 1,
  args: z.strictObject({
    boards: z.array(boardArg).check(z.minLength(1), z.maxLength(maxBoardsAtOnce)),
    name: z.optional(titleArg()),
    description: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
    deleted: z.optional(z.boolean()),
  }),
  reads: ({ boards }, accountId) => ({
    lock: [scopeOf('account', accountId), ...boards.map((board) => scopeOf('board', board))],
  }),
  serverOnly: true,
  can: (states, { boards }, { principal }) =>
    boards.every((board) => {
      const state = states.get(scopeOf('board', board))
      return state?.record('board', board) !== undefined && can(principal, 'board.manage', boardResource(state, board))
    }),
  apply: (tx, { boards, name, description, deleted }, { now, accountId }) => {
    const account = tx.scope(scopeOf('account', accountId))
    for (const id of new Set(boards)) {
      const board = tx.board(id)
      const known = board.reader.board['template'] as JsonObject | undefined
      if (known === undefined) throw new DomainError('conflict', 'This board is no template.', { board: id })
      const template = {
        ...known,
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
      }
      board.put('board', id, { template, ...(deleted !== undefined && { deletedAt: deleted ? now : null }) })
      touchBoardRef(account, id)
    }
  },
})
