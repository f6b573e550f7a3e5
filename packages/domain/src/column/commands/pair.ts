import * as z from 'zod/mini'
import { boardArg, knownRecord, lastRank, liveRecord, nextNumber, titleArg } from '../../board/board-command.ts'
import { maxColumnsPerBoard } from '../../board/limits.ts'
import { defineCommand } from '../../command.ts'
import type { States } from '../../command.ts'
import { backwards, fillBackwards } from '../../connection/backwards.ts'
import { columnById, connectionsOf, partnerOf } from '../../connection/connection.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import type { Principal } from '../../principal.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'

const bothBoards = { board: boardArg, id: idOf('column'), other: boardArg }
const reads = ({ board, other }: { readonly board: string; readonly other: string }) => ({
  lock: [scopeOf('board', board), scopeOf('board', other)],
})

function mayStructureBoth(
  states: States,
  { board, other }: { readonly board: string; readonly other: string },
  { principal }: { readonly principal: Principal },
): boolean {
  return [board, other].every((id) => {
    const state = must(states.get(scopeOf('board', id)), 'the board')
    return state.record('board', id) !== undefined && can(principal, 'board.structure', boardResource(state, id))
  })
}

/**
 * Shows the connections of a column to another board there too, in a new column: from then on both say the same, whichever is
 * edited. Undo
 * takes the new column away again; what was connected through it stays in the other.
 */
export const pairColumn = defineCommand({
  name: 'column.pair',
  version: 1,
  args: z.strictObject({ ...bothBoards, partner: idOf('column'), title: titleArg() }),
  result: z.object({ number: z.int() }),
  reads,
  can: mayStructureBoth,
  apply: (tx, { board: boardId, id, other: otherId, partner, title }, env) => {
    const [board, other] = [tx.board(boardId), tx.board(otherId)]
    for (const { reader } of [board, other]) refuseDeletedBoard(reader)
    knownRecord(board.reader, 'column', id, env)
    liveRecord(board.reader, 'column', id)
    const column = columnById(board.reader, id)
    const withPartner = column?.kind.connections?.withPartner
    if (!column || !withPartner)
      throw new DomainError('invalid', 'Only a connection can be shown on both boards.', { id })
    if (!connectionsOf(column)?.boards.some((entry) => entry.board === otherId)) throw notFound('board')
    if (partnerOf({ board: boardId, column }, other.reader)) {
      throw new DomainError('conflict', 'This connection is shown on the other board already.', { id })
    }
    const number = nextNumber(other.reader, 'column')
    if (number > maxColumnsPerBoard) {
      throw new DomainError('too-many', `A board holds at most ${maxColumnsPerBoard} columns, deleted ones counted.`, {
        limit: maxColumnsPerBoard,
      })
    }
    const { kind } = column
    board.put('column', id, { settings: withPartner(column.settings, otherId, partner), settingsVersion: kind.version })
    other.create('column', partner, {
      number,
      kind: kind.id,
      settingsVersion: kind.version,
      settings: withPartner(kind.defaultSettings, boardId, id),
      title,
      rank: rankBetween(lastRank(other.reader.records('column')), null, env.random()),
      appliesTo: 'both',
    })
    fillBackwards(other, number, backwards(board.reader, column, other.reader))
    return { number }
  },
})

/** Shows connections on the board of one column only: the column on the other board stays as it is and stands alone. */
export const unpairColumn = defineCommand({
  name: 'column.unpair',
  version: 1,
  args: z.strictObject(bothBoards),
  reads,
  can: mayStructureBoth,
  apply: (tx, { board: boardId, id, other: otherId }, env) => {
    const [board, other] = [tx.board(boardId), tx.board(otherId)]
    knownRecord(board.reader, 'column', id, env)
    const column = columnById(board.reader, id)
    const partner = column && partnerOf({ board: boardId, column }, other.reader)
    if (!column || !partner)
      throw new DomainError('conflict', 'This connection is not shown on the other board.', { id })
    for (const [writer, of, to] of [
      [board, column, otherId],
      [other, partner.column, boardId],
    ] as const) {
      const settings = of.kind.connections?.withPartner?.(of.settings, to, null)
      if (settings !== undefined) writer.put('column', of.id, { settings, settingsVersion: of.kind.version })
    }
  },
})
