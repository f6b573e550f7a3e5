import { DomainError, idOf } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { queryArgs } from '../api/answer-query.ts'
import type { SignedIn } from '../http/sign-in.ts'
import { queries } from '../queries/all.ts'
import type { TakeBack } from '../scopes/batch.ts'
import type { Hub } from './hub.ts'

const batchBody = z.strictObject({ batch: idOf('batch') })

/**
 * `POST /sync/ask/<noun>.<verb>`: the queries as the web app asks them, and the taking back of batches. Like all of sync it names
 * things by their UUIDs, and is of the page's own version; programs ask the same of `/api`.
 */
export function askRoutes(
  app: FastifyInstance,
  { hub, takeBack }: { readonly hub: Hub; readonly takeBack: TakeBack },
  signedIn: (request: FastifyRequest) => Promise<SignedIn>,
): void {
  const config = { policy: { signedIn: true } } as const
  for (const query of queries) {
    app.post(`/sync/ask/${query.name}`, { config }, async (request) => {
      const principal = hub.principal((await signedIn(request)).memberId)
      if (!principal) throw new DomainError('signed-out', 'You are not a member here any more.')
      return query.answer({ hub, principal }, queryArgs(query, request.body))
    })
  }
  for (const way of ['undo', 'redo']) {
    app.post(`/sync/ask/change.${way}Batch`, { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const parsed = batchBody.safeParse(request.body)
      if (!parsed.success) throw new DomainError('invalid', 'Name the batch by its id.', { field: 'batch' })
      return takeBack({ principal: () => hub.principal(memberId) }, parsed.data.batch)
    })
  }
}
