import {
  BoardState,
  accountSight,
  boardSight,
  isPersonal,
  isScope,
  scopeId,
  scopeKind,
  scopeOf,
  tablesInScope,
  visibleRecords,
} from '@fulcrum/domain'
import type { BoardViewSpec, Change, LoggedChange, MemberId, Principal, Scope, Sight } from '@fulcrum/domain'
import type { ChangesMessage, PresentPerson, ServerMessage } from '@fulcrum/protocol'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { Executor } from '../scopes/executor.ts'
import { memberPrincipal } from '../scopes/principals.ts'
import type { HeldScope, ScopeListener, ScopeStore } from '../scopes/scope-store.ts'
import { boardOfItem } from '../storage/items.ts'
import { chunkManifest } from './chunks.ts'
import { missedPages } from './missed-pages.ts'
import { Presence, visiblePeople } from './presence.ts'
import type { SyncSession } from './session.ts'
import type { Subscription } from './subscription.ts'
import { Viewports } from './viewport.ts'
import { wireChange } from './wire-change.ts'

/** Tables whose changes may change what somebody sees of a board. */
const rightsTables: ReadonlySet<string> = new Set(['board', 'boardMember', 'column'])

/**
 * Sends every change of this node's memory to the sockets that may know of it: in order, without gaps, one frame a turn of
 * the event loop for all who see the same.
 */
export class Hub implements ScopeListener {
  readonly store: ScopeStore
  readonly executor: Executor
  readonly log: Log
  readonly presence: Presence
  readonly viewports: Viewports
  private readonly sessions = new Set<SyncSession>()
  private readonly subscriptions = new Map<Scope, Set<Subscription>>()
  private readonly pending = new Map<Scope, Change[]>()
  private afterFlush: (() => void)[] = []
  private flushScheduled = false

  constructor(store: ScopeStore, executor: Executor, log: Log) {
    this.store = store
    this.executor = executor
    this.log = log
    this.presence = new Presence((scope, people) => this.tellPresence(scope, people))
    this.viewports = new Viewports(store)
    store.listen(this)
  }

  /** Adds a socket; it is of a member whose principal exists. */
  add(session: SyncSession): void {
    this.sessions.add(session)
  }

  /** Forgets a socket. */
  remove(session: SyncSession): void {
    this.sessions.delete(session)
    for (const scope of session.subscriptions.keys()) this.close(session, scope)
  }

  /** The sockets of this node. */
  get size(): number {
    return this.sessions.size
  }

  /** Closes every socket, telling clients when to come back. */
  closeAll(): void {
    for (const session of this.sessions) {
      session.bye('restart', 'The server restarts.', 200 + Math.floor(Math.random() * 1_500))
    }
  }

  /** Closes the sockets of a member at once. */
  cutMember(memberId: string): void {
    for (const session of this.sessions) {
      if (session.memberId === memberId) session.bye('signed-out', 'You are signed out.')
    }
  }

  /** Closes the sockets of an ended session at once. */
  cutSession(sessionId: string): void {
    for (const session of this.sessions) {
      if (session.sessionId === sessionId) session.bye('signed-out', 'You are signed out.')
    }
  }

  /** The sign-in sessions that this node's sockets are open for. */
  signInSessions(): ReadonlySet<string> {
    return new Set([...this.sessions].map(({ sessionId }) => sessionId))
  }

  /** The principal of a member as this node's memory of the account knows it now. */
  principal(memberId: MemberId): Principal | null {
    const account = this.store.peek(scopeOf('account', this.store.accountId))
    return account ? memberPrincipal(account.state, memberId) : null
  }

  inUse(scope: Scope): boolean {
    return this.subscriptions.has(scope)
  }

  /** Opens a scope for a socket: what it misses after `known`, or all of it, a board with the first rows of `view`. */
  async open(
    session: SyncSession,
    scope: Scope,
    known: { readonly version: number; readonly fingerprint: string },
    view: BoardViewSpec | null = null,
  ): Promise<void> {
    const board = await this.judgingBoard(scope)
    if (board === undefined) return session.send({ t: 'gone', scope, reason: 'no-access' })
    const held = await this.store.get(scope)
    if (board !== null && board !== scope) await this.store.get(board)
    // Whoever comes from another node finds here what it was told there, also where the bus is slower than the person.
    if (known.version === 0 || known.version > held.state.version) await this.store.catchUp(scope)
    // A socket that closed meanwhile is forgotten already, and would be subscribed for ever.
    if (!this.sessions.has(session)) return
    const principal = this.principal(session.memberId)
    const sight = principal && this.sightOf(principal, scope, board)
    if (!principal || sight === undefined) return session.send({ t: 'gone', scope, reason: 'no-access' })
    const subscription: Subscription = { session, scope, board, sight, version: held.state.version, waiting: null }
    this.close(session, scope)
    session.subscriptions.set(scope, subscription)
    const all = this.subscriptions.get(scope) ?? new Set()
    this.subscriptions.set(scope, all.add(subscription))
    const fingerprint = sight?.fingerprint ?? 'all'
    if (known.version > 0 && known.fingerprint === fingerprint && known.version <= held.state.version) {
      if (await this.resume(subscription, known.version, held)) return
    }
    this.sendWhole(subscription, held, { fingerprint, principal, view })
  }

