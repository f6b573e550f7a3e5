import * as z from 'zod/mini'
import { boardArg, lastRank, rankAfter } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { DomainError, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'

/** Keeps a board or a doc at hand, or no longer. */
export const setFavourite = defineCommand({
  name: 'favourite.set',
  version: 1,
  args: z.strictObject({
    member: idOf('member'),
    /** Either a board or a doc. */
    board: z.optional(boardArg),
    doc: z.optional(idOf('doc')),
    favourite: z.boolean(),
  }),
  reads: ({ member }) => ({ lock: [scopeOf('user', member)] }),
  can: (_states, { member }, { principal }) => can(principal, 'own.edit', { ownerId: member }),
  apply: (tx, { member, board, doc, favourite }, { random }) => {
    const own = tx.scope(scopeOf('user', member))
    const id = board ?? doc
    if (id === undefined || (board !== undefined && doc !== undefined)) {
      throw new DomainError('invalid', 'Name either a board or a doc.', { field: 'board' })
    }
    const known = own.reader.record('favourite', id) !== undefined
    if (favourite && !known) {
      own.create('favourite', id, { rank: rankBetween(lastRank(own.reader.records('favourite')), null, random()) })
    }
    if (!favourite && known) own.drop('favourite', id)
  },
})

/** Puts a favourite behind another one (null is first). The id of a favourite is that of what is kept at hand. */
export const moveFavourite = defineCommand({
  name: 'favourite.move',
  version: 1,
  args: z.strictObject({
    member: idOf('member'),
    id: idOf('favourite'),
    after: z.nullable(idOf('favourite')),
  }),
  reads: ({ member }) => ({ lock: [scopeOf('user', member)] }),
  can: (_states, { member }, { principal }) => can(principal, 'own.edit', { ownerId: member }),
  apply: (tx, { member, id, after }, { random }) => {
    const own = tx.scope(scopeOf('user', member))
    for (const each of after === null ? [id] : [id, after]) {
      if (!own.reader.record('favourite', each)) throw notFound('favourite')
    }
    if (after === id) throw new DomainError('invalid', 'A favourite cannot be put behind itself.', { field: 'after' })
    const others = [...own.reader.records('favourite')].filter(([other]) => other !== id)
    const place = rankAfter(others, after)
    own.put('favourite', id, { rank: rankBetween(place.before, place.after, random()) })
  },
})
