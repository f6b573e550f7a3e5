import { DomainError, idOf } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { takeBackBatch } from '../scopes/batch.ts'
import type { Hub } from '../sync/hub.ts'
import type { SignedIn } from './sign-in.ts'

const body = z.strictObject({ batch: idOf('batch') })

/** `POST /api/change.undoBatch` and `change.redoBatch`: a batch is taken back, or done again, in one step. */
export function batchRoutes(
  app: FastifyInstance,
  hub: Hub,
  signedIn: (request: FastifyRequest) => Promise<SignedIn>,
): void {
  const config = { policy: { signedIn: true } } as const
  for (const way of ['undo', 'redo']) {
    app.post(`/api/change.${way}Batch`, { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const parsed = body.safeParse(request.body)
      if (!parsed.success) throw new DomainError('invalid', 'Name the batch by its id.', { field: 'batch' })
      return takeBackBatch(hub, { principal: () => hub.principal(memberId) }, parsed.data.batch)
    })
  }
}
