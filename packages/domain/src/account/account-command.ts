import type * as z from 'zod/mini'
import { defineCommand } from '../command.ts'
import type { Command, CommandEnv } from '../command.ts'
import { must } from '../errors.ts'
import type { Json } from '../json.ts'
import { scopeOf } from '../scope.ts'
import type { ScopeReader } from '../state.ts'
import type { ScopeWriter } from '../transaction.ts'

interface AccountCommand<Args extends object> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  readonly result?: z.ZodMiniType
  readonly can: (account: ScopeReader, args: Args, env: CommandEnv) => boolean
  readonly apply: (account: ScopeWriter, args: Args, env: CommandEnv) => Json | void
  readonly undo?: { readonly none: string }
  readonly internal?: boolean
}

/** Declares a command that reads and writes the account's own scope and nothing else. */
export function defineAccountCommand<Args extends object>(command: AccountCommand<Args>): Command<Args> {
  const { can: may, apply, ...rest } = command
  return defineCommand<string, Args>({
    ...rest,
    version: 1,
    reads: (_args, accountId) => ({ lock: [scopeOf('account', accountId)] }),
    can: (states, args, env) => may(must(states.get(scopeOf('account', env.accountId)), 'the account'), args, env),
    apply: (tx, args, env) => apply(tx.scope(scopeOf('account', env.accountId)), args, env),
  })
}
