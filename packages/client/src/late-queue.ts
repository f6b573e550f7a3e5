import type { ListedCommand } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { CommandQueue } from './command-queue.ts'

/** Finds a command by its name: `commandNamed` of the domain. */
export type CommandLookup = (name: string) => ListedCommand | undefined

/** The code of all commands; a promise where a page draws first and fetches it meanwhile. It is tried until it is here. */
export type CommandSource = CommandLookup | Promise<CommandLookup>

/** A queue, and how to tell it that the code of the commands is here. */
export interface LateQueue extends CommandQueue {
  readonly ready: () => void
}

/**
 * Holds back, in order, what a queue is told before the code of the commands is here; none of it can be judged or have an
 * effect until then. `onChanged` is called when the number of commands that wait has changed.
 */
export function lateQueue(queue: CommandQueue, onChanged: () => void): LateQueue {
  let held: (() => void)[] | null = []
  let runs = 0

  function inTurn(step: () => void): void {
    if (held) held.push(step)
    else step()
  }

  return {
    get waiting() {
      return queue.waiting + runs
    },
    get stale() {
      return queue.stale
    },
    run: (...asked) => {
      if (!held) return queue.run(...asked)
      const { promise, resolve } = Promise.withResolvers<Answer>()
      runs += 1
      held.push(() => {
        runs -= 1
        void queue.run(...asked).done.then(resolve)
      })
      onChanged()
      return { n: null, done: promise }
    },
    adopt: (commands) => inTurn(() => queue.adopt(commands)),
    answered: (...told) => inTurn(() => queue.answered(...told)),
    detached: (commands) => inTurn(() => queue.detached(commands)),
    handOver: (known) => inTurn(() => queue.handOver(known)),
    resolveStale: (...decided) => inTurn(() => queue.resolveStale(...decided)),
    forgetStale: (numbers) => inTurn(() => queue.forgetStale(numbers)),
    settled: () =>
      new Promise((resolve, reject) => {
        inTurn(() => void queue.settled().then(resolve, reject))
      }),
    ready: () => {
      const steps = held ?? []
      held = null
      for (const step of steps) step()
    },
  }
}
