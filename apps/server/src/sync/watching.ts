import { scopeId, scopeKind } from '@fulcrum/domain'
import type { Change, Scope } from '@fulcrum/domain'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import { repeat } from '../repeat.ts'
import type { Bus } from '../scopes/bus.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'

/** What another node told of, and the hint was lost, is found by asking. */
const lookMs = 1_000

/** Whoever is not here and was not asked about for so long is forgotten. */
const keptMs = 10 * 60_000

const nothing: ReadonlySet<string> = new Set()

interface WatchingOptions {
  readonly store: ScopeStore
  readonly bus: Bus
  readonly log: Log
  /** Called when somebody watches other items than before. */
  readonly onChanged: (memberId: string) => void
  /** Whether somebody is connected, and to be told at once what they come to see. */
  readonly isHere: (memberId: string) => boolean
  readonly keptMs?: number
}

interface Watcher {
  readonly items: ReadonlySet<string>
  askedAt: number
}

/**
 * The items that people chose to watch, or were put down to watch, for those of whom it decides what they see. Whoever was asked
 * about once is kept up, while they are here and for a while after: by this node's own changes at once, by those of others when
 * they say so.
 */
export class Watching {
  private readonly options: WatchingOptions
  private readonly members = new Map<string, Watcher>()
  private readonly looking
  private isAsked = false

  constructor(options: WatchingOptions) {
    this.options = options
    const onError = (error: unknown): void =>
      options.log.warn({ err: error }, 'who watches what could not be looked up')
    this.looking = repeat(lookMs, () => this.look(), onError)
    options.bus.onMoved((scope) => {
      if (scopeKind(scope) !== 'item' || this.members.size === 0 || this.isAsked) return
      this.isAsked = true
      setImmediate(() => {
        this.isAsked = false
        this.look().catch(onError)
      })
    })
  }

  /** The items of somebody who is known here; undefined of others. */
  of(memberId: string): ReadonlySet<string> | undefined {
    const known = this.members.get(memberId)
    if (known) known.askedAt = performance.now()
    return known?.items
  }

  /** How many people it keeps up. */
  get size(): number {
    return this.members.size
  }

  /** Waits until it is known what somebody watches. */
  async know(memberId: string): Promise<ReadonlySet<string>> {
    const known = this.of(memberId)
    if (known !== undefined) return known
    const found = (await this.read([memberId])).get(memberId) ?? nothing
    if (!this.members.has(memberId)) this.take(memberId, found)
    return this.of(memberId) ?? found
  }

  /** This node's memory took a change of a scope. */
  took(scope: Scope, { patches, historic }: Change): void {
    if (this.members.size === 0 || historic || scopeKind(scope) !== 'item') return
    for (const patch of patches) {
      if (patch.op === 'cells' || patch.table !== 'watcher') continue
      const items = this.members.get(patch.id)?.items
      const isWatching = patch.op === 'put' ? patch.fields['watching'] : false
      if (items === undefined || isWatching === undefined) continue
      const next = new Set(items)
      if (isWatching === true) next.add(scopeId(scope))
      else next.delete(scopeId(scope))
      this.take(patch.id, next)
    }
  }

  async stop(): Promise<void> {
    await this.looking.stop()
  }

  private async look(): Promise<void> {
    this.forgetGone()
    const members = [...this.members.keys()]
    if (members.length === 0) return
    const before = new Map(members.map((member) => [member, this.members.get(member)?.items]))
    const found = await this.read(members)
    for (const member of members) {
      // What changed while it was read is newer than what was read.
      if (this.members.get(member)?.items === before.get(member)) this.take(member, found.get(member) ?? nothing)
    }
  }

  private forgetGone(): void {
    const { isHere, keptMs: forMs = keptMs } = this.options
    for (const [member, { askedAt }] of this.members) {
      if (performance.now() - askedAt >= forMs && !isHere(member)) this.members.delete(member)
    }
  }

  private take(member: string, items: ReadonlySet<string>): void {
    const known = this.members.get(member)
    const before = known?.items
    if (before !== undefined && before.size === items.size && [...items].every((id) => before.has(id))) return
    this.members.set(member, { items, askedAt: known?.askedAt ?? performance.now() })
    this.options.onChanged(member)
  }

  private async read(members: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const { store } = this.options
    const { rows } = await withRetry(store.pool, (pool) =>
      pool.query<{ member: string; items: string[] }>({
        name: 'watched-items',
        text: `SELECT id AS member, array_agg(scope_id::text) AS items FROM watcher
               WHERE account = $1 AND id = ANY ($2) AND watching GROUP BY id`,
        values: [store.accountId, members],
      }),
    )
    return new Map(rows.map(({ member, items }) => [member, new Set(items)]))
  }
}
