import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client'
import type pg from 'pg'
import { summarizeRuns, type RunSummary } from '../backup/runs.ts'
import type { RateLimiter } from '../http/rate-limiter.ts'
import type { Hub } from '../sync/hub.ts'

/** Gauges that the library names like counters, and sums of others at that. */
const misnamed = ['active_resources_total', 'active_handles_total', 'active_requests_total']

/**
 * What `/metrics` tells: the process (CPU, memory, garbage collection, and how late the event loop is, as
 * `fulcrum_nodejs_eventloop_lag_*`), the sockets, the scopes in memory, the pool and who was made to wait.
 */
export function createMetrics(pool: pg.Pool, hub: Hub, limiter: RateLimiter): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'fulcrum_' })
  for (const name of misnamed) registry.removeSingleMetric(`fulcrum_nodejs_${name}`)
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `fulcrum_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('sockets', 'Open sync sockets of this node.', () => hub.sessions.size)
  gauge('scopes_held', 'Scopes in the memory of this node.', () => hub.store.size().scopes)
  gauge('items_held', 'Items in the memory of this node.', () => hub.store.size().items)
  gauge('database_connections', 'Connections of the pool.', () => pool.totalCount)
  gauge('database_waiting', 'Queries that wait for a connection.', () => pool.waitingCount)
  const backup = (name: string, help: string, at: (runs: RunSummary) => number | null) =>
    new Gauge({
      name: `fulcrum_backup_${name}_age_seconds`,
      help,
      registers: [registry],
      async collect() {
        // Without a database there is nothing to tell, and everything else still is.
        const runs = await summarizeRuns(pool).catch(() => undefined)
        const since = runs === undefined ? Number.NaN : (at(runs) ?? Number.NEGATIVE_INFINITY)
        this.set((Date.now() - since) / 1_000)
      },
    })
  backup('newest', 'Age of the newest backup; infinite without one.', ({ lastGoodAt }) => lastGoodAt)
  backup('proved', 'Age of the newest backup that was restored for trial and found equal.', ({ provedAt }) => provedAt)
  const limited = new Counter({
    name: 'fulcrum_limited_total',
    help: 'Requests that were refused, and messages that were made to wait, because too many came at once.',
    labelNames: ['door', 'by'],
    registers: [],
    collect() {
      this.reset()
      for (const door of ['http', 'sync']) {
        for (const by of ['member', 'address']) this.inc({ door, by }, limiter.limited.get(`${door} ${by}`) ?? 0)
      }
    },
  })
  registry.registerMetric(limited)
  return registry
}
