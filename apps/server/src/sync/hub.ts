import {
  BoardState,
  boardSight,
  openingSpec,
  orderedBy,
  ruleOf,
  scopeId,
  scopeKind,
  scopeOf,
  tablesInScope,
  visibleRecords,
} from '@fulcrum/domain'
import type { BoardSight, BoardViewSpec, Change, MemberId, Principal, RowRule, Scope, Sight } from '@fulcrum/domain'
import type { PresentPerson, ServerMessage } from '@fulcrum/protocol'
import type { Log } from '../database/database.ts'
import { Docs } from '../docs/docs.ts'
import type { Bus } from '../scopes/bus.ts'
import type { Executor } from '../scopes/executor.ts'
import type { HeldScope, ScopeListener, ScopeStore } from '../scopes/scope-store.ts'
import { chunkManifest } from './chunks.ts'
import { FanOut, changesFrame } from './fan-out.ts'
import { Journals } from './journal.ts'
import { FarCells } from './linked/far-cells.ts'
import { LinkedRows } from './linked/linked-rows.ts'
import { missedParts } from './missed.ts'
import { Presence, visiblePeople } from './presence.ts'
import type { SyncSession } from './session.ts'
import { Sessions } from './sessions.ts'
import { Sights, fingerprintOf, itemsThatLeft, touchesPeople, touchesRights } from './sights.ts'
import { Subscriptions } from './subscription.ts'
import type { Subscription } from './subscription.ts'
import { Viewports } from './viewport.ts'
import { Waiters } from './waiters.ts'
import { Watching } from './watching.ts'

/** How far a client's copy of a scope goes, and what it shows. Version 0 has nothing. */
export interface KnownCopy {
  readonly version: number
  readonly fingerprint: string
}

/** A board as somebody sees it: other items than these are not on it. */
export interface SeenBoard {
  readonly board: BoardState
  readonly sight: BoardSight
}

/** Sends every change of this node's memory to the sockets that may know of it, and opens scopes for them. */
export class Hub implements ScopeListener {
  readonly store: ScopeStore
  readonly executor: Executor
  readonly log: Log
  readonly sessions = new Sessions()
  readonly presence: Presence
  readonly viewports: Viewports
  /** The texts of docs. */
  readonly docs: Docs
  /** What cells that follow from other boards are to each reader. */
  readonly farCells: FarCells
  /** What those watch who see nothing else. */
  readonly watching: Watching
  private readonly sights: Sights
  private readonly subscriptions = new Subscriptions()
  private readonly waiters = new Waiters()
  private readonly journals: Journals
  private readonly fanOut: FanOut
  private readonly linked: LinkedRows

  constructor(store: ScopeStore, executor: Executor, { log, bus }: { readonly log: Log; readonly bus: Bus }) {
    this.store = store
    this.executor = executor
    this.log = log
    this.presence = new Presence((scope, people) => this.tellPresence(scope, people))
    this.viewports = new Viewports(store)
    this.docs = new Docs({ store, bus, log, now: executor.now, principal: (memberId) => this.principal(memberId) })
    this.farCells = new FarCells(store)
    this.watching = new Watching({
      store,
      bus,
      log,
      onChanged: (memberId) => this.watchesOthers(memberId),
      isHere: (memberId) => [...this.sessions].some((session) => session.memberId === memberId),
    })
    this.sights = new Sights(store, (memberId) => this.watching.of(memberId))
    store.askWatched((memberId) => this.watching.know(memberId))
    this.journals = new Journals(store)
    this.fanOut = new FanOut({
      store,
      subscriptions: this.subscriptions,
      judge: (scope, changes) => {
        if (changes.some((change) => this.mayShowOthers(scope, change))) this.judgeAgain((board) => board === scope)
      },
      reset: (subscription) => this.reset(subscription),
    })
    this.linked = new LinkedRows({
      store,
      log,
      principal: (memberId) => this.principal(memberId),
      farCells: this.farCells,
    })
    store.narrow.keepFor((board, key) => this.subscriptions.holdsRule(board.scope, key))
    store.listen(this)
  }

