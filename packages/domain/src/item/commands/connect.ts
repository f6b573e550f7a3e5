import * as z from 'zod/mini'
import { boardArg, itemRef, rowsOf } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv } from '../../command.ts'
import { connectionsOf, refsOf, without } from '../../connection/connection.ts'
import { boardsThatWait, placeOf, refuseCycles } from '../../connection/cycles.ts'
import { LinkWriter } from '../../connection/link-writer.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import { jsonValue } from '../../json-value.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { checkedValue, editableColumn } from '../cells.ts'
import { refuseDeletedBoard } from '../purged.ts'

/**
 * Sets one column that names items, of one or many items. `also` are the other boards to which the column connects; they are
 * locked, because a column may show the same on them. `values` has one entry an item or a single one for all.
 */
export const connectItems = defineCommand({
  name: 'item.connect',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    column: z.int(),
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(500)),
    values: z.array(jsonValue(100_000)).check(z.minLength(1), z.maxLength(500)),
    also: z.array(boardArg).check(z.maxLength(20)),
  }),
  result: z.object({ changed: z.int() }),
  reads: ({ board, also }) => ({
    lock: [board, ...also].map((id) => scopeOf('board', id)),
    needs: [scopeOf('board', board)],
  }),
  looksBeyond: boardsThatWait,
  judgesBeyond: true,
  can: (states, { board }, { principal }) => {
    const state = must(states.get(scopeOf('board', board)), 'the board')
    return state.record('board', board) !== undefined && can(principal, 'item.edit', boardResource(state, board))
  },
  apply: (tx, { board: boardId, column: number, rows: refs, values: given, also }, env) => {
    const writer = tx.board(boardId)
    const { reader } = writer
    refuseDeletedBoard(reader)
    if (given.length !== 1 && given.length !== refs.length) {
      throw new DomainError('invalid', 'Give one value for all items, or one for each.', { field: 'values' })
    }
    const column = editableColumn(reader, number, env)
    const connections = connectionsOf(column)
    if (!connections) {
      throw new DomainError('invalid', 'This column names no items: its cells are set by item.setCells.', {
        column: number,
      })
    }
    const others = connections.boards.map(({ board }) => board).filter((id) => id !== boardId)
    if (without(others, also).length > 0) {
      const message = 'This column connects to other boards than was thought: try again.'
      throw new DomainError('conflict', message, { boards: others })
    }
    const checked = given.map((value) => checkedValue(column, value))
    const rows = rowsOf(reader, refs)
    const boards = tx.boards()
    const offered = connections.boards.flatMap(({ board }) => boards.get(board) ?? [])
    const isWhole = offered.length === connections.boards.length
    const changed = new Map<number, Json>()
    const links = new LinkWriter(tx, writer, column)
    rows.forEach((row, index) => {
      const value = (checked.length === 1 ? checked[0] : checked[index]) ?? null
      const now = reader.cell(row, number)
      if (sameJson(now, value)) return
      const [before, after] = [refsOf(column, now), refsOf(column, value)]
      const added = without(after, before)
      // An item that is on none of the boards here may be on one that only the server has.
      for (const id of added) if (isWhole || placeOf(id, offered)) refuseUnknown(id, offered, env)
      links.note(row, added, without(before, after))
      changed.set(row, value)
    })
    if (changed.size === 0) return { changed: 0 }
    if (connections.acyclic === true) {
      refuseCycles(boards.values(), { board: reader, column, values: changed }, env.principal)
    }
    writer.setCells(number, [...changed.keys()], [...changed.values()])
    links.write(env)
    return { changed: changed.size }
  },
})

/** One answer for an item that is not there, is deleted, stands on a board to which the column does not lead, or is hidden. */
function refuseUnknown(id: string, boards: readonly BoardReader[], { principal }: CommandEnv): void {
  const place = placeOf(id, boards)
  if (!place || place.board.system(place.row, 'deletedAt') !== null) throw notFound('item')
  if (place.board.board['deletedAt'] !== undefined) throw notFound('item')
  if (!can(principal, 'board.read', boardResource(place.board, place.board.boardId))) throw notFound('item')
}
