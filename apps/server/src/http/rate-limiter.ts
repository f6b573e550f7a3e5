import { DomainError } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { networkOf } from '../auth/attempts.ts'

/** How many requests and messages a second are let through over time; 0 is no limit. */
export interface Rates {
  readonly perMember: number
  readonly perAddress: number
}

/** Who asks: the address always, the member once the session is known, a program's token in place of its member. */
export type Asker = { readonly address: string } | { readonly member: MemberId } | { readonly token: string }

/** Which door: HTTP refuses, sync waits first. */
export type Door = 'http' | 'sync'

/** As much as of so many seconds may come at once: a whole office that reloads, an offline queue that is played back. */
const burstSeconds = 20
/** Askers in memory before those are let go who have used up nothing. */
const sweepAt = 10_000

interface Bucket {
  /** What may still come at once; below zero it is owed. */
  tokens: number
  at: number
}

/** Counts requests and messages of members and of networks: a bucket of tokens each, which fills steadily. */
export class RateLimiter {
  /** How often each door made somebody wait, for whom. */
  readonly limited = new Map<string, number>()
  private readonly rates: Rates
  private readonly now: () => number
  private readonly buckets = new Map<string, Bucket>()

  /** `now` is a clock in milliseconds that never goes back. */
  constructor(rates: Rates, now: () => number = () => performance.now()) {
    this.rates = rates
    this.now = now
  }

  /** How long somebody must wait before they are let in, 0 for not at all. Who is refused is not counted. */
  ask(door: Door, asker: Asker): number {
    return this.spend(door, asker, false)
  }

  /** Lets a request in, or refuses it with how long to wait. */
  admit(asker: Asker): void {
    const waitMs = this.ask('http', asker)
    if (waitMs === 0) return
    const seconds = Math.ceil(waitMs / 1_000)
    throw new DomainError(
      'too-many',
      `Too many requests at once. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then try again.`,
      { retryAfterMs: Math.ceil(waitMs) },
    )
  }

  /** Counts a message that has come already; gives for how long no other should be taken, 0 for not at all. */
  owe(asker: Asker): number {
    return this.spend('sync', asker, true)
  }

  private spend(door: Door, asker: Asker, owing: boolean): number {
    const [kind, who] = namedBy(asker)
    const rate = kind === 'address' ? this.rates.perAddress : this.rates.perMember
    if (rate === 0) return 0
    const bucket = this.bucket(who, rate)
    const isEmpty = bucket.tokens < 1
    if (owing || !isEmpty) bucket.tokens -= 1
    if (!isEmpty) return 0
    const key = `${door} ${kind}`
    this.limited.set(key, (this.limited.get(key) ?? 0) + 1)
    return ((1 - bucket.tokens) / rate) * 1_000
  }

  private bucket(key: string, rate: number): Bucket {
    const now = this.now()
    const known = this.buckets.get(key)
    if (known === undefined) {
      if (this.buckets.size >= sweepAt) this.sweep(now)
      const fresh = { tokens: rate * burstSeconds, at: now }
      this.buckets.set(key, fresh)
      return fresh
    }
    known.tokens = Math.min(rate * burstSeconds, known.tokens + ((now - known.at) / 1_000) * rate)
    known.at = now
    return known
  }

  /** Lets go of who asked nothing for so long that their bucket is full again; only a debt takes longer. */
  private sweep(now: number): void {
    for (const [key, { tokens, at }] of this.buckets) {
      if (tokens >= 0 && now - at > burstSeconds * 1_000) this.buckets.delete(key)
    }
  }
}

function namedBy(asker: Asker): ['address' | 'member' | 'token', string] {
  if ('member' in asker) return ['member', asker.member]
  return 'token' in asker ? ['token', asker.token] : ['address', networkOf(asker.address)]
}
