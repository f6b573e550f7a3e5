import { scopeId, scopeKind } from '@fulcrum/domain'
import type { Change, Scope } from '@fulcrum/domain'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import { repeat } from '../repeat.ts'
import type { Bus } from '../scopes/bus.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'

/** What another node told of, and the hint was lost, is found by asking. */
const lookMs = 1_000

const nothing: ReadonlySet<string> = new Set()

interface WatchingOptions {
  readonly store: ScopeStore
  readonly bus: Bus
  readonly log: Log
  /** Called when somebody watches other items than before. */
  readonly onChanged: (memberId: string) => void
}

/**
 * The items that people chose to watch, or were put down to watch, for those of whom it decides what they see. Whoever was asked
 * about once is kept up: by this node's own changes at once, by those of others when they say so.
 */
export class Watching {
  private readonly options: WatchingOptions
  private readonly members = new Map<string, ReadonlySet<string>>()
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
    return this.members.get(memberId)
  }

  /** Waits until it is known what somebody watches. */
  async know(memberId: string): Promise<ReadonlySet<string>> {
    const known = this.members.get(memberId)
    if (known !== undefined) return known
    const found = (await this.read([memberId])).get(memberId) ?? nothing
    if (!this.members.has(memberId)) this.take(memberId, found)
    return this.members.get(memberId) ?? found
  }

  /** This node's memory took a change of a scope. */
  took(scope: Scope, { patches, historic }: Change): void {
    if (this.members.size === 0 || historic || scopeKind(scope) !== 'item') return
    for (const patch of patches) {
      if (patch.op === 'cells' || patch.table !== 'watcher') continue
      const items = this.members.get(patch.id)
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
    const members = [...this.members.keys()]
    if (members.length === 0) return
    const before = new Map(this.members)
    const found = await this.read(members)
    for (const member of members) {
      // What changed while it was read is newer than what was read.
      if (this.members.get(member) === before.get(member)) this.take(member, found.get(member) ?? nothing)
    }
  }

  private take(member: string, items: ReadonlySet<string>): void {
    const before = this.members.get(member)
    if (before !== undefined && before.size === items.size && [...items].every((id) => before.has(id))) return
    this.members.set(member, items)
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
