import { BoardState, must, sameJson } from '@fulcrum/domain'
import type { Scope, ScopeState } from '@fulcrum/domain'
import type { Answer, WireChange } from '@fulcrum/protocol'
import { affectedBy, apply, runAllAgain, takeBackAll } from './overlay.ts'
import type { EnvOf, Pending } from './overlay.ts'

/** An item that this client made and that stands in another row than before: the server had the last word on rows. */
export interface MovedRow {
  readonly from: number
  readonly to: number
}

/** What a store tells after each step: which scopes look different. */
export type StoreListener = (touched: ReadonlyMap<Scope, readonly MovedRow[]>) => void

export interface StoreOptions {
  /** The id under which this client's own changes come back; null until it is known. */
  readonly clientId: () => string | null
  readonly env: EnvOf
  readonly onChanged: StoreListener
  /** A pending command needs nothing more: it was refused, or its changes are here. */
  readonly onSettled: (command: Pending) => void
}

/**
 * The optimistic store: confirmed states with the effects of pending commands in place. Everything here is synchronous and
 * knows neither sockets nor storage.
 */
export interface Store {
  readonly states: ReadonlyMap<Scope, ScopeState>
  readonly pending: readonly Pending[]
  /** Says that a scope is wanted: good answers wait for its state. */
  readonly expect: (scope: Scope) => void
  /** The state is gone and will be had again: good answers go on waiting for it. */
  readonly lose: (scope: Scope) => void
  /** Forgets a scope. */
  readonly forget: (scope: Scope) => void
  /** Puts a confirmed state in place of what was there. */
  readonly replace: (state: ScopeState) => void
  /** Changes a confirmed state outside the log (decoded lanes). */
  readonly mutate: (scope: Scope, change: (state: ScopeState) => void) => void
  /** Takes many steps for the price of one: the pending commands run again once, behind the last. */
  readonly batch: (steps: () => void) => void
  /** Looks at a state as the server confirmed it. */
  readonly confirmed: <Result>(scope: Scope, look: (state: ScopeState) => Result) => Result
  /** Takes changes of the server. `gap`: one is missing, and nothing after it was taken. */
  readonly receive: (scope: Scope, changes: readonly WireChange[]) => 'taken' | 'gap'
  /** Runs a new command behind all others. Throws a DomainError where it is refused; then it is not pending. */
  readonly run: (command: Pending) => void
  /** Keeps a command without asking whether it runs here: of a queue from before, or one that cannot be judged here. */
  readonly keep: (command: Pending) => void
  /** Gives a command its number. Commands stand in the order of their numbers, those without one last. */
  readonly number: (key: string, n: number) => Pending | undefined
  readonly answer: (n: number, answer: Answer) => Pending | undefined
  /** Drops a command whose answer does not matter any more. */
  readonly drop: (key: string) => void
}

