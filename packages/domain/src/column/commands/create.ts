import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, lastRank, nextNumber, rankAfter, titleArg } from '../../board/board-command.ts'
import { maxColumnsPerBoard } from '../../board/limits.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { rankBetween } from '../../rank.ts'
import { jsonValue } from '../../json-value.ts'
import { refuseCycle } from '../cycles.ts'
import { boardsBehind, schemaWith } from '../other-boards.ts'
import { columnRoles, kindUnder } from '../kind.ts'
import { checkedRules } from '../rules/check-rules.ts'
import { columnRulesArg } from '../rules/rules.ts'
import { refuseOtherPartners } from '../../connection/settings.ts'
import { checkedSettings } from '../settings.ts'

/** Adds a column behind another one (null is first; absent is last). Its cells are empty: nothing is written for them. */
export const createColumn = defineBoardCommand({
  name: 'column.create',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('column'),
    kind: z.string(),
    title: titleArg(),
    settings: z.optional(jsonValue(200_000)),
    rules: z.optional(columnRulesArg),
    role: z.optional(z.enum(columnRoles)),
    appliesTo: z.optional(z.enum(['items', 'subitems', 'both'])),
    sourceField: z.optional(z.string().check(z.maxLength(255))),
    after: z.optional(z.nullable(idOf('column'))),
  }),
  result: z.object({ number: z.int() }),
  action: 'board.structure',
  looksBeyond: (states, { board, kind }) => boardsBehind(states, board, (state) => state.derives(null, kind)),
  apply: (board, args, env, tx) => {
    const kind = env.kinds.get(args.kind)
    if (!kind) throw new DomainError('invalid', `There is no column kind "${args.kind}".`, { field: 'kind' })
    const number = nextNumber(board.reader, 'column')
    if (number > maxColumnsPerBoard) {
      throw new DomainError(
        'too-many',
        `A board holds at most ${maxColumnsPerBoard} columns, deleted ones counted. Make another board.`,
        {
          limit: maxColumnsPerBoard,
        },
      )
    }
    const place =
      args.after === undefined
        ? { before: lastRank(board.reader.records('column')), after: null }
        : rankAfter(board.reader.records('column'), args.after)
    const given = checkedSettings(kind, args.settings ?? kind.defaultSettings)
    const settings = env.kinds.completeSettings(kind.id, given, schemaWith(board.reader, tx.boards(), env.principal))
    refuseOtherPartners(kind, undefined, settings)
    const ruled = { number, kind: kindUnder(kind, settings), settings }
    const rules = args.rules === undefined ? null : checkedRules(board.reader, ruled, args.rules)
    const fields = {
      number,
      kind: kind.id,
      settingsVersion: kind.version,
      settings,
      ...(rules !== null && { rules }),
      title: args.title,
      rank: rankBetween(place.before, place.after, env.random()),
      ...(args.role !== undefined && { role: args.role }),
      ...(args.sourceField !== undefined && { sourceField: args.sourceField }),
      appliesTo: args.appliesTo ?? 'both',
    }
    refuseCycle(board.reader, args.id, fields, { ...env, others: tx.boards() })
    board.create('column', args.id, fields)
    return { number }
  },
})