  /** Closes a scope for a socket. */
  close(session: SyncSession, scope: Scope): void {
    const subscription = session.subscriptions.get(scope)
    if (!subscription) return
    session.subscriptions.delete(scope)
    const all = this.subscriptions.get(scope)
    all?.delete(subscription)
    if (all?.size === 0) this.subscriptions.delete(scope)
    this.presence.leave(scope, session.clientId)
  }

  changed(held: HeldScope, change: Change): void {
    if (scopeKind(held.scope) === 'account') this.accountChanged(change)
    if (!this.subscriptions.has(held.scope)) return
    const waiting = this.pending.get(held.scope)
    if (waiting) waiting.push(change)
    else this.pending.set(held.scope, [change])
    this.scheduleFlush()
  }

  reloaded(held: HeldScope): void {
    for (const subscription of this.subscriptions.get(held.scope) ?? []) this.reset(subscription)
  }

  /** Runs when all that changed until now has been sent: an answer comes after its changes. */
  whenSent(work: () => void): void {
    this.afterFlush.push(work)
    this.scheduleFlush()
  }

  /** What a principal sees of a scope: null is all of it, undefined nothing. */
  sightOf(principal: Principal, scope: Scope, board: Scope | null): Sight | null | undefined {
    if (board === null) {
      if (scopeKind(scope) === 'account') return accountSight(principal)
      if (scopeKind(scope) === 'user' && scopeId(scope) !== principal.memberId) return undefined
      return null
    }
    const state = this.store.peek(board)?.state
    return state instanceof BoardState ? (boardSight(principal, state) ?? undefined) : undefined
  }

  /** The board by whose rights a scope is judged; undefined where there is no such scope for anybody. */
  private async judgingBoard(scope: Scope): Promise<Scope | null | undefined> {
    if (!isScope(scope)) return undefined
    const kind = scopeKind(scope)
    if (kind === 'board') return scope
    if (kind === 'user') return null
    if (kind === 'account') return scopeId(scope) === this.store.accountId ? null : undefined
    if (kind !== 'item') return undefined
    const boardId = await withRetry(this.store.pool, (pool) => boardOfItem(pool, this.store.accountId, scopeId(scope)))
    return boardId === null ? undefined : scopeOf('board', boardId)
  }

  /** True where nothing more is to be sent: the missed changes went out, or the subscription ended on the way. */
  private async resume(subscription: Subscription, from: number, held: HeldScope): Promise<boolean> {
    const to = subscription.version
    subscription.waiting = []
    const { session, scope } = subscription
    const isOver = () => session.subscriptions.get(scope) !== subscription
    const pages = await missedPages(this.store, subscription, { from, to })
    // Whoever lost the right meanwhile, or left, has been told: nothing of what was read for them goes out.
    if (isOver()) return true
    if (pages === null) {
      subscription.waiting = null
      subscription.version = held.state.version
      return false
    }
    session.send({ t: 'resumed', scope, version: from })
    subscription.version = from
    for (const page of pages) {
      if (typeof page === 'string') session.sendFrame(Buffer.from(page))
      else this.sendChanges([subscription], page, held)
      await new Promise((resolve) => setImmediate(resolve))
      if (isOver()) return true
    }
    const { waiting } = subscription
    subscription.version = to
    subscription.waiting = null
    this.sendChanges([subscription], waiting, held)
    return true
  }

  private sendWhole(
    subscription: Subscription,
    held: HeldScope,
    asked: { readonly fingerprint: string; readonly principal: Principal; readonly view: BoardViewSpec | null },
  ): void {
    const { session, scope, sight } = subscription
    const { fingerprint, principal, view } = asked
    const { state } = held
    const tables = tablesInScope(scopeKind(scope))
    const records = sight
      ? visibleRecords(state, tables, sight, session.memberId)
      : tables.flatMap((table) => [...state.records(table)].map(([id, fields]) => [table, id, fields] as const))
    session.send({
      t: 'opened',
      scope,
      version: state.version,
      fingerprint,
      records,
      ...(state instanceof BoardState && sight && { chunks: chunkManifest(state, sight) }),
      ...(state instanceof BoardState &&
        sight &&
        view && { viewport: this.viewports.read(state, view, { principal, sight, now: this.executor.now() }) }),
    })
  }