  /** The principal of a member as this node's memory of the account knows it now. */
  principal(memberId: MemberId): Principal | null {
    return this.sights.principal(memberId)
  }

  /** Hears of a member who greets this node before the news that they joined. */
  async meet(memberId: MemberId): Promise<void> {
    if (this.principal(memberId) === null) await this.store.catchUp(scopeOf('account', this.store.accountId))
  }

  /** What a principal sees of a scope: null is all of it, undefined nothing. */
  sightOf(principal: Principal, scope: Scope, board: Scope | null): Sight | null | undefined {
    return this.sights.of(principal, scope, board)
  }

  /** A board with the items that a principal may know of, and what else they see of it; null where that is nothing. */
  async boardFor(principal: Principal, boardId: string): Promise<SeenBoard | null> {
    await this.store.get(scopeOf('board', boardId))
    const seen = this.boardNow(principal, boardId)
    if (!seen?.sight.rule?.watched) return seen
    await this.watching.know(seen.sight.rule.memberId)
    return this.boardNow(principal, boardId)
  }

  /** The same of a board that is in memory. */
  boardNow(principal: Principal, boardId: string): SeenBoard | null {
    const state = this.store.peek(scopeOf('board', boardId))?.state
    const sight = state instanceof BoardState ? boardSight(this.sights.current(principal), state) : null
    if (!(state instanceof BoardState) || sight === null) return null
    return { board: this.store.narrow.of(state, sight.rule), sight }
  }

  /** The board by whose rights a scope is judged; undefined where there is no such scope for anybody. */
  judgingBoard(scope: Scope): Promise<Scope | null | undefined> {
    return this.sights.judgingBoard(scope)
  }

  /** Waits until a scope moves on this node, at most so long or until the asker is gone. */
  moved(scope: Scope, waitMs: number, gone: AbortSignal): Promise<void> {
    return this.waiters.wait(scope, waitMs, gone)
  }

  /** Runs when all that changed until now has been sent: an answer comes after its changes. */
  whenSent(work: () => void): void {
    this.fanOut.whenSent(work)
  }

  inUse(scope: Scope): boolean {
    return (
      this.subscriptions.judges(scope) ||
      this.subscriptions.has(scope) ||
      this.linked.uses(scope) ||
      this.waiters.has(scope)
    )
  }

  changed(held: HeldScope, change: Change): void {
    this.watching.took(held.scope, change)
    this.journals.note(held, change)
    this.waiters.wake(held.scope)
    if (scopeKind(held.scope) === 'account' && touchesPeople(change)) this.peopleChanged()
    if (this.subscriptions.has(held.scope)) this.fanOut.add(held.scope, change)
    else if (this.mayShowOthers(held.scope, change)) this.judgeAgain((board) => board === held.scope)
    this.linked.changed(held, change)
    // Who may read the thread of an item is a matter of the board where it is now.
    for (const id of itemsThatLeft(change)) {
      for (const subscription of this.subscriptions.of(scopeOf('item', id))) this.reset(subscription)
    }
  }

  reloaded(held: HeldScope): void {
    this.linked.reloaded(held)
    for (const subscription of this.subscriptions.of(held.scope)) this.reset(subscription)
    // Threads that are open stay so, as far as their items are seen still; the rules are kept up on the new state.
    this.judgeAgain((board) => board === held.scope)
    for (const session of this.sessions) {
      for (const { board, sight } of session.subscriptions.values()) {
        const rule = ruleOf(sight)
        if (board === held.scope && rule !== undefined) this.narrow(board, rule)
      }
    }
  }

  /** Forgets a socket. */
  remove(session: SyncSession): void {
    this.sessions.delete(session)
    for (const scope of session.subscriptions.keys()) this.close(session, scope)
  }

