import type { FastifyInstance } from 'fastify'
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client'
import type pg from 'pg'
import type { Hub } from '../sync/hub.ts'

export interface OperationsOptions {
  readonly pool: pg.Pool
  readonly hub: Hub
  readonly isReady: () => boolean
}

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus). */
export function operationsRoutes(app: FastifyInstance, { pool, hub, isReady }: OperationsOptions): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'fulcrum_' })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `fulcrum_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('sockets', 'Open sync sockets of this node.', () => hub.size)
  gauge('scopes_held', 'Scopes in the memory of this node.', () => hub.store.size().scopes)
  gauge('items_held', 'Items in the memory of this node.', () => hub.store.size().items)
  gauge('database_connections', 'Connections of the pool.', () => pool.totalCount)
  gauge('database_waiting', 'Queries that wait for a connection.', () => pool.waitingCount)

  const config = { policy: { public: 'asked by machines that watch; tells nothing of any account' } } as const
  app.get('/healthz', { config }, () => ({ ok: true }))
  app.get('/readyz', { config }, async (_request, reply) => {
    const database = await pool.query('SELECT 1').then(
      () => true,
      () => false,
    )
    const ready = isReady() && database
    return reply.code(ready ? 200 : 503).send({ ready, database })
  })
  app.get('/metrics', { config }, async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  )
}
