import type * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import type { Command, CommandEnv } from '../../command.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import type { ScopeWriter } from '../../transaction.ts'

interface OwnCommand<Args extends object> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  readonly apply: (own: ScopeWriter, args: Args, env: CommandEnv) => void
  readonly undo?: { readonly none: string }
  readonly internal?: boolean
}

/** Declares a command on a person's own things, which nobody else may touch. */
export function defineOwnCommand<const N extends string, Args extends { readonly member: string }>(
  command: OwnCommand<Args> & { readonly name: N },
): Command<Args> & { readonly name: N } {
  const { apply, ...rest } = command
  return defineCommand<N, Args>({
    ...rest,
    version: 1,
    reads: ({ member }) => ({ lock: [scopeOf('user', member)] }),
    can: (_states, { member }, { principal }) => can(principal, 'own.edit', { ownerId: member }),
    apply: (tx, args, env) => apply(tx.scope(scopeOf('user', args.member)), args, env),
  })
}