  /** Opens a scope for a socket: what it misses after `known`, or all of it, a board with the first rows of a view. */
  async open(
    session: SyncSession,
    scope: Scope,
    known: KnownCopy,
    asked: BoardViewSpec | 'opening' | null = null,
  ): Promise<void> {
    const board = await this.sights.judgingBoard(scope)
    if (board === undefined) return session.send({ t: 'gone', scope, reason: 'no-access' })
    const held = await this.store.get(scope)
    if (board !== null && board !== scope) await this.store.get(board)
    // Whoever comes from another node finds here what it was told there, also where the bus is slower than the person.
    if (known.version === 0 || known.version > held.state.version) await this.store.catchUp(scope)
    if (known.version > 0) await this.journals.reach(held, known.version)
    const asker = this.principal(session.memberId)
    const seen =
      asker && board !== null && scopeKind(board) === 'board' ? await this.boardFor(asker, scopeId(board)) : null
    const view = asked !== 'opening' ? asked : seen && openingSpec(seen.board, session.memberId)
    if (asker && seen && view && scope === board) {
      await this.farCells.forFirstRows(seen.board, asker, orderedBy(view), (error) =>
        this.log.error({ err: error }, 'cells that follow from other boards could not be computed'),
      )
    }
    // A socket that closed meanwhile is forgotten already, and would be subscribed for ever.
    if (!this.sessions.has(session)) return
    const principal = this.principal(session.memberId)
    const sight = principal && this.sightOf(principal, scope, board)
    if (!principal || sight === undefined) return session.send({ t: 'gone', scope, reason: 'no-access' })
    const subscription: Subscription = { session, scope, board, sight, version: held.state.version, waiting: null }
    this.close(session, scope)
    this.subscriptions.add(subscription)
    const { version } = held.state
    const rule = ruleOf(sight)
    // From here on it is kept up of which items they may know.
    if (rule !== undefined) this.narrow(board, rule)
    const isGood =
      known.version > 0 &&
      known.version <= version &&
      known.fingerprint === fingerprintOf(sight) &&
      // Which items went out of somebody's sight meanwhile is not in the journal.
      (rule === undefined || !(held.state instanceof BoardState))
    const isResumed = isGood && (await this.resume(subscription, known.version, held))
    const rows = isResumed ? [] : this.sendWhole(subscription, held, { principal, view })
    // Whoever left meanwhile is told nothing more.
    if (session.subscriptions.get(scope) === subscription) this.linked.opened(subscription, held, rows)
  }

  /** Closes a scope for a socket. */
  close(session: SyncSession, scope: Scope): void {
    const subscription = session.subscriptions.get(scope)
    if (!subscription) return
    this.subscriptions.remove(subscription)
    this.linked.closed(subscription)
    this.docs.left(session, scope)
    this.presence.leave(scope, session.clientId)
  }

  /** Sends what was missed after a version. False, and nothing is sent, where that cannot be told or everything is less. */
  private async resume(subscription: Subscription, from: number, held: HeldScope): Promise<boolean> {
    const { session, scope, sight } = subscription
    const touches = this.journals.after(held, from)
    const { memberId, clientId } = session
    const parts = touches && missedParts(held.state, touches, { from, sight, memberId, clientId })
    if (!parts) return false
    session.send({ t: 'resumed', scope, version: from })
    if (touches.length === 0) return true
    const waiting: Change[] = []
    subscription.waiting = waiting
    for (const part of parts) {
      session.sendFrame(changesFrame(scope, [part]))
      if (!part.more) break
      await new Promise((resolve) => setImmediate(resolve))
      // Whoever lost the right meanwhile, or left, has been told: nothing more goes out.
      if (session.subscriptions.get(scope) !== subscription) return true
    }
    subscription.waiting = null
    this.fanOut.send([subscription], waiting, held)
    return true
  }