/** Makes an empty store. */
export function createStore({ clientId, env, onChanged, onSettled }: StoreOptions): Store {
  const states = new Map<Scope, ScopeState>()
  const expected = new Set<Scope>()
  let pending: Pending[] = []
  /** The scopes that the steps of a batch have touched; null where there is no batch. */
  let batched: Set<Scope> | null = null

  /** Changes confirmed states below the effects of the pending commands. */
  function rebase(scopes: readonly Scope[], change: () => void): void {
    if (!batched) return around(affectedBy(pending, scopes), new Set(scopes), change)
    for (const scope of scopes) batched.add(scope)
    change()
  }

  function around(moving: readonly Pending[], scopes: ReadonlySet<Scope>, change: () => void): void {
    const made = moving.flatMap(madeItems)
    takeBackAll(moving, states)
    try {
      change()
    } finally {
      const again = new Set(moving)
      runAllAgain(
        pending.filter((command) => again.has(command)),
        states,
        env,
      )
    }
    const touched = new Map<Scope, MovedRow[]>()
    for (const scope of [...scopes, ...moving.flatMap((command) => command.scopes)]) touched.set(scope, [])
    for (const { scope, id, row } of made) {
      const state = states.get(scope)
      const to = state instanceof BoardState ? state.rowOf(id) : undefined
      if (to !== undefined && to !== row) touched.get(scope)?.push({ from: row, to })
    }
    onChanged(touched)
  }

  function drop(commands: readonly Pending[]): void {
    if (commands.length === 0) return
    const leaving = new Set(commands)
    const scopes = new Set(commands.flatMap((command) => command.effects.map(({ scope }) => scope)))
    const remove = () => {
      pending = pending.filter((command) => !leaving.has(command))
    }
    if (scopes.size > 0) rebase([...scopes], remove)
    else remove()
    for (const command of commands) onSettled(command)
  }

  /** Lets go of the commands whose answers say versions that all open scopes have reached. */
  function sweep(): void {
    const reached = ([scope, version]: [string, number]) =>
      !expected.has(scope as Scope) || (states.get(scope as Scope)?.version ?? -1) >= version
    drop(pending.filter(({ answer }) => answer !== null && Object.entries(answer.versions).every(reached)))
  }

  /** The server's change stands for the command's effect in this scope from now on. */
  function confirm({ client, n, confirms }: WireChange, scope: Scope): void {
    const mine = new Set(confirms)
    if (n !== undefined && client === clientId()) mine.add(n)
    if (mine.size === 0) return
    for (const command of pending) if (command.n !== null && mine.has(command.n)) command.confirmed.add(scope)
  }

  /**
   * The usual case costs one step instead of three: the server did to the scope exactly what this client's only pending
   * command did, so its effect simply counts as confirmed.
   */
  function confirmInPlace(state: ScopeState, [change, ...more]: readonly WireChange[]): boolean {
    if (!change?.patches || more.length > 0 || change.n === undefined || change.client !== clientId()) return false
    const [command, ...others] = affectedBy(pending, [state.scope])
    if (!command || others.length > 0 || command.n !== change.n) return false
    const write = command.writes.find(({ scope }) => scope === state.scope)
    const hasEffect = command.effects.some(({ scope }) => scope === state.scope)
    if (!hasEffect || !sameJson(write?.patches as never, change.patches as never)) return false
    command.confirmed.add(state.scope)
    command.effects = command.effects.filter(({ scope }) => scope !== state.scope)
    take(state, change)
    onChanged(new Map([[state.scope, []]]))
    return true
  }

  function push(command: Pending): void {
    pending.push(command)
    if (command.effects.length > 0) onChanged(new Map(command.effects.map(({ scope }) => [scope, []])))
  }

  return {
    states,
    get pending() {
      return pending
    },
    expect: (scope) => void expected.add(scope),
    lose: (scope) => rebase([scope], () => states.delete(scope)),
    forget: (scope) => {
      expected.delete(scope)
      rebase([scope], () => states.delete(scope))
      sweep()
    },
    replace: (state) => {
      rebase([state.scope], () => states.set(state.scope, state))
      sweep()
    },
    mutate: (scope, change) => rebase([scope], () => change(must(states.get(scope), scope))),
    batch: (steps) => {
      const touched = new Set<Scope>()
      batched = touched
      around([...pending], touched, () => {
        try {
          steps()
        } finally {
          batched = null
        }
      })
    },
    confirmed: (scope, look) => {
      const moving = affectedBy(pending, [scope])
      takeBackAll(moving, states)
      try {
        return look(must(states.get(scope), scope))
      } finally {
        runAllAgain(moving, states, env)
      }
    },
    receive: (scope, changes) => {
      const state = must(states.get(scope), scope)
      const { accepted, gap } = contiguous(state.version, changes)
      if (accepted.length > 0) {
        if (!confirmInPlace(state, accepted)) {
          rebase([scope], () => {
            for (const change of accepted) {
              take(state, change)
              confirm(change, scope)
            }
          })
        }
        sweep()
      }
      return gap ? 'gap' : 'taken'
    },
    run: (command) => {
      try {
        apply(command, states, env)
      } catch (error) {
        takeBackAll([command], states)
        throw error
      }
      push(command)
    },
    keep: (command) => {
      runAllAgain([command], states, env)
      push(command)
    },
    number: (key, n) => {
      const command = pending.find(({ queued }) => queued.key === key)
      if (!command || command.n === n) return command
      command.n = n
      const order = ({ n: number }: Pending) => number ?? Infinity
      const at = pending.indexOf(command)
      if (pending.some((other, index) => (index < at ? order(other) > n : order(other) < n))) {
        rebase([...new Set(pending.flatMap(({ scopes }) => scopes))], () => {
          pending = pending.toSorted((left, right) => order(left) - order(right))
        })
      }
      return command
    },
    answer: (n, answer) => {
      const command = pending.find((candidate) => candidate.n === n)
      if (!command || command.answer) return undefined
      if (answer.ok) {
        command.answer = answer
        sweep()
      } else drop([command])
      return command
    },
    drop: (key) => drop(pending.filter(({ queued }) => queued.key === key)),
  }
}

/** The changes that continue a version, up to the first missing one. What is known already is passed over. */
function contiguous(version: number, changes: readonly WireChange[]) {
  const accepted: WireChange[] = []
  let next = version + 1
  for (const change of changes) {
    if (change.version < next) continue
    if ((change.since ?? change.version - 1) >= next) return { accepted, gap: true }
    accepted.push(change)
    if (!change.more) next = change.version + 1
  }
  return { accepted, gap: false }
}

/** Applies a change of the server. Of one without patches nothing may be known but its version. */
export function take(state: ScopeState, { version, patches, at, actor, more }: WireChange): void {
  const reached = more ? state.version : version
  state.apply({ version: reached, patches: patches ?? [], at: at ?? 0, actor: (actor ?? null) as never })
}

function madeItems(command: Pending): { scope: Scope; id: string; row: number }[] {
  if (command.effects.length === 0) return []
  return command.writes.flatMap(({ scope, patches }) =>
    patches.flatMap((patch) =>
      patch.op === 'cells' && patch.column === 'id'
        ? patch.rows.map((row, index) => ({ scope, id: String(patch.values[index]), row }))
        : [],
    ),
  )
}
