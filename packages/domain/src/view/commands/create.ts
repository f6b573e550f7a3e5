import * as z from 'zod/mini'
import { boardArg, lastRank, titleArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { checkSettings, viewKind, viewKindId } from '../kinds/all.ts'
import { boardViewSpec } from '../spec.ts'

/** Saves a view of a board, for everybody or for oneself. */
export const createView = defineCommand({
  name: 'view.create',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('view'),
    name: titleArg(),
    kind: viewKindId,
    mine: z.boolean(),
    spec: boardViewSpec,
  }),
  reads: ({ board }) => ({ lock: [scopeOf('board', board)] }),
  can: (states, { board, mine }, { principal }) => {
    const state = must(states.get(scopeOf('board', board)), 'the board')
    const ownerId = mine ? principal.memberId : null
    return can(principal, 'view.edit', { ...boardResource(state, board), ownerId })
  },
  apply: (tx, { board: boardId, id, name, kind, mine, spec }, { principal, random }) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    checkSettings(must(viewKind(kind), 'a kind that the schema takes'), spec)
    const rank = rankBetween(lastRank(board.reader.records('view')), null, random())
    board.create('view', id, { name, kind, spec, rank, ...(mine && { ownerId: principal.memberId }) })
  },
})
