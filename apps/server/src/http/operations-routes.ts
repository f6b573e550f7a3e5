import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { createMetrics } from '../operations/metrics.ts'
import type { Hub } from '../sync/hub.ts'
import type { RateLimiter } from './rate-limiter.ts'

export interface OperationsOptions {
  readonly pool: pg.Pool
  readonly hub: Hub
  readonly limiter: RateLimiter
  readonly isReady: () => boolean
}

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus). */
export function operationsRoutes(app: FastifyInstance, { pool, hub, limiter, isReady }: OperationsOptions): void {
  const registry = createMetrics(pool, hub, limiter)
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
