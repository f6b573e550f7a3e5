import { DomainError } from '@fulcrum/domain'
import { transferStart } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SignedIn } from '../http/sign-in.ts'
import type { Transfers } from './transfers.ts'

const config = { policy: { signedIn: true } } as const

/** `/transfers`: see `protocol/transfers.ts`. A transfer belongs to the person who began it. */
export function transferRoutes(transfers: Transfers) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    app.post('/transfers', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const parsed = transferStart.safeParse(request.body)
      if (parsed.success) return transfers.start(memberId, parsed.data)
      const [issue] = parsed.error.issues
      throw new DomainError('invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'bad arguments'}`.trim())
    })
    app.get<{ Params: { id: string } }>('/transfers/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return transfers.status(memberId, request.params.id)
    })
    app.delete<{ Params: { id: string } }>('/transfers/:id', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      return transfers.cancel(memberId, request.params.id)
    })
  }
}
