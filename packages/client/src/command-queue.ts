import { DomainError } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { Answer } from '@fulcrum/protocol'
import type { Run, RunOptions } from './client.ts'
import type { CommandLookup } from './late-queue.ts'
import type { Pending } from './overlay.ts'
import { pendingOf, withSeen } from './pending-command.ts'
import type { StateThatShows } from './pending-command.ts'
import type { ClientStorage, Refusal } from './ports.ts'
import { isStale } from './queued-command.ts'
import type { NewCommand, QueuedCommand } from './queued-command.ts'
import type { Store } from './store.ts'
import type { UplinkRequest } from './uplink-messages.ts'

export interface CommandQueueOptions {
  readonly store: Store
  readonly storage: ClientStorage
  readonly accountId: string
  readonly memberId: string
  /** Asked only once the commands are here. */
  readonly commandNamed: CommandLookup
  readonly now: () => number
  readonly newId: () => string
  readonly isOnline: () => boolean
  /** Whether a refusal here is one: everything that the command looks at is here. */
  readonly canJudge: (command: Pending) => boolean
  readonly stateThatShows: StateThatShows
  readonly request: (request: UplinkRequest) => void
  readonly onRefusal: (refusal: Refusal) => void
  readonly onChanged: () => void
}

/** The commands of this profile that wait for an answer, as this tab knows them, and how new ones join. */
export interface CommandQueue {
  readonly waiting: number
  readonly stale: readonly QueuedCommand[]
  /** Runs a command. `quiet`: whoever asks is told of a refusal by the answer alone. */
  readonly run: (command: string, args: Json, options?: RunOptions & { readonly quiet?: boolean }) => Run
  /** Takes what was stored before, and what other tabs queued. */
  readonly adopt: (commands: readonly QueuedCommand[]) => void
  /** `owned`: nobody else is there to be told of a refusal. */
  readonly answered: (n: number, answer: Answer, queued: QueuedCommand, owned: boolean) => void
  readonly detached: (commands: readonly QueuedCommand[]) => void
  /** Hands commands to a leader who does not know them: it never heard of them, or their answer was lost with another. */
  readonly handOver: (known: readonly number[]) => void
  readonly resolveStale: (numbers: readonly number[], how: 'apply' | 'discard') => void
  readonly forgetStale: (numbers: readonly number[]) => void
  /** Resolves when the commands that wait now have answers. */
  readonly settled: () => Promise<void>
}

/** A command that this tab ran. */
interface OwnRun {
  readonly done: Promise<Answer>
  readonly tell: (answer: Answer) => void
  readonly quiet: boolean
}

