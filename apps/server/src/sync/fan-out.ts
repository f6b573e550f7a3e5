import { BoardState, isPersonal, ruleOf } from '@fulcrum/domain'
import type { Change, Scope, Sight } from '@fulcrum/domain'
import type { ChangesMessage, WireChange } from '@fulcrum/protocol'
import type { HeldScope, ScopeStore } from '../scopes/scope-store.ts'
import type { Subscription, Subscriptions } from './subscription.ts'
import { wireChange } from './wire-change.ts'

export interface FanOutOptions {
  readonly store: Pick<ScopeStore, 'peek' | 'narrow'>
  readonly subscriptions: Subscriptions
  /** Called before changes of a scope go out: who may not know of them any more is closed by then. */
  readonly judge: (scope: Scope, changes: readonly Change[]) => void
  /** Opens a scope afresh where the changes do not lead from what was sent to what may be known now. */
  readonly reset: (subscription: Subscription) => void
}

/** Sends changes in order and without gaps, one frame a turn of the event loop for all who see the same. */
export class FanOut {
  private readonly options: FanOutOptions
  private readonly pending = new Map<Scope, Change[]>()
  private afterFlush: (() => void)[] = []
  private flushScheduled = false

  constructor(options: FanOutOptions) {
    this.options = options
  }

  /** Sends a change of a scope with the others of this turn. */
  add(scope: Scope, change: Change): void {
    const waiting = this.pending.get(scope)
    if (waiting) waiting.push(change)
    else this.pending.set(scope, [change])
    this.scheduleFlush()
  }

  /** Runs when all that changed until now has been sent: an answer comes after its changes. */
  whenSent(work: () => void): void {
    this.afterFlush.push(work)
    this.scheduleFlush()
  }

  /** Sends changes to subscriptions that see the same and are at the same version. */
  send(group: readonly Subscription[], changes: readonly Change[], held: HeldScope): void {
    const [first] = group
    const last = changes.at(-1)
    if (!first || !last) return
    const { sight, session, version } = first
    const fresh = changes.filter((change) => change.version > version)
    if (fresh.length === 0) return
    const known = this.known(fresh, sight, held)
    if (known === null) {
      for (const subscription of group) this.options.reset(subscription)
      return
    }
    const wire = known.map((change) => wireChange(change, sight, session.memberId, held))
    const frame = changesFrame(held.scope, wire)
    for (const subscription of group) {
      subscription.version = last.version
      subscription.session.sendFrame(frame)
    }
  }

  /** Changes as those may know of them who see some items only; null where items went out of their sight. */
  private known(changes: readonly Change[], sight: Sight | null, { state }: HeldScope): readonly Change[] | null {
    const rule = ruleOf(sight)
    if (rule === undefined || !(state instanceof BoardState)) return changes
    const known: Change[] = []
    for (const change of changes) {
      const told = this.options.store.narrow.told(state, rule, change)
      if (told === undefined || told.left) return null
      known.push({ ...change, patches: told.patches })
    }
    return known
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
      const held = this.options.store.peek(scope)
      if (held) this.flushScope(held, changes)
    }
    for (const work of done) work()
  }

  private flushScope(held: HeldScope, changes: readonly Change[]): void {
    const { subscriptions, judge } = this.options
    judge(held.scope, changes)
    const perPerson = changes.some(({ patches }) => patches.some(isPersonal))
    // Nearly always there is one group, and hundreds in it: they are compared, which makes nothing for each.
    const groups: Group[] = []
    for (const subscription of subscriptions.of(held.scope)) {
      if (subscription.waiting) {
        subscription.waiting.push(...changes)
        continue
      }
      const group = groups.find(([first]) => seeTheSame(first, subscription, perPerson))
      if (group) group.push(subscription)
      else groups.push([subscription])
    }
    for (const group of groups) this.send(group, changes, held)
  }
}

type Group = [Subscription, ...Subscription[]]

function seeTheSame(one: Subscription, other: Subscription, perPerson: boolean): boolean {
  return (
    one.version === other.version &&
    one.sight?.fingerprint === other.sight?.fingerprint &&
    (!perPerson || one.sight === null || one.session.memberId === other.session.memberId)
  )
}

/** The frame of a message with changes, for everybody who gets the same. */
export function changesFrame(scope: Scope, changes: readonly WireChange[]): Buffer {
  return Buffer.from(JSON.stringify({ t: 'changes', scope, changes } satisfies ChangesMessage))
}
