import { DomainError } from '@fulcrum/domain'
import type { SessionAnswer } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { RoutePolicy } from '../../http/policy.ts'
import type { AuthContext, Caller } from '../ports.ts'
import { maxPasswordLength } from '../password-policy.ts'
import type { LiveSession } from '../sessions.ts'

/** A password as it is typed: judged later, and never so long that hashing it takes time. */
export const passwordArg = z.string().check(z.minLength(1), z.maxLength(maxPasswordLength * 4))

/** Who is there, of a request that the frame let in. */
export type OwnSession = (request: FastifyRequest) => Promise<LiveSession>

/** What a route says of itself. */
export interface Route<Args> {
  readonly policy: RoutePolicy
  readonly args: z.ZodMiniType<Args>
  readonly answer: (args: Args, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/** Adds a route that takes JSON of one shape. */
export function post<Args>(app: FastifyInstance, path: string, { policy, args, answer }: Route<Args>): void {
  app.post(path, { config: { policy } }, async (request, reply) => {
    const parsed = args.safeParse(request.body)
    if (parsed.success) return answer(parsed.data, request, reply)
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') ?? ''
    throw new DomainError('invalid', issue?.message ?? 'The request is not one we can read.', { field })
  })
}

/** Refuses whom no session lets in. */
export function signedOut(): DomainError {
  return new DomainError('signed-out', 'Sign in first.')
}

/** Who is at the other end. */
export function callerOf({ ip, headers }: FastifyRequest): Caller {
  return { ip, userAgent: headers['user-agent'] ?? '', cookie: headers.cookie }
}

/** What a person is told of their own session. */
export function answerOf({ door }: AuthContext, { sessionId, member }: LiveSession): SessionAnswer {
  const principal = door.principal(member.id)
  if (principal?.kind !== 'member') throw signedOut()
  return {
    account: door.accountId,
    accountName: door.name(),
    member: member.id,
    name: String(member.fields['name']),
    email: String(member.fields['email']),
    role: principal.role,
    sessionId,
  }
}