  /** Sends all of a scope, a board with the first rows of a view; gives these. */
  private sendWhole(
    subscription: Subscription,
    held: HeldScope,
    asked: { readonly principal: Principal; readonly view: BoardViewSpec | null },
  ): readonly number[] {
    const { session, scope, sight } = subscription
    const { principal, view } = asked
    const rule = ruleOf(sight)
    const state = held.state instanceof BoardState ? this.store.narrow.of(held.state, rule) : held.state
    const tables = tablesInScope(scopeKind(scope))
    const records = sight
      ? visibleRecords(state, tables, sight, session.memberId)
      : tables.flatMap((table) => [...state.records(table)].map(([id, fields]) => [table, id, fields] as const))
    const viewport =
      state instanceof BoardState && sight && view
        ? this.viewports.read(this.farCells.seenNow(state, principal), view, { principal, sight })
        : null
    session.send({
      t: 'opened',
      scope,
      version: state.version,
      fingerprint: fingerprintOf(sight),
      records,
      ...(state instanceof BoardState && sight && { chunks: chunkManifest(state, sight) }),
      ...(viewport && { viewport }),
    })
    return viewport?.groups.flatMap(({ rows }) => rows) ?? []
  }

  /** Rights changed: who may not read any more is closed, who sees something else opens afresh. */
  private judgeAgain(isMeant: (board: Scope | null) => boolean): void {
    const meant = [...this.sessions].flatMap(({ subscriptions }) =>
      [...subscriptions.values()].filter(({ board }) => isMeant(board)),
    )
    for (const subscription of meant) {
      const { session, scope, board } = subscription
      const principal = this.principal(session.memberId)
      const sight = principal ? this.sightOf(principal, scope, board) : undefined
      if (sight === undefined) {
        this.close(session, scope)
        session.send({ t: 'gone', scope, reason: 'no-access' })
      } else if (sight?.fingerprint !== subscription.sight?.fingerprint) this.reset(subscription)
      else subscription.sight = sight
    }
  }

  /** Whether a change of a scope may change what somebody sees there. */
  private mayShowOthers(scope: Scope, change: Change): boolean {
    if (touchesRights(change)) return true
    const state = this.store.peek(scope)?.state
    return state instanceof BoardState && this.store.narrow.moved(state, change)
  }

  /** Somebody watches other items than before: what they see of them comes or goes. */
  private watchesOthers(memberId: string): void {
    // @NOTE whoever watches is a member.
    const principal = this.principal(memberId as MemberId)
    const others = new Map<Scope, boolean>()
    for (const session of this.sessions) {
      if (session.memberId !== memberId) continue
      const all = [...session.subscriptions.values()]
      for (const subscription of all) {
        const { scope, board } = subscription
        const state = board === null ? undefined : this.store.peek(board)?.state
        if (!ruleOf(subscription.sight)?.watched || board === null || !(state instanceof BoardState)) continue
        const sight = principal ? this.sightOf(principal, scope, board) : undefined
        const rule = ruleOf(sight ?? null)
        const isOther = others.get(board) ?? (rule !== undefined && this.store.narrow.isOther(state, rule))
        if (rule !== undefined) others.set(board, isOther)
        if (sight === undefined) {
          this.close(session, scope)
          session.send({ t: 'gone', scope, reason: 'no-access' })
        } else if (isOther && scope === board) this.reset(subscription)
        else subscription.sight = sight
      }
    }
  }

  private narrow(scope: Scope | null, rule: RowRule): void {
    const state = scope === null ? undefined : this.store.peek(scope)?.state
    if (state instanceof BoardState) this.store.narrow.of(state, rule)
  }

  private reset({ session, scope }: Subscription): void {
    this.close(session, scope)
    session.send({ t: 'gone', scope, reason: 'reset' })
  }

  private peopleChanged(): void {
    for (const session of this.sessions) {
      if (this.sights.ended(session.memberId)) session.bye('signed-out', 'Your membership ended.')
    }
    this.judgeAgain(() => true)
    this.linked.judge(() => true)
  }

  private tellPresence(scope: Scope, people: readonly PresentPerson[]): void {
    const frames = new Map<string, Buffer>()
    const held = this.store.peek(scope)?.state
    const board = held instanceof BoardState ? held : null
    for (const { session, sight } of this.subscriptions.of(scope)) {
      const key = sight?.fingerprint ?? ''
      const message: ServerMessage = { t: 'presence', scope, people: visiblePeople(people, sight, board) }
      const frame = frames.get(key) ?? Buffer.from(JSON.stringify(message))
      frames.set(key, frame)
      session.sendFrame(frame)
    }
  }
}
