import { idOf, notFound } from '@fulcrum/domain'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { audit } from '../audit.ts'
import { changePassword } from '../change-password.ts'
import type { AuthContext } from '../ports.ts'
import type { SessionCookie } from '../session-cookie.ts'
import { endSession, endSessions, listSessions } from '../sessions.ts'
import { answerOf, callerOf, passwordArg, post } from './route.ts'
import type { OwnSession } from './route.ts'

/** The routes of one's own sessions and password. */
export function ownRoutes(app: FastifyInstance, context: AuthContext, cookie: SessionCookie, own: OwnSession): void {
  const policy = { signedIn: true } as const

  app.get('/auth/session', { config: { policy } }, async (request) => answerOf(context, await own(request)))

  post(app, '/auth/sign-out', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request, reply) => {
      const { userId, sessionId, member } = await own(request)
      await endSession(context, userId, sessionId)
      reply.header('set-cookie', cookie.clear())
      await audit(context, { event: 'sign-out', actor: member.id, subject: sessionId })
      return {}
    },
  })

  post(app, '/auth/session.list', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request) => ({ sessions: await listSessions(context, await own(request)) }),
  })

  post(app, '/auth/session.end', {
    policy,
    args: z.union([z.strictObject({ id: idOf('session') }), z.strictObject({ others: z.literal(true) })]),
    answer: async (args, request) => {
      const { userId, sessionId, member } = await own(request)
      if ('others' in args) {
        const ended = await endSessions(context, userId, sessionId)
        await audit(context, { event: 'sessions.ended', actor: member.id, subject: member.id, details: { ended } })
        return { ended }
      }
      if (!(await endSession(context, userId, args.id))) throw notFound('session')
      await audit(context, { event: 'session.ended', actor: member.id, subject: args.id })
      return { ended: 1 }
    },
  })

  post(app, '/auth/password.change', {
    policy,
    args: z.strictObject({ current: passwordArg, next: passwordArg }),
    answer: async (args, request, reply) => {
      const session = await changePassword(context, callerOf(request), { ...args, session: await own(request) })
      reply.header('set-cookie', cookie.set(session.token))
      return {}
    },
  })
}
