import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import { DomainError, must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import { defineDocCommand, docArg, docResource, itemOnBoard, touchDocRef } from '../doc-command.ts'
import { followedRights, following, followsBoard } from '../followed-rights.ts'

/**
 * Puts a doc on an item, or takes it off. Who may read it stays as it is, but for one that follows a board: it follows that of
 * its item, and goes on to follow the last one when it is taken off.
 */
export const setDocItem = defineDocCommand({
  name: 'doc.setItem',
  args: z.strictObject({ doc: docArg, on: z.nullable(itemOnBoard) }),
  action: 'doc.edit',
  on: ({ on }) => on,
  apply: (doc, { doc: id, on }, { principal }, { board }) => {
    const { access, boardId } = must(doc.reader.record('doc', id), 'the doc')
    const follows = access === followsBoard && board !== null && boardId !== board.boardId
    if (follows && !can(principal, 'doc.manage', docResource(doc.reader, id))) {
      throw new DomainError(
        'forbidden',
        'This doc is for those who see another board. Ask one of its owners to put it here: who sees it would change.',
      )
    }
    doc.put('doc', id, { itemId: on?.item ?? null, ...(follows && following(board)) })
  },
})

/** Lets those read a doc who may read a board, with the roles that they have there: the board of its item, or the one that it follows already. */
export const followBoard = defineDocCommand({
  name: 'doc.followBoard',
  args: z.strictObject({ doc: docArg, on: itemOnBoard }),
  action: 'doc.manage',
  on: ({ on }) => on,
  apply: (doc, { doc: id, on }, _env, { board }) => {
    if (doc.reader.record('doc', id)?.['itemId'] !== on.item) {
      throw new DomainError('conflict', 'This doc is not on that item any more.')
    }
    doc.put('doc', id, following(must(board, 'the board')))
  },
})

/** Notes who has which role on the board that a doc follows, once that has changed or its item has gone to another board. */
export const renewDocRights = defineCommand({
  name: 'doc.renewRights',
  version: 1,
  args: z.strictObject({ doc: docArg, board: idOf('board') }),
  internal: true,
  undo: { none: 'It follows the rights of a board; those are taken back instead.' },
  reads: ({ doc, board }, accountId) => ({
    lock: [scopeOf('account', accountId), scopeOf('doc', doc)],
    look: [scopeOf('board', board)],
  }),
  can: (states, { doc }, { principal }) => {
    const state = must(states.get(scopeOf('doc', doc)), 'the doc')
    return can(principal, 'own.edit', { ownerId: null }) && state.record('doc', doc) !== undefined
  },
  apply: (tx, { doc: id, board: boardId }, { accountId }) => {
    const doc = tx.scope(scopeOf('doc', id))
    if (doc.reader.record('doc', id)?.['access'] !== followsBoard) return
    const board = must(tx.states.get(scopeOf('board', boardId)), 'the board')
    doc.put('doc', id, { boardId, boardRights: followedRights(boardResource(board, boardId)) })
    touchDocRef(tx.scope(scopeOf('account', accountId)), id)
  },
})
