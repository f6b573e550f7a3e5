import { DomainError } from '@fulcrum/domain'
import type { Json, JsonObject, Scope } from '@fulcrum/domain'
import type { BatchAnswer, StackAnswer } from '@fulcrum/protocol'
import type { Run, TakeBackOutcome } from './client.ts'
import type { QueryPort } from './ports.ts'
import { errorOf } from './uplink.ts'

export interface TakingBackOptions {
  readonly query: QueryPort
  readonly run: (command: string, args: Json) => Run
  readonly isOnline: () => boolean
  /** Resolves when the person's own commands have answers. */
  readonly settled: () => Promise<void>
}

/** Undo and redo, by the server's log: they work for what was done before a reload and elsewhere. */
export interface TakingBack {
  readonly undo: (scope: Scope) => Promise<TakeBackOutcome | null>
  readonly redo: (scope: Scope) => Promise<TakeBackOutcome | null>
}

/** Makes undo and redo. They go one after another, however fast they are asked for. */
export function createTakingBack({ query, run, isOnline, settled }: TakingBackOptions): TakingBack {
  /** Changes of which nothing can be taken back any more: the next one's turn. */
  const spent = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()

  async function takeBack(way: 'undo' | 'redo', scope: Scope): Promise<TakeBackOutcome | null> {
    if (!isOnline()) throw new DomainError('unavailable', `You are offline: ${way} works when the connection is back.`)
    await settled()
    // @NOTE the answer's type is the protocol's.
    const stack = (await query('change.stack', { scope })) as unknown as StackAnswer
    const next = stack[way].find(({ change }) => !spent.has(change))
    if (!next) return null
    if (next.batch !== undefined) {
      const { taken, kept } = await takeBatch(way, next.change, next.batch)
      return { command: next.command, taken, kept }
    }
    const at = next.at.map((place) => ({ scope: place.scope, version: place.version }))
    const answer = await run(`change.${way}`, { change: next.change, at }).done
    if (!answer.ok) {
      if (answer.code === 'conflict') spent.add(next.change)
      throw errorOf(answer)
    }
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

  return { undo: (scope) => inTurn('undo', scope), redo: (scope) => inTurn('redo', scope) }
}