/** Makes an empty queue. */
export function createCommandQueue(options: CommandQueueOptions): CommandQueue {
  const { store, storage, onChanged } = options
  const runs = new Map<string, OwnRun>()
  /** What the storage holds, as far as this tab knows. */
  const queued = new Map<number, QueuedCommand>()
  let stale: readonly QueuedCommand[] = []

  function refuse(command: Omit<Refusal, 'answer'>, answer: Answer, quiet: boolean): void {
    if (!answer.ok && !quiet) options.onRefusal({ ...command, answer })
  }

  function run(
    command: string,
    given: Json,
    { quiet = false, batch }: RunOptions & { readonly quiet?: boolean } = {},
  ): Run {
    let pending: Pending
    try {
      pending = pendingOf(newCommand(command, given, batch), options.commandNamed(command), options.accountId)
      if (options.canJudge(pending)) store.run(pending)
      else store.keep(pending)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { code, message, details } = error
      const answer: Answer = { ok: false, code, message, details }
      refuse({ n: null, command, args: given, local: true }, answer, quiet)
      return { n: null, done: Promise.resolve(answer) }
    }
    const { key } = pending.queued
    const { promise, resolve } = Promise.withResolvers<Answer>()
    runs.set(key, { done: promise, tell: resolve, quiet })
    onChanged()
    options.request({ t: 'storing', key })
    storage.append(pending.queued).then(join, () => unstorable(pending))
    return { n: null, done: promise }
  }

  function newCommand(command: string, args: Json, batch: string | undefined): NewCommand {
    const runAt = options.now()
    return {
      key: options.newId(),
      command,
      version: options.commandNamed(command)?.version ?? 1,
      args: withSeen(command, args, options.stateThatShows),
      runAt,
      ...(!options.isOnline() && { claimedAt: runAt }),
      ...(batch !== undefined && { batch }),
      protocol: protocolVersion,
      member: options.memberId,
    }
  }

  function join(command: QueuedCommand): void {
    // The leader had found it in the storage, and it was answered.
    if (!runs.has(command.key)) return
    queued.set(command.n, command)
    store.number(command.key, command.n)
    options.request({ t: 'queued', queued: command })
  }

  /** What cannot be kept is not sent either: it would be lost with the page, unseen. */
  function unstorable({ queued: { key, command, args } }: Pending): void {
    const answer: Answer = {
      ok: false,
      code: 'unavailable',
      message: 'This browser cannot store what you do: free some space, then do it again.',
      details: {},
    }
    store.drop(key)
    finish(key, { n: null, command, args, local: true }, answer, true)
  }

  function finish(key: string, command: Omit<Refusal, 'answer'>, answer: Answer, owned: boolean): void {
    const mine = runs.get(key)
    runs.delete(key)
    mine?.tell(answer)
    if (mine || owned) refuse(command, answer, mine?.quiet ?? false)
    onChanged()
  }

  function adopt(commands: readonly QueuedCommand[]): void {
    const context = { member: options.memberId, protocol: protocolVersion, nowMs: options.now() }
    for (const command of commands) {
      if (queued.has(command.n)) continue
      const known = store.pending.some((pending) => pending.queued.key === command.key)
      if (isStale(command, context)) addStale([command])
      else if (known) {
        queued.set(command.n, command)
        store.number(command.key, command.n)
      } else keep(command)
    }
    onChanged()
  }

  function keep(command: QueuedCommand): void {
    try {
      store.keep(pendingOf(command, options.commandNamed(command.command), options.accountId))
      queued.set(command.n, command)
      store.number(command.key, command.n)
    } catch {
      // It is of a build that this one does not understand any more: the person decides.
      addStale([command])
    }
  }

  function addStale(commands: readonly QueuedCommand[]): void {
    const known = new Set(stale.map(({ n }) => n))
    stale = [...stale, ...commands.filter(({ n }) => !known.has(n))].sort((left, right) => left.n - right.n)
  }

  function forgetStale(numbers: readonly number[]): void {
    stale = stale.filter(({ n }) => !numbers.includes(n))
    onChanged()
  }

  return {
    get waiting() {
      return store.pending.filter(({ answer }) => answer === null).length
    },
    get stale() {
      return stale
    },
    run,
    adopt,
    answered: (n, answer, command, owned) => {
      queued.delete(n)
      store.number(command.key, n)
      store.answer(n, answer)
      finish(command.key, { n, command: command.command, args: command.args, local: false }, answer, owned)
    },
    detached: (commands) => {
      for (const { n, key } of commands) {
        queued.delete(n)
        store.drop(key)
      }
      addStale(commands)
      onChanged()
    },
    handOver: (known) => {
      const there = new Set(known)
      for (const command of queued.values()) {
        if (there.has(command.n)) continue
        // Where it was answered, it left the storage: it is there again until the same answer has come.
        storage.putCommand(command).catch(() => undefined)
        options.request({ t: 'queued', queued: command })
      }
    },
    resolveStale: (numbers, how) => {
      const chosen = stale.filter(({ n }) => numbers.includes(n))
      forgetStale(numbers)
      for (const { command, args, batch } of how === 'apply' ? chosen : []) {
        run(command, args, batch === undefined ? {} : { batch })
      }
      // Removed last: until the new ones are stored, the old ones are what remains of them.
      storage.removeCommands(chosen.map(({ n }) => n)).catch(() => undefined)
    },
    forgetStale,
    settled: async () => {
      await Promise.all([...runs.values()].map(({ done }) => done))
    },
  }
}
