import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, knownRecord, liveRecord, titleArg } from '../../board/board-command.ts'
import { toBoardColumn } from '../../board/columns.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { jsonValue } from '../../json-value.ts'
import { refuseCycle } from '../cycles.ts'
import { hasDependents, renewDependents } from '../dependents.ts'
import { boardsBehind, schemaWith } from '../other-boards.ts'
import { columnRoles, kindUnder } from '../kind.ts'
import { checkedRules } from '../rules/check-rules.ts'
import { columnRulesArg } from '../rules/rules.ts'
import { columnById } from '../../connection/connection.ts'
import { refuseOtherPartners } from '../../connection/settings.ts'
import { checkedSettings } from '../settings.ts'

/** Renames a column, describes it, gives it a role, or changes its settings. */
export const updateColumn = defineBoardCommand({
  name: 'column.update',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('column'),
    title: z.optional(titleArg()),
    description: z.optional(z.nullable(z.string().check(z.maxLength(2_000)))),
    role: z.optional(z.nullable(z.enum(columnRoles))),
    appliesTo: z.optional(z.enum(['items', 'subitems', 'both'])),
    settings: z.optional(jsonValue(200_000)),
    /** What the column asks of its cells from now on; null is nothing. Cells that stand there are asked nothing. */
    rules: z.optional(z.nullable(columnRulesArg)),
  }),
  action: 'board.structure',
  looksBeyond: (states, { board, id, settings }) =>
    settings === undefined ? [] : boardsBehind(states, board, (state) => state.derives(id) || hasDependents(state, id)),
  apply: (board, { id, settings, title, description, role, appliesTo, rules }, env, tx) => {
    knownRecord(board.reader, 'column', id, env)
    const fields = liveRecord(board.reader, 'column', id)
    const kind = env.kinds.get(String(fields['kind']))
    if (!kind) throw new DomainError('unsupported', 'This column is of a kind that is not known here.', { id })
    if (settings !== undefined) refuseOtherPartners(kind, columnById(board.reader, id)?.settings, settings)
    const shape = settings === undefined ? columnById(board.reader, id)?.settings : checkedSettings(kind, settings)
    const ruled = { number: Number(fields['number']), kind: kindUnder(kind, shape ?? null), settings: shape ?? null }
    const changes = {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(role !== undefined && { role }),
      ...(appliesTo !== undefined && { appliesTo }),
      ...(settings !== undefined && {
        settings: env.kinds.completeSettings(
          kind.id,
          checkedSettings(kind, settings),
          schemaWith(board.reader, tx.boards(), env.principal),
        ),
        settingsVersion: kind.version,
      }),
      ...(rules !== undefined && { rules: checkedRules(board.reader, ruled, rules) }),
    }
    refuseCycle(board.reader, id, { ...fields, ...changes }, { ...env, others: tx.boards() })
    board.put('column', id, changes)
    if (settings !== undefined) {
      const schema = schemaWith(board.reader, tx.boards(), env.principal)
      const after = toBoardColumn(id, { ...fields, ...changes }, env.kinds)
      if (after) renewDependents(board, after.number, new Map([[after.number, after]]), { kinds: env.kinds, schema })
    }
  },
})
