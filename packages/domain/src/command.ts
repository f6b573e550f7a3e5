import type * as z from 'zod/mini'
import type { BoardReader } from './board/board-reader.ts'
import type { Cause, LoggedChange } from './change.ts'
import type { FormatContext, ParseContext } from './column/kind.ts'
import type { KindRegistry } from './column/kind-registry.ts'
import { DomainError } from './errors.ts'
import type { AccountId } from './ids.ts'
import type { Json } from './json.ts'
import type { Principal } from './principal.ts'
import type { Scope } from './scope.ts'
import type { ScopeState } from './state.ts'
import { Transaction } from './transaction.ts'
import type { ScopeWrite } from './transaction.ts'

/** What a command gets beside its arguments. Clock, ids and randomness are arguments, so both sides run the same code. */
export interface CommandEnv {
  readonly accountId: AccountId
  readonly principal: Principal
  readonly now: number
  readonly kinds: KindRegistry
  /** The account's time zone. */
  readonly timeZone: string
  /** Only a part of what it looks at is here: rules of columns, which may look at all of it, are left to the server. */
  readonly partly?: boolean
  /** Takes work of more than a moment, to do it in slices until it answers false; without it all is done at once. */
  readonly later?: (work: () => boolean) => void
  readonly newId: () => string
  /** A number in [0, 1). */
  readonly random: () => number
  /** The logged changes that the command declared, those of them that exist. */
  readonly changes: readonly LoggedChange[]
}

/** What a command reads: scopes it locks, and scopes it only looks at to decide about rights. */
export interface CommandReads {
  readonly lock: readonly Scope[]
  readonly look?: readonly Scope[]
  /**
   * Those of these without which it cannot run on a client; all of them where absent. On a client it does what it can to the
   * others where they are here, and leaves to the server what they say where they are not. The server has all of them.
   */
  readonly needs?: readonly Scope[]
  /** The items that it looks at, by row or id, where it needs no other of the board. */
  readonly items?: readonly (number | string)[]
  /** Items whose boards, whichever they are by now, are looked at too. A client has none of them. */
  readonly homes?: readonly string[]
  /** Changes of the log that the command needs. */
  readonly changes?: readonly ChangePlace[]
}

/** Where a change stands in the log. */
export interface ChangePlace {
  readonly scope: Scope
  readonly version: number
}

/** The states of the scopes that a command declared. */
export type States = ReadonlyMap<Scope, ScopeState>

/**
 * A named change that a principal asks for. `apply` is synchronous and pure; it contains no SQL and enqueues nothing.
 * The HTTP call, the CLI call, the audit line and the permission test derive from it.
 */
export interface Command<Args extends object = object> {
  readonly name: string
  /** Raised when `args` change shape; `upcasts[i]` takes arguments of version i + 1 to i + 2. */
  readonly version: number
  readonly upcasts?: readonly ((args: Json) => Json)[]
  readonly args: z.ZodMiniType<Args>
  /** What `apply` gives; without it, nothing. */
  readonly result?: z.ZodMiniType
  readonly reads: (args: Args, accountId: AccountId) => CommandReads
  /**
   * Scopes to look at that only those of `reads` name: the board of a message that is taken back. Asked again with what it
   * named, until it names nothing new. A client has none of them.
   */
  readonly looksBeyond?: (states: States, args: Args) => readonly Scope[]
  /** By these it only judges, and copies nothing of them: items of which the principal may not know count too. */
  readonly judgesBeyond?: boolean
  /** Whether the principal may; asked before anything is said about existence. */
  readonly can: (states: States, args: Args, env: CommandEnv) => boolean
  readonly apply: (tx: Transaction, args: Args, env: CommandEnv) => Json | void
  /**
   * The same for an item that went to another board before the command came: what somebody typed on a page that did not know of
   * it is done there. Null where it cannot be.
   */
  readonly follow?: (args: Args, moved: MovedItem) => Args | null
  /** Why the change came about, where it is not simply a person's doing. */
  readonly cause?: (env: CommandEnv) => Cause
  /** Commands are undone by their inverse, unless they say why they cannot be. */
  readonly undo?: { readonly none: string }
  /** The rules of columns are asked of what every command writes, unless it says why not. */
  readonly rules?: { readonly none: string }
  /** It puts back or copies what stood in cells: what columns take by now is not asked. */
  readonly standing?: boolean
  /** What asks them, once all is written: the list of commands gives it to each. */
  readonly settle?: (tx: Transaction, env: CommandEnv) => void
  /** Only the server can run it: it needs the log, or secrets. */
  readonly serverOnly?: boolean
  /** Only the server itself may run it. */
  readonly internal?: boolean
}

/** An item that is on another board than a command says. */
export interface MovedItem {
  readonly item: string
  readonly from: BoardReader
  readonly to: BoardReader
  readonly texts: ParseContext & FormatContext
}

/** Declares a command; the types of the arguments are inferred from its schema. */
export function defineCommand<const N extends string, Args extends object>(
  command: Command<Args> & { readonly name: N },
): Command<Args> & { readonly name: N } {
  return command
}

/** What running a command gives. */
export interface CommandOutcome {
  readonly writes: readonly ScopeWrite[]
  readonly result: Json
}

/** Brings the arguments of an older client to the command's shape and checks them. */
export function parseArgs<Args extends object>(command: Command<Args>, version: number, args: unknown): Args {
  if (!Number.isInteger(version) || version < 1 || version > command.version) {
    throw new DomainError('unsupported', `${command.name} version ${version} is not known here: reload the page.`)
  }
  let current = args as Json
  for (let at = version; at < command.version; at++) current = command.upcasts?.[at - 1]?.(current) ?? current
  const parsed = command.args.safeParse(current)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.')
  throw new DomainError(
    'invalid',
    `${command.name}: ${where ? `${where}: ` : ''}${issue?.message ?? 'bad arguments'}`,
    {
      command: command.name,
      field: where ?? '',
    },
  )
}

/**
 * Runs a command on states: asks `can` first, then `apply`, then the rules of columns. Changes nothing; throws a DomainError where
 * it is refused.
 */
export function runCommand<Args extends object>(
  command: Command<Args>,
  args: Args,
  states: States,
  env: CommandEnv,
): CommandOutcome {
  if (!command.can(states, args, env)) {
    throw new DomainError('forbidden', 'You have no right to do this, or it does not exist.', { command: command.name })
  }
  const tx = new Transaction(states, env.now)
  const result = command.apply(tx, args, env) ?? null
  command.settle?.(tx, env)
  return { writes: tx.writes(), result }
}
