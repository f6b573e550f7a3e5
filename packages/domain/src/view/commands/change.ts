import * as z from 'zod/mini'
import { boardArg, liveRecord, titleArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import type { CommandEnv, States } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { refuseDeletedBoard } from '../../item/purged.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { keptRecord } from '../../trash/purged-record.ts'
import { checkSettings, viewKind, viewKindId } from '../kinds/all.ts'
import { boardViewSpec } from '../spec.ts'

const target = { board: boardArg, id: idOf('view') }

/** Renames a view, or changes what it shows or how: with another kind, settings of the one before are no longer its own. */
export const updateView = defineCommand({
  name: 'view.update',
  version: 1,
  args: z.strictObject({
    ...target,
    name: z.optional(titleArg()),
    kind: z.optional(viewKindId),
    spec: z.optional(boardViewSpec),
  }),
  reads: ({ board }) => ({ lock: [scopeOf('board', board)] }),
  can: mayEditView,
  apply: (tx, { board: boardId, id, name, kind, spec }) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    const view = liveRecord(board.reader, 'view', id)
    const shown = viewKind(kind ?? view['kind'])
    if (shown) checkSettings(shown, spec)
    board.put('view', id, {
      ...(name !== undefined && { name }),
      ...(kind !== undefined && { kind }),
      ...(spec !== undefined && { spec }),
    })
  },
})

/** Puts a view into the trash. */
export const deleteView = defineCommand({
  name: 'view.delete',
  version: 1,
  args: z.strictObject(target),
  reads: ({ board }) => ({ lock: [scopeOf('board', board)] }),
  can: mayEditView,
  apply: (tx, { board: boardId, id }, { now }) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    liveRecord(board.reader, 'view', id)
    board.put('view', id, { deletedAt: now })
  },
})

/** Takes a view out of the trash. */
export const restoreView = defineCommand({
  name: 'view.restore',
  version: 1,
  args: z.strictObject(target),
  reads: ({ board }) => ({ lock: [scopeOf('board', board)] }),
  can: mayEditView,
  apply: (tx, { board: boardId, id }) => {
    const board = tx.board(boardId)
    refuseDeletedBoard(board.reader)
    keptRecord(board.reader, 'view', id)
    board.put('view', id, { deletedAt: null })
  },
})

/** Whether somebody may change a view: their own, or everybody's where they may edit. */
export function mayEditView(
  states: States,
  args: { readonly board: string; readonly id: string },
  env: CommandEnv,
): boolean {
  const state = must(states.get(scopeOf('board', args.board)), 'the board')
  const view = state.record('view', args.id)
  if (!view) return false
  const ownerId = typeof view['ownerId'] === 'string' ? view['ownerId'] : null
  return can(env.principal, 'view.edit', { ...boardResource(state, args.board), ownerId })
}
