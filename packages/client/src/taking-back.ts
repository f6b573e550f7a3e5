import { DomainError, scopeOf } from '@fulcrum/domain'
import type { Json, JsonObject, Scope } from '@fulcrum/domain'
import type { Answer, BatchAnswer, StackAnswer, StackChange } from '@fulcrum/protocol'
import type { Run, TakeBackOutcome } from './client.ts'
import type { QueryPort } from './ports.ts'
import { errorOf } from './uplink.ts'

export interface TakingBackOptions {
  readonly query: QueryPort
  readonly run: (command: string, args: Json) => Run
  /** Whether the server can be reached; waits for a connection that is on its way. */
  readonly reach: () => Promise<boolean>
  /** Resolves when the person's own commands have answers. */
  readonly settled: () => Promise<void>
}

/** Undo and redo, by the server's log: they work for what was done before a reload and elsewhere. */
export interface TakingBack {
  readonly undo: (scope: Scope) => Promise<TakeBackOutcome | null>
  readonly redo: (scope: Scope) => Promise<TakeBackOutcome | null>
  /** Says that a command with these arguments was run from a scope that is not its own, as part of a batch or by itself. */
  readonly note: (from: Scope, args: Json, ran: { readonly done: Promise<Answer>; readonly batch?: string }) => void
}

interface Next {
  readonly step: StackChange
  /** What is taken back from here of a scope that is another one: changes and batches, by their ids. */
  readonly fromHere?: Set<string>
}

/** Makes undo and redo. They go one after another, however fast they are asked for. */
export function createTakingBack({ query, run, reach, settled }: TakingBackOptions): TakingBack {
  /** Changes of which nothing can be taken back any more: the next one's turn. */
  const spent = new Set<string>()
  /** What was changed from where: of other scopes only these changes and batches, with what took them back. */
  const others = new Map<Scope, Map<Scope, Set<string>>>()
  let last: Promise<unknown> = Promise.resolve()

  /** The next step of a scope, and of those that were changed from there: the latest of all, for ids rise with time. */
  async function nextOf(way: 'undo' | 'redo', scope: Scope): Promise<Next | undefined> {
    const places: (readonly [Scope, Set<string>?])[] = [[scope], ...(others.get(scope) ?? [])]
    const found = await Promise.all(
      places.map(async ([each, fromHere]): Promise<Next | undefined> => {
        try {
          // @NOTE the answer's type is the protocol's.
          const stack = (await query('change.stack', { scope: each })) as unknown as StackAnswer
          const step = stack[way].find(
            ({ change, batch }) => !spent.has(change) && (fromHere?.has(batch ?? change) ?? true),
          )
          return step && { step, ...(fromHere && { fromHere }) }
        } catch (error) {
          // Another scope may be gone by now.
          if (each === scope) throw error
          return undefined
        }
      }),
    )
    return found
      .filter((next) => next !== undefined)
      .sort((left, right) => (left.step.change < right.step.change ? 1 : -1))[0]
  }

  async function takeBack(way: 'undo' | 'redo', scope: Scope): Promise<TakeBackOutcome | null> {
    if (!(await reach())) {
      throw new DomainError('unavailable', `You are offline: ${way} works when the connection is back.`)
    }
    await settled()
    const found = await nextOf(way, scope)
    if (!found) return null
    const { step: next, fromHere } = found
    if (next.batch !== undefined) {
      const { batch, taken, kept } = await takeBatch(way, next.change, next.batch)
      fromHere?.add(batch)
      return { command: next.command, taken, kept }
    }
    const at = next.at.map((place) => ({ scope: place.scope, version: place.version }))
    const answer = await run(`change.${way}`, { change: next.change, at }).done
    if (!answer.ok) {
      if (answer.code === 'conflict') spent.add(next.change)
      throw errorOf(answer)
    }
    if (answer.change !== undefined) fromHere?.add(answer.change)
    const { taken, kept } = answer.result as JsonObject
    return { command: next.command, taken: Number(taken), kept: Number(kept) }
  }

  async function takeBatch(way: 'undo' | 'redo', change: string, batch: string): Promise<BatchAnswer> {
    try {
      // @NOTE the answer's type is the protocol's.
      return (await query(`change.${way}Batch`, { batch })) as unknown as BatchAnswer
    } catch (error) {
      if (error instanceof DomainError && error.code === 'conflict') spent.add(change)
      throw error
    }
  }

  function inTurn(way: 'undo' | 'redo', scope: Scope): Promise<TakeBackOutcome | null> {
    const turn = last.then(() => takeBack(way, scope))
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    undo: (scope) => inTurn('undo', scope),
    redo: (scope) => inTurn('redo', scope),
    note: (from, args, { done, batch }) => {
      // @NOTE arguments of commands are objects.
      const { doc, board } = args as JsonObject
      const scope = typeof doc === 'string' ? scopeOf('doc', doc) : scopeOf('board', String(board))
      if (scope === from) return
      const there = others.get(from) ?? new Map<Scope, Set<string>>()
      const noted = there.get(scope) ?? new Set()
      others.set(from, there.set(scope, noted))
      if (batch !== undefined) noted.add(batch)
      void done.then((answer) => answer.ok && answer.change !== undefined && noted.add(answer.change))
    },
  }
}
