import type * as z from 'zod/mini'
import { defineCommand } from '../command.ts'
import type { Command, CommandEnv } from '../command.ts'
import { must } from '../errors.ts'
import { refuseDeletedBoard, refusePurgedBoard } from '../item/purged.ts'
import type { Json } from '../json.ts'
import { can } from '../rights/can.ts'
import { boardResource } from '../rights/board-resource.ts'
import { scopeOf } from '../scope.ts'
import type { BoardWriter, ScopeWriter } from '../transaction.ts'
import type { BoardAction } from './board-command.ts'
import { touchBoardRef } from './ref.ts'

interface TreeCommand<Args extends { readonly board: string }> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  readonly action: BoardAction
  readonly apply: (board: BoardWriter, args: Args, env: CommandEnv, account: ScopeWriter) => Json | void
  readonly undo?: { readonly none: string }
  readonly internal?: boolean
  /** It is for boards in the trash. */
  readonly inTrash?: boolean
}

/**
 * Declares a command on a board whose effect shows in the workspace tree or in who sees what of the board. It writes the account's
 * scope, too, where the audit finds it.
 */
export function defineTreeCommand<Args extends { readonly board: string }>(command: TreeCommand<Args>): Command<Args> {
  const { action, apply, inTrash, ...rest } = command
  return defineCommand<string, Args>({
    ...rest,
    version: 1,
    reads: ({ board }, accountId) => ({ lock: [scopeOf('account', accountId), scopeOf('board', board)] }),
    can: (states, { board }, { principal }) => {
      const state = must(states.get(scopeOf('board', board)), 'the board')
      return state.record('board', board) !== undefined && can(principal, action, boardResource(state, board))
    },
    apply: (tx, args, env) => {
      const account = tx.scope(scopeOf('account', env.accountId))
      const board = tx.board(args.board)
      if (inTrash === true) refusePurgedBoard(board.reader)
      else if (command.internal !== true) refuseDeletedBoard(board.reader)
      const result = apply(board, args, env, account)
      touchBoardRef(account, args.board)
      return result
    },
  })
}
