import type { AccountId, KindRegistry } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from './database/database.ts'
import { createPostgresBus } from './scopes/bus.ts'
import type { Bus } from './scopes/bus.ts'
import { Executor } from './scopes/executor.ts'
import { accountState } from './scopes/principals.ts'
import { ScopeStore } from './scopes/scope-store.ts'
import { Hub } from './sync/hub.ts'
import { relayPresence } from './sync/presence-relay.ts'

export interface NodeOptions {
  readonly pool: pg.Pool
  /** For the connection that listens. */
  readonly databaseUrl: string
  readonly accountId: AccountId
  readonly kinds: KindRegistry
  readonly log: Log
  readonly now: () => number
  readonly maxItemsHeld?: number
  readonly pollMs?: number
}

/** One node of an account: its memory, its executor and its sockets, beside one PostgreSQL. */
export interface SyncNode {
  readonly hub: Hub
  readonly store: ScopeStore
  readonly executor: Executor
  readonly bus: Bus
  stop(): Promise<void>
}

/** Starts a node. Several may run beside one database, in one process or in many. */
export async function startNode(options: NodeOptions): Promise<SyncNode> {
  const { pool, databaseUrl, accountId, kinds, log, now } = options
  // A board is in memory with all that follows from its cells.
  await kinds.prepare()
  const bus = await createPostgresBus(databaseUrl, accountId, log)
  const store = new ScopeStore({
    pool,
    accountId,
    kinds,
    bus,
    log,
    now,
    ...(options.maxItemsHeld !== undefined && { maxItemsHeld: options.maxItemsHeld }),
    ...(options.pollMs !== undefined && { pollMs: options.pollMs }),
  })
  const executor = new Executor(store, log, now)
  const hub = new Hub(store, executor, { log, bus })
  const relay = relayPresence({ presence: hub.presence, bus, nodeId: crypto.randomUUID() })
  await accountState(store)
  return {
    hub,
    store,
    executor,
    bus,
    async stop() {
      hub.sessions.closeAll()
      relay.stop()
      await hub.watching.stop()
      await hub.docs.stop()
      store.stop()
      await bus.stop()
    },
  }
}
