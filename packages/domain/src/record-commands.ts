import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, knownRecord, liveRecord, rankAfter } from './board/board-command.ts'
import type { BoardAction } from './board/board-command.ts'
import { refuseCycle } from './column/cycles.ts'
import { boardsBehind } from './column/other-boards.ts'
import { DomainError, notFound } from './errors.ts'
import { idOf } from './ids.ts'
import { rankBetween } from './rank.ts'
import { keptRecord } from './trash/purged-record.ts'

/** The records of a board that people move, delete and restore in the same way. */
type Arranged = 'group' | 'column' | 'view'

/** Moves a record of a board behind another one (null is first). */
export function defineMove(table: Arranged, action: BoardAction) {
  return defineBoardCommand({
    name: `${table}.move`,
    version: 1,
    args: z.strictObject({ board: boardArg, id: idOf(table), after: z.nullable(idOf(table)) }),
    action,
    apply: (board, { id, after }, env) => {
      knownRecord(board.reader, table, id, env)
      liveRecord(board.reader, table, id)
      if (after !== null && !board.reader.record(table, after)) throw notFound(table)
      if (after === id) throw new DomainError('invalid', `A ${table} cannot be put behind itself.`, { field: 'after' })
      const others = [...board.reader.records(table)].filter(([other]) => other !== id)
      const place = rankAfter(others, after)
      board.put(table, id, { rank: rankBetween(place.before, place.after, env.random()) })
    },
  })
}

/** Puts a record of a board into the trash; what hangs on it stays with it. */
export function defineDelete(table: Arranged, action: BoardAction) {
  return defineBoardCommand({
    name: `${table}.delete`,
    version: 1,
    args: z.strictObject({ board: boardArg, id: idOf(table) }),
    action,
    apply: (board, { id }, env) => {
      knownRecord(board.reader, table, id, env)
      liveRecord(board.reader, table, id)
      board.put(table, id, { deletedAt: env.now })
    },
  })
}

/** Takes a record of a board out of the trash. */
export function defineRestore(table: Arranged, action: BoardAction) {
  return defineBoardCommand({
    name: `${table}.restore`,
    version: 1,
    args: z.strictObject({ board: boardArg, id: idOf(table) }),
    action,
    looksBeyond: (states, { board, id }) =>
      table === 'column' ? boardsBehind(states, board, (state) => state.derives(id)) : [],
    apply: (board, { id }, env, tx) => {
      knownRecord(board.reader, table, id, env)
      const fields = keptRecord(board.reader, table, id)
      if (table === 'column') refuseCycle(board.reader, id, fields, { ...env, others: tx.boards() })
      board.put(table, id, { deletedAt: null })
    },
  })
}
