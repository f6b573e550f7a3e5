import * as z from 'zod/mini'
import { boardArg, liveRecord, rankAfter } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { defineCommand } from '../../command.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import type { Fields } from '../../record.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { ownerOf } from '../opening-view.ts'
import { mayEditView } from './change.ts'

/** Moves a view behind another one (null is first). Those of everybody have one order; each person's own stand behind them. */
export const moveView = defineCommand({
  name: 'view.move',
  version: 1,
  args: z.strictObject({ board: boardArg, id: idOf('view'), after: z.nullable(idOf('view')) }),
  reads: ({ board }) => ({ lock: [scopeOf('board', board)] }),
  can: mayEditView,
  apply: (tx, { board: boardId, id, after }, { principal, random }) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    liveRecord(board.reader, 'view', id)
    if (after !== null) knownView(board.reader, after, principal.memberId)
    if (after === id) throw new DomainError('invalid', 'A view cannot be put behind itself.', { field: 'after' })
    const others = [...board.reader.records('view')].filter(([other]) => other !== id)
    const place = rankAfter(others, after)
    board.put('view', id, { rank: rankBetween(place.before, place.after, random()) })
  },
})

/**
 * Says with which view a board opens: for everybody, or for oneself, which comes before that; null takes it back. Whoever may see a
 * board may choose for themselves.
 */
export const setOpeningView = defineCommand({
  name: 'view.setOpening',
  version: 1,
  args: z.strictObject({ board: boardArg, id: z.nullable(idOf('view')), mine: z.boolean() }),
  reads: ({ board }) => ({ lock: [scopeOf('board', board)] }),
  can: (states, { board, mine }, { principal }) => {
    const state = must(states.get(scopeOf('board', board)), 'the board')
    const resource = boardResource(state, board)
    if (mine) return can(principal, 'view.edit', { ...resource, ownerId: principal.memberId })
    return state.record('board', board) !== undefined && can(principal, 'board.manage', resource)
  },
  apply: (tx, { board: boardId, id, mine }, { principal }) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    const { memberId } = principal
    const view = id === null ? null : knownView(board.reader, id, memberId)
    if (id !== null) liveRecord(board.reader, 'view', id)
    if (!mine) {
      if (view !== null && ownerOf(view) !== null) {
        throw new DomainError('invalid', 'A board opens with a view that everyone sees: this one is yours alone.')
      }
      board.put('board', boardId, { viewId: id })
      return
    }
    if (memberId === null)
      throw new DomainError('invalid', 'Only people choose with which view a board opens for them.')
    const isChosen = board.reader.record('viewChoice', memberId) !== undefined
    if (id !== null && isChosen) board.put('viewChoice', memberId, { viewId: id })
    else if (id !== null) board.create('viewChoice', memberId, { viewId: id })
    else if (isChosen) board.drop('viewChoice', memberId)
  },
})

/** A view that somebody may know of: one answer for what is missing and what is somebody else's own. */
function knownView(board: BoardReader, id: string, memberId: string | null): Fields {
  const view = board.record('view', id)
  if (!view || ![null, memberId].includes(ownerOf(view))) throw notFound('view')
  return view
}
