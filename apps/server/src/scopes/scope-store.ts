import { BoardState, accountDay, boardResource, rowRule, scopeOf } from '@fulcrum/domain'
import type {
  AccountDay,
  AccountId,
  Change,
  KindRegistry,
  LoggedChange,
  Principal,
  Scope,
  ScopeState,
} from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import { loadScope } from '../storage/load-scope.ts'
import { changesAfter, versionsOf } from '../storage/log.ts'
import type { Bus } from './bus.ts'
import { deriveAll } from '../storage/derive.ts'
import { Mutexes } from './mutex.ts'
import { NarrowBoards } from './narrow-boards.ts'

/** A scope that this node holds in memory. */
export interface HeldScope {
  readonly scope: Scope
  state: ScopeState
  usedAt: number
}

/** Called for each change that this node's memory takes, in order, and when memory had to be loaded anew. */
export interface ScopeListener {
  changed(held: HeldScope, change: Change): void
  reloaded(held: HeldScope): void
  inUse(scope: Scope): boolean
}

export interface ScopeStoreOptions {
  readonly pool: pg.Pool
  readonly accountId: AccountId
  readonly kinds: KindRegistry
  readonly bus: Bus
  readonly log: Log
  /** The server's clock. */
  readonly now: () => number
  /** Boards that nobody looks at are dropped from memory, least used first, above this many items together. */
  readonly maxItemsHeld?: number
  readonly pollMs?: number
}

/** Tells the items that a member watches. */
type AskWatched = (memberId: string) => Promise<ReadonlySet<string>>

const maxScopesHeld = 50_000

/** Making room makes this much of it at once: what is held is not gone through again for every scope that comes. */
const roomShare = 0.9

/** A node behind by more changes than this loads the scope anew. */
const maxCatchUp = 5_000

/**
 * The scopes in this node's memory. Commands lock scopes here before they go to the database, so that on one node a scope's
 * commands stand in one line; the database's versions decide between nodes.
 */
export class ScopeStore {
  readonly accountId: AccountId
  readonly pool: pg.Pool
  readonly kinds: KindRegistry
  /** Boards as those see them who may know of some items only. */
  readonly narrow: NarrowBoards
  private readonly options: ScopeStoreOptions
  private readonly held = new Map<Scope, HeldScope>()
  private readonly loading = new Map<Scope, Promise<HeldScope>>()
  private readonly locks = new Mutexes<Scope>()
  private listener: ScopeListener | null = null
  private watched: AskWatched | null = null
  private pollTimer: NodeJS.Timeout | null = null
  private stopped = false

  constructor(options: ScopeStoreOptions) {
    this.options = options
    this.accountId = options.accountId
    this.pool = options.pool
    this.kinds = options.kinds
    this.narrow = new NarrowBoards(options.kinds, () => this.day())
    options.bus.onMoved((scope, version) => {
      const held = this.held.get(scope)
      if (!held || held.state.version >= version) return
      // A hint that comes to nothing costs a second at most: the poll asks again.
      this.catchUp(scope).catch((error: unknown) => options.log.debug({ err: error }, 'a scope could not catch up'))
    })
    this.schedulePoll()
  }

  listen(listener: ScopeListener): void {
    this.listener = listener
  }

  /** Where it is asked what people watch. */
  askWatched(ask: AskWatched): void {
    this.watched = ask
  }

  /** A principal with what they watch, where that decides what they see of one of these boards; of any board, where none is named. */
  async knowing<P extends Principal>(principal: P, boards?: Iterable<ScopeState>): Promise<P> {
    if (principal.kind !== 'member' || principal.watches !== undefined || this.watched === null) return principal
    const isAsked = (state: ScopeState): boolean =>
      state instanceof BoardState && rowRule(principal, boardResource(state, state.boardId))?.watched === true
    if (boards !== undefined && ![...boards].some(isAsked)) return principal
    return { ...principal, watches: await this.watched(principal.memberId) }
  }

  stop(): void {
    this.stopped = true
    if (this.pollTimer) clearTimeout(this.pollTimer)
  }

  /** The scope, loaded where it was not. What follows from its cells is there too. */
  async get(scope: Scope): Promise<HeldScope> {
    const held = this.held.get(scope)
    if (held) {
      held.usedAt = performance.now()
      if (held.state instanceof BoardState && held.state.derived.hasToDerive) await deriveAll(held.state)
      return held
    }
    const loading = this.loading.get(scope) ?? this.load(scope)
    this.loading.set(scope, loading)
    return loading.finally(() => this.loading.delete(scope))
  }

