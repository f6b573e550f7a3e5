import * as z from 'zod/mini'
import { boardArg, titleArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { DomainError, must } from '../../errors.ts'
import { given } from '../../record.ts'
import { idOf } from '../../ids.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { beginBoard, placeOfSet, ranksOfSet } from '../board-record.ts'
import { maxBoardsAtOnce, setPlace } from '../blueprint.ts'
import { chooseCopy, idsOfCopies, openingOfCopy, writeCopy } from '../copy-board.ts'

/**
 * Copies boards, with their items or without, all of them or none: those that are copied together connect to each other as the
 * originals do, and to other boards one way. As a template the copies stand aside, out of the tree, until somebody uses them.
 */
export const duplicateBoards = defineCommand({
  name: 'board.duplicate',
  version: 1,
  args: z.strictObject({
    ...setPlace,
    boards: z
      .array(z.strictObject({ from: boardArg, to: boardArg, name: z.optional(titleArg()) }))
      .check(z.minLength(1), z.maxLength(maxBoardsAtOnce)),
    /** Whether items are copied too. */
    items: z.boolean(),
    /** Makes a template of this name. */
    template: z.optional(
      z.strictObject({
        id: idOf('template'),
        name: titleArg(),
        description: z.optional(z.string().check(z.maxLength(500))),
      }),
    ),
  }),
  result: z.object({ boards: z.array(z.string()), items: z.int() }),
  serverOnly: true,
  rules: { none: 'A copy says what the original says.' },
  standing: true,
  reads: ({ boards }, accountId) => ({
    lock: [scopeOf('account', accountId), ...boards.map(({ to }) => scopeOf('board', to))],
    look: boards.map(({ from }) => scopeOf('board', from)),
  }),
  can: (states, { boards, newFolder }, { principal }) =>
    can(principal, 'board.create', null) &&
    (newFolder === undefined || can(principal, 'workspace.edit', null)) &&
    boards.every(({ from }) => {
      const state = states.get(scopeOf('board', from))
      return state?.record('board', from) !== undefined && can(principal, 'board.read', boardResource(state, from))
    }),
  apply: (tx, { boards, items, template, ...place }, env) => {
    const named = [...boards.map(({ from }) => from), ...boards.map(({ to }) => to)]
    if (new Set(named).size < named.length) {
      throw new DomainError('invalid', 'A board is copied once at a time, to a new id.', { field: 'boards' })
    }
    const known = tx.boards()
    const copies = boards.map(({ from }) => chooseCopy(must(known.get(from), 'the board that is copied'), items, env))
    for (const { board } of copies) refuseDeletedBoard(board)
    const ids = idsOfCopies(copies, new Map(boards.map(({ from, to }) => [from, to])), env)
    const account = tx.scope(scopeOf('account', env.accountId))
    const at = placeOfSet(account, place, env)
    const ranks = ranksOfSet(boards.map(({ to }) => to))
    for (const [index, { from, to, name }] of boards.entries()) {
      const copy = must(copies[index])
      const { description = null, access = 'main', name: title = '' } = copy.board.board
      const fields = {
        ...at,
        rank: ranks[index] ?? '',
        name: name ?? title,
        description,
        access,
        viewId: openingOfCopy(copy, ids),
        ...(template !== undefined && { template: { ...given(template), at: index, from }, archivedAt: env.now }),
      }
      const board = tx.board(to)
      beginBoard(board, account, fields, env)
      writeCopy(board, copy, ids, env)
    }
    return { boards: boards.map(({ to }) => to), items: copies.reduce((sum, { rows }) => sum + rows.length, 0) }
  },
})
