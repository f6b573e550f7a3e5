import type { CommandEnv, ListedCommand, Patch, Scope, ScopeState, ScopeWrite } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { NewCommand } from './queued-command.ts'

/** Items by row or id; null is all of them. */
export type ItemRefs = readonly (number | string)[] | null

/** A command that waits for the server, with what stands of it in the local states. */
export interface Pending {
  readonly queued: NewCommand
  /** Null until the queue has given it one. */
  n: number | null
  readonly definition: ListedCommand
  readonly args: object
  /** The scopes that it reads or writes. */
  readonly scopes: readonly Scope[]
  /** Those of them that have to be here for it to run here. */
  readonly needs: readonly Scope[]
  /** The items that it looks at; null is whole boards. */
  readonly items: ItemRefs
  /** What takes its effect back, newest last. Empty where it has none now. */
  effects: readonly Effect[]
  /** What it wrote when it last ran. */
  writes: readonly ScopeWrite[]
  /** The scopes in which the server's own change has arrived: there its effect is confirmed. */
  readonly confirmed: Set<Scope>
  /** A good answer, kept until the open scopes have reached its versions. */
  answer: Extract<Answer, { readonly ok: true }> | null
}

/** What takes an optimistic command back in one scope. */
export interface Effect {
  readonly scope: Scope
  readonly back: readonly Patch[]
}

/** The local states: the confirmed ones with the effects of the pending commands in place. */
export type LocalStates = ReadonlyMap<Scope, ScopeState>

/** With what a command runs here; null where it cannot be judged here now. */
export type EnvOf = (command: Pending) => CommandEnv | null

/**
 * The pending commands whose effects must go before a scope may change: those that touch it, and those that touch what
 * these touch. In the order in which they were run.
 */
export function affectedBy(pending: readonly Pending[], scopes: Iterable<Scope>): Pending[] {
  const dirty = new Set(scopes)
  const found = new Set<Pending>()
  for (let size = -1; size !== found.size;) {
    size = found.size
    for (const command of pending) {
      if (found.has(command) || !command.scopes.some((scope) => dirty.has(scope))) continue
      found.add(command)
      for (const scope of command.scopes) dirty.add(scope)
    }
  }
  return pending.filter((command) => found.has(command))
}

/** Takes the effects of commands back, the newest first: the states are as the server confirmed them. */
export function takeBackAll(commands: readonly Pending[], states: LocalStates): void {
  for (const command of commands.toReversed()) {
    for (const { scope, back } of command.effects.toReversed()) states.get(scope)?.takeBack(back)
    command.effects = []
  }
}

/**
 * Runs commands on the states again, the oldest first. One that is refused now, for whatever reason, stays without effect
 * until the server has answered it.
 */
export function runAllAgain(commands: readonly Pending[], states: LocalStates, env: EnvOf): void {
  for (const command of commands) {
    try {
      apply(command, states, env)
    } catch {
      // The server judges it; nothing of it stands here.
      takeBackAll([command], states)
    }
  }
}

/** Runs one command on the states. Throws where it is refused; does nothing where it cannot be judged here. */
export function apply(command: Pending, states: LocalStates, envOf: EnvOf): void {
  const env = envOf(command)
  if (!env) return
  // Where a part is confirmed, running it anew would see its own work: the other part stands as it was.
  if (command.confirmed.size === 0) command.writes = command.definition.run(command.args, states, env).writes
  const effects: Effect[] = []
  command.effects = effects
  for (const { scope, patches } of command.writes) {
    const state = states.get(scope)
    if (!state || command.confirmed.has(scope)) continue
    effects.push({ scope, back: state.patch(patches, command.queued.runAt, env.principal.memberId) })
  }
}
