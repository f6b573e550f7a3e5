import { DomainError, commands } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { queries } from '../queries/all.ts'
import type { Hub } from '../sync/hub.ts'
import { statusOf } from './errors.ts'
import type { SignedIn } from './sign-in.ts'

/** `POST /api/<noun>.<verb>` for every command and every query. */
export function apiRoutes(
  app: FastifyInstance,
  hub: Hub,
  signedIn: (request: FastifyRequest) => Promise<SignedIn>,
): void {
  const config = { policy: { signedIn: true } } as const
  for (const command of commands.filter(({ internal }) => !internal)) {
    app.post(`/api/${command.name}`, { config }, async (request, reply) => {
      const { memberId } = await signedIn(request)
      const principal = () => hub.principal(memberId)
      const answer = await hub.executor.run({ principal }, command.name, command.version, request.body)
      if (answer.ok) return answer
      const { code, message, details } = answer
      return reply.code(statusOf(code)).send({ error: { code, message, details } })
    })
  }
  for (const query of queries) {
    app.post(`/api/${query.name}`, { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const principal = hub.principal(memberId)
      if (!principal) throw new DomainError('signed-out', 'You are not a member here any more.')
      const args = query.args.safeParse(request.body)
      if (!args.success) {
        const [issue] = args.error.issues
        throw new DomainError(
          'invalid',
          `${query.name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'bad arguments'}`,
        )
      }
      return query.answer({ hub, principal }, args.data)
    })
  }
}