  /** The scope if it is in memory. */
  peek(scope: Scope): HeldScope | undefined {
    return this.held.get(scope)
  }

  /** Runs work while no other command of this node works on the scopes, which must be in lock order. */
  locked<T>(scopes: readonly Scope[], work: () => Promise<T>): Promise<T> {
    return this.locks.run(scopes, work)
  }

  /** Takes a committed change of this node into memory. Only within `locked`. */
  took(held: HeldScope, change: Change): void {
    this.apply(held, change)
    this.options.bus.publish(held.scope, change.version)
  }

  /** Brings a held scope to the database's version. */
  async catchUp(scope: Scope): Promise<void> {
    await this.locks.run([scope], () => this.catchUpLocked(scope))
  }

  /** The same within `locked`; by `client` where the scope is locked in the database too. */
  async catchUpLocked(scope: Scope, client?: pg.PoolClient): Promise<readonly LoggedChange[]> {
    const held = this.held.get(scope)
    if (!held || this.stopped) return []
    const { pool, accountId } = this.options
    const { version } = held.state
    const changes = client
      ? await changesAfter(client, accountId, scope, version, maxCatchUp)
      : await withRetry(pool, () => changesAfter(pool, accountId, scope, version, maxCatchUp))
    if (changes.length === maxCatchUp) {
      held.state = await this.loaded(scope)
      this.listener?.reloaded(held)
      return []
    }
    for (const change of changes) this.apply(held, change)
    return changes
  }

  private apply(held: HeldScope, change: Change): void {
    held.state.apply(change)
    if (held.state instanceof BoardState) this.narrow.took(held.state, change)
    this.listener?.changed(held, change)
    // What a change of a column entails comes in slices; whoever asks for the board meanwhile waits for them.
    if (held.state instanceof BoardState && held.state.derived.hasToDerive) void deriveAll(held.state)
  }

  /** The account's zone; UTC while the account is not in memory. */
  get timeZone(): string {
    return this.day().timeZone
  }

  /** The account's day: what follows from it changes at midnight of its zone. */
  day(): AccountDay {
    const { accountId, now } = this.options
    const account = this.held.get(scopeOf('account', accountId))?.state.record('account', accountId)
    return accountDay(account ?? {}, now())
  }

  private tellDay(): void {
    const { today, timeZone, workDays } = this.day()
    for (const { state } of this.held.values()) {
      if (!(state instanceof BoardState)) continue
      state.derived.tellDay(today, timeZone, workDays)
      if (state.derived.hasToDerive) void deriveAll(state)
    }
  }

  /** How many scopes and items are in memory. */
  size(): { readonly scopes: number; readonly items: number } {
    let items = 0
    for (const { state } of this.held.values()) if (state instanceof BoardState) items += state.rowCount
    return { scopes: this.held.size, items }
  }

  private async load(scope: Scope): Promise<HeldScope> {
    const state = await this.loaded(scope)
    const held = { scope, state, usedAt: performance.now() }
    this.held.set(scope, held)
    this.evict(scope)
    return held
  }

  private loaded(scope: Scope): Promise<ScopeState> {
    const { pool, accountId, kinds } = this.options
    return withRetry(pool, () => loadScope(pool, accountId, scope, { kinds, day: this.day() }))
  }

  private evict(keep: Scope): void {
    const limit = this.options.maxItemsHeld ?? 3_000_000
    let { items } = this.size()
    if (items <= limit && this.held.size <= maxScopesHeld) return
    const idle = [...this.held.values()]
      .filter(({ scope }) => scope !== keep && !scope.startsWith('account:') && this.listener?.inUse(scope) !== true)
      .sort((left, right) => left.usedAt - right.usedAt)
    for (const { scope, state } of idle) {
      if (items <= limit * roomShare && this.held.size <= maxScopesHeld * roomShare) return
      items -= state instanceof BoardState ? state.rowCount : 0
      this.held.delete(scope)
    }
  }

  private schedulePoll(): void {
    this.pollTimer = setTimeout(() => void this.poll(), this.options.pollMs ?? 1_000)
    this.pollTimer.unref()
  }

  private async poll(): Promise<void> {
    try {
      const { pool, accountId } = this.options
      this.tellDay()
      const versions = await versionsOf(pool, accountId, [...this.held.keys()])
      for (const [scope, version] of versions) {
        const held = this.held.get(scope)
        if (held && held.state.version < version) await this.catchUp(scope)
      }
    } catch (error) {
      this.options.log.debug({ err: error }, 'the versions of the held scopes could not be asked')
    }
    if (!this.stopped) this.schedulePoll()
  }
}
