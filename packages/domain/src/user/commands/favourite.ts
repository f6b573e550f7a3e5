import * as z from 'zod/mini'
import { boardArg, lastRank } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'

/** Keeps a board at hand, or no longer. */
export const setFavourite = defineCommand({
  name: 'favourite.set',
  version: 1,
  args: z.strictObject({ member: idOf('member'), board: boardArg, favourite: z.boolean() }),
  reads: ({ member }) => ({ lock: [scopeOf('user', member)] }),
  can: (_states, { member }, { principal }) => can(principal, 'own.edit', { ownerId: member }),
  apply: (tx, { member, board, favourite }, { random }) => {
    const own = tx.scope(scopeOf('user', member))
    const known = own.reader.record('favourite', board) !== undefined
    if (favourite && !known) {
      own.create('favourite', board, { rank: rankBetween(lastRank(own.reader.records('favourite')), null, random()) })
    }
    if (!favourite && known) own.drop('favourite', board)
  },
})