  private scheduleFlush(): void {
    if (this.flushScheduled) return
    this.flushScheduled = true
    setImmediate(() => this.flush())
  }

  private flush(): void {
    this.flushScheduled = false
    const pending = [...this.pending]
    this.pending.clear()
    const done = this.afterFlush
    this.afterFlush = []
    for (const [scope, changes] of pending) {
      const held = this.store.peek(scope)
      if (held) this.flushScope(held, changes)
    }
    for (const work of done) work()
  }

  private flushScope(held: HeldScope, changes: readonly Change[]): void {
    const scopes = changes.some(touchesRights) ? this.subscribersJudgedBy(held.scope) : []
    for (const subscription of scopes) this.judgeAgain(subscription)
    const groups = new Map<string, Subscription[]>()
    const perPerson = changes.some(({ patches }) => patches.some(isPersonal))
    for (const subscription of this.subscriptions.get(held.scope) ?? []) {
      if (subscription.waiting) {
        subscription.waiting.push(...changes)
        continue
      }
      const { sight } = subscription
      const person = perPerson && sight !== null ? subscription.session.memberId : ''
      const key = `${subscription.version}|${sight?.fingerprint ?? ''}|${person}`
      const group = groups.get(key)
      if (group) group.push(subscription)
      else groups.set(key, [subscription])
    }
    for (const group of groups.values()) this.sendChanges(group, changes, held)
  }

  /** Sends changes to subscriptions that see the same and are at the same version. */
  private sendChanges(
    group: readonly Subscription[],
    changes: readonly (Change | LoggedChange)[],
    held: HeldScope,
  ): void {
    const [first] = group
    const last = changes.at(-1)
    if (!first || !last) return
    const { sight, session, version } = first
    const wire = changes
      .filter((change) => change.version > version)
      .map((change) => wireChange(change, sight, session.memberId, held))
    if (wire.length === 0) return
    const frame = Buffer.from(
      JSON.stringify({ t: 'changes', scope: held.scope, changes: wire } satisfies ChangesMessage),
    )
    for (const subscription of group) {
      subscription.version = last.version
      subscription.session.sendFrame(frame)
    }
  }

  /** Rights changed: who may not read any more is closed, who sees something else opens afresh. */
  private judgeAgain(subscription: Subscription): void {
    const { session, scope, board } = subscription
    const principal = this.principal(session.memberId)
    const sight = principal ? this.sightOf(principal, scope, board) : undefined
    if (sight === undefined) {
      this.close(session, scope)
      session.send({ t: 'gone', scope, reason: 'no-access' })
    } else if (sight?.fingerprint !== subscription.sight?.fingerprint) this.reset(subscription)
    else subscription.sight = sight
  }

  private reset({ session, scope }: Subscription): void {
    this.close(session, scope)
    session.send({ t: 'gone', scope, reason: 'reset' })
  }

  private subscribersJudgedBy(board: Scope): Subscription[] {
    const found: Subscription[] = []
    for (const session of this.sessions) {
      for (const subscription of session.subscriptions.values())
        if (subscription.board === board) found.push(subscription)
    }
    return found
  }

  private accountChanged(change: Change): void {
    const people = change.patches.filter(
      (patch) => patch.op !== 'cells' && (patch.table === 'member' || patch.table === 'team'),
    )
    if (people.length === 0) return
    for (const session of this.sessions) {
      if (this.principal(session.memberId) === null) {
        session.bye('signed-out', 'Your membership ended.')
        continue
      }
      for (const subscription of session.subscriptions.values()) {
        this.judgeAgain(subscription)
      }
    }
  }

  private tellPresence(scope: Scope, people: readonly PresentPerson[]): void {
    const frames = new Map<string, Buffer>()
    for (const { session, sight } of this.subscriptions.get(scope) ?? []) {
      const key = sight?.fingerprint ?? ''
      const message: ServerMessage = { t: 'presence', scope, people: visiblePeople(people, sight) }
      const frame = frames.get(key) ?? Buffer.from(JSON.stringify(message))
      frames.set(key, frame)
      session.sendFrame(frame)
    }
  }
}

function touchesRights({ patches }: Change): boolean {
  return patches.some((patch) => patch.op !== 'cells' && rightsTables.has(patch.table))
}
