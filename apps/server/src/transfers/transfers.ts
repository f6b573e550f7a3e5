import { DomainError, isUuid, notFound, uuidV7 } from '@fulcrum/domain'
import type { Id, MemberId, Principal } from '@fulcrum/domain'
import type { BatchAnswer, TransferStart, TransferStatus } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import { takeBackBatch } from '../scopes/batch.ts'
import type { Asker } from '../scopes/executor.ts'
import {
  beginTransfer,
  beginUndo,
  forgetOldTransfers,
  openTransfers,
  transferRun,
  turnBack,
} from '../storage/transfer-runs.ts'
import type { TransferRun } from '../storage/transfer-runs.ts'
import { whileLeased } from './lease.ts'
import { planTransfer } from './plan.ts'
import { TransferLeft, runTransfer } from './run.ts'
import type { TransferWorld } from './run.ts'

/** Transfers that one person may have at work at a time, and that one node works at: each holds a connection. */
const maxPerPerson = 3
const maxAtOnce = 4
/** How often transfers are looked for that a dead process left. */
const sweepEveryMs = 2_000
const askEveryMs = 50
const forgetEveryMs = 60 * 60_000

export interface TransfersOptions {
  readonly log: Log
  readonly sweepMs?: number
}

/**
 * Items on their way from board to board. What they are and how far is in the database: any node tells it, and goes on with
 * those that nobody is at.
 */
export class Transfers {
  private readonly world: TransferWorld
  private readonly log: Log
  private readonly working = new Map<string, Promise<void>>()
  private readonly sweeper: NodeJS.Timeout
  private sweeping: Promise<void> | null = null
  private isStopping = false
  private forgetAt = 0

  constructor(world: TransferWorld, { log, sweepMs = sweepEveryMs }: TransfersOptions) {
    this.world = world
    this.log = log
    this.sweeper = setInterval(() => this.lookForLeft(), sweepMs)
    this.sweeper.unref()
    this.lookForLeft()
  }

  /** Begins a transfer, which goes on by itself. */
  async start(member: MemberId, start: TransferStart): Promise<TransferStatus> {
    const { hub, store } = this.world
    const principal = hub.principal(member)
    if (!principal) throw new DomainError('signed-out', 'You are not a member here any more.')
    const open = await withRetry(store.pool, (pool) => openTransfers(pool, store.accountId))
    if (open.filter((each) => each.member === member).length >= maxPerPerson) {
      throw new DomainError('too-many', 'Too many items are on their way already: wait until they are there.', {
        limit: maxPerPerson,
      })
    }
    const { plan, total } = await planTransfer({ hub, principal }, start)
    const id = newId()
    await beginTransfer(store.pool, store.accountId, { id, member, plan, total, back: newId() })
    this.work(id)
    return this.status(member, id)
  }

  /** How far a transfer is, or what came of it. */
  async status(member: MemberId, id: string): Promise<TransferStatus> {
    return statusOf(await this.find(member, id))
  }

  /** Ends a running transfer and has what it did taken back; one that ended stays as it is. */
  async cancel(member: MemberId, id: string): Promise<TransferStatus> {
    const { pool, accountId } = this.world.store
    await this.find(member, id)
    const reason = { state: 'cancelled', message: 'It was cancelled.' } as const
    if (await turnBack(pool, accountId, { id, reason })) this.work(id)
    return this.status(member, id)
  }

  /**
   * Takes a batch back, as `takeBackBatch` does. That of a transfer is undone as one piece of work, which the next process goes on
   * with where this one dies; one that is at work yet is cancelled.
   */
  async takeBack(asker: Pick<Asker, 'principal'>, batch: string): Promise<BatchAnswer> {
    const { pool, accountId } = this.world.store
    const run = await withRetry(pool, () => transferRun(pool, accountId, batch))
    if (!run || !isOf(run, asker.principal())) {
      if (run?.outcome === null)
        throw new DomainError('conflict', 'These items are on their way yet: wait until they are there.')
      return takeBackBatch(this.world, asker, batch)
    }
    const reason = { state: 'cancelled', message: 'It was cancelled.' } as const
    const isTaken =
      (await turnBack(pool, accountId, { id: batch, reason })) || (await beginUndo(pool, accountId, batch))
    // What was undone before is like every other batch.
    if (!isTaken && run.outcome !== null) return takeBackBatch(this.world, asker, batch)
    this.work(batch)
    const { outcome } = await this.ended(batch)
    if (outcome?.back) return outcome.back
    throw new DomainError('conflict', outcome?.message ?? 'Nothing to take back: all of it was changed since.')
  }

  /** Leaves all transfers where they are: the next process goes on with them. */
  async stop(): Promise<void> {
    clearInterval(this.sweeper)
    this.isStopping = true
    await Promise.allSettled([...this.working.values(), this.sweeping])
  }

  private async ended(id: string): Promise<TransferRun> {
    const { pool, accountId } = this.world.store
    for (;;) {
      const run = await withRetry(pool, () => transferRun(pool, accountId, id))
      if (!run) throw notFound('transfer')
      if (run.outcome !== null) return run
      if (this.isStopping) throw new DomainError('unavailable', 'The server ends: it goes on when it is back.')
      await sleep(askEveryMs)
    }
  }

  private async find(member: MemberId, id: string): Promise<TransferRun> {
    const { pool, accountId } = this.world.store
    const run = isUuid(id) ? await withRetry(pool, () => transferRun(pool, accountId, id)) : null
    if (!run || run.member !== member) throw notFound('transfer')
    return run
  }

  /** Works at a transfer unless somebody does; what fails is tried again with the next look. */
  private work(id: string): void {
    if (this.working.has(id) || this.working.size >= maxAtOnce || this.isStopping) return
    const { pool } = this.world.store
    const work = whileLeased(pool, id, (isHeld) => runTransfer(this.world, id, () => isHeld() && !this.isStopping))
      .then(() => {})
      .catch((error: unknown) => {
        if (error instanceof TransferLeft || this.isStopping) return
        this.log.warn({ err: error, transfer: id }, 'a transfer was cut off; it is gone on with')
      })
      .finally(() => this.working.delete(id))
    this.working.set(id, work)
  }

  private lookForLeft(): void {
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => {
        if (!this.isStopping) this.log.warn({ err: error }, 'transfers could not be looked for')
      })
      .finally(() => {
        this.sweeping = null
      })
  }

  private async sweep(): Promise<void> {
    const { pool, accountId } = this.world.store
    for (const { id } of await openTransfers(pool, accountId)) this.work(id)
    if (performance.now() < this.forgetAt) return
    await forgetOldTransfers(pool, accountId)
    this.forgetAt = performance.now() + forgetEveryMs
  }
}

/** Whether it is the person's own, who asks with all of their rights: those of a token may be fewer. */
function isOf({ member }: TransferRun, principal: Principal | null): boolean {
  return principal?.kind === 'member' && principal.memberId === member && principal.limits === undefined
}

function statusOf({ id, phase, done, total, outcome }: TransferRun): TransferStatus {
  return {
    // @NOTE a transfer's id is its batch's.
    id: id as Id<'batch'>,
    state: outcome?.state ?? (phase === 'running' ? 'running' : 'taking-back'),
    done,
    total,
    row: outcome?.row ?? null,
    message: outcome?.message ?? null,
  }
}

function newId(): string {
  return uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
}
