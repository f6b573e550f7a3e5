import * as z from 'zod/mini'
import {
  boardArg,
  colourArg,
  defineBoardCommand,
  nextNumber,
  rankAfter,
  lastRank,
  titleArg,
} from '../../board/board-command.ts'
import { maxGroupsPerBoard } from '../../board/limits.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'

/** Makes a group behind another one (null is first; absent is last). */
export const createGroup = defineBoardCommand({
  name: 'group.create',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('group'),
    title: titleArg(),
    colour: z.optional(colourArg),
    after: z.optional(z.nullable(idOf('group'))),
  }),
  result: z.object({ number: z.int() }),
  action: 'board.structure',
  apply: (board, { id, title, colour, after }, { random }) => {
    const number = nextNumber(board.reader, 'group')
    if (number > maxGroupsPerBoard) {
      throw new DomainError(
        'too-many',
        `A board holds at most ${maxGroupsPerBoard} groups, deleted ones counted. Make another board.`,
        {
          limit: maxGroupsPerBoard,
        },
      )
    }
    const place =
      after === undefined
        ? { before: lastRank(board.reader.records('group')), after: null }
        : rankAfter(board.reader.records('group'), after)
    const rank = rankBetween(place.before, place.after, random())
    board.create('group', id, { number, title, colour: colour ?? 'blue', rank })
    return { number }
  },
})
