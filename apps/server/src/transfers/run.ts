import { DomainError } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { BatchAnswer } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { takeBackBatch } from '../scopes/batch.ts'
import { endTransfer, noteStep, transferRun, turnBack } from '../storage/transfer-runs.ts'
import type { TransferRun } from '../storage/transfer-runs.ts'
import { stepCount, takeStep } from './steps.ts'

export type TransferWorld = Pick<SyncNode, 'store' | 'executor' | 'hub'>

/** Whoever asked for something this recently is at work. */
const workingMs = 200
const longestRestMs = 200

/** The work on a transfer ends here for now: the server ends, or another process is at it. */
export class TransferLeft extends Error {
  override readonly name = 'TransferLeft'
}

/**
 * Goes on with a transfer from where it is until it has ended. All that it knows is in the database: cut off anywhere, the next
 * call does the rest. One process at a time may be at it; `isOn` says whether that is still this one.
 */
export async function runTransfer(world: TransferWorld, id: string, isOn: () => boolean): Promise<void> {
  const { pool, accountId } = world.store
  for (;;) {
    const run = await withRetry(pool, () => transferRun(pool, accountId, id))
    if (!run || run.outcome !== null) return
    await (run.phase === 'running' ? goOn(world, run, isOn) : goBack(world, run, isOn))
  }
}

async function goOn(world: TransferWorld, run: TransferRun, isOn: () => boolean): Promise<void> {
  const { pool, accountId } = world.store
  const { id, plan } = run
  const count = stepCount(plan)
  let { done } = run
  for (let { step } = run; step < count;) {
    leaveUnless(isOn)
    const from = performance.now()
    const outcome = await takeStep(world, run, step)
    if (!outcome.ok) {
      if (outcome.code === 'unavailable') throw new DomainError('unavailable', outcome.message)
      const reason = { state: 'failed', message: outcome.message } as const
      await withRetry(pool, () => turnBack(pool, accountId, { id, reason }))
      return
    }
    step += 1
    done += outcome.items
    if (step === count) {
      const row = plan.parts.length === 1 && plan.parts[0]?.rows.length === 1 ? outcome.row : null
      await withRetry(pool, () =>
        endTransfer(pool, accountId, { id, phase: 'running', outcome: { state: 'done', row } }),
      )
      return
    }
    const next = { id, step, done }
    if (!(await withRetry(pool, () => noteStep(pool, accountId, next)))) return
    await leaveRoom(world, performance.now() - from)
  }
}

/** Takes back what a transfer did: as its person where that is their wish, else by the server for them. */
async function goBack(world: TransferWorld, run: TransferRun, isOn: () => boolean): Promise<void> {
  const { pool, accountId } = world.store
  const { id, member, phase, reason, back } = run
  const isWish = phase === 'undoing'
  const principal = (): Principal | null =>
    isWish ? world.hub.principal(member) : { kind: 'system', memberId: member }
  let answer: BatchAnswer | null = null
  let refusal: DomainError | null = null
  try {
    answer = await takeBackBatch(world, { principal }, id, { own: back, onProgress: () => leaveUnless(isOn) })
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error
    // Of a transfer that was refused before its first change there is nothing to take back.
    const isNothing = error.code === 'not-found' || error.code === 'conflict'
    if (!isNothing && !isWish) throw error
    refusal = error
  }
  const { state, message } = reason ?? ({ state: 'cancelled', message: 'It was undone.' } as const)
  const outcome = { state, message: isWish && refusal ? refusal.message : message, ...(answer && { back: answer }) }
  await withRetry(pool, () => endTransfer(pool, accountId, { id, phase, outcome }))
}

function leaveUnless(isOn: () => boolean): void {
  if (!isOn()) throw new TransferLeft('Whoever takes this transfer next goes on with it.')
}

/** While people work, a transfer takes every other moment and no more: as long as a step took, it rests. */
async function leaveRoom({ executor }: TransferWorld, tookMs: number): Promise<void> {
  if (executor.clientQuietMs < workingMs) await sleep(Math.min(tookMs, longestRestMs))
}
