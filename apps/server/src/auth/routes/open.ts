import { DomainError } from '@fulcrum/domain'
import type { LinkAnswer, SessionAnswer } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { acceptLink, isGood } from '../accept-link.ts'
import { countTry, forgive, linkLimit } from '../attempts.ts'
import { audit } from '../audit.ts'
import { deadLink, readLink, wasLink } from '../links.ts'
import type { Link } from '../links.ts'
import type { AuthContext } from '../ports.ts'
import type { SessionCookie } from '../session-cookie.ts'
import { endSession, findSession } from '../sessions.ts'
import { emailArg, findUser, provePassword, startSession } from '../users.ts'
import { answerOf, callerOf, passwordArg, post } from './route.ts'

const tokenArg = z.string().check(z.minLength(1), z.maxLength(200))
const nameArg = z.pipe(
  z.string().check(z.maxLength(200)),
  z.pipe(
    z.transform((text: string) => text.normalize('NFC').trim()),
    z.string().check(z.minLength(1, 'Give your name.')),
  ),
)

/** The routes for people who are not signed in yet. */
export function openRoutes(app: FastifyInstance, context: AuthContext, cookie: SessionCookie): void {
  const enter = async (request: FastifyRequest, reply: FastifyReply, userId: string): Promise<SessionAnswer> => {
    const member = context.directory.ofUser(userId)
    if (!member) throw new DomainError('forbidden', 'You are not a member here: ask for an invitation.')
    // Whoever was signed in on this browser is so no more: a session is never handed on.
    const before = await findSession(context, request.headers.cookie)
    if (before) await endSession(context, before.userId, before.sessionId)
    const session = await startSession(context, callerOf(request), userId)
    reply.header('set-cookie', [cookie.set(session.token), context.known.set(userId, request.headers.cookie)])
    await audit(context, {
      event: 'sign-in.succeeded',
      actor: member.id,
      subject: session.id,
      details: { ip: request.ip },
    })
    return answerOf(context, { sessionId: session.id, userId, member })
  }

  post(app, '/auth/sign-in', {
    policy: { public: 'how a session begins; counted by person and by network' },
    args: z.strictObject({ email: emailArg, password: passwordArg }),
    answer: async ({ email, password }, request, reply) => {
      const user = await provePassword(context, callerOf(request), { email, password })
      return enter(request, reply, user.id)
    },
  })

  post(app, '/auth/link', {
    policy: { public: 'shows what a link is for to whoever holds it; counted by network' },
    args: z.strictObject({ token: tokenArg }),
    answer: async ({ token }, request): Promise<LinkAnswer> => {
      const link = await heldLink(context, request, token)
      const member = link.member === null ? null : context.directory.byId(link.member)
      const email = link.kind === 'reset' ? String(member?.fields['email'] ?? '') : link.email
      return {
        kind: link.kind,
        accountName: context.door.name(),
        role: link.role,
        email,
        name: typeof member?.fields['name'] === 'string' ? member.fields['name'] : null,
        team: link.team === null ? null : context.door.team(link.team),
        expiresAt: link.expiresAt,
        hasPassword: link.kind !== 'reset' && link.email !== null && (await findUser(context, link.email)) !== null,
      }
    },
  })

  post(app, '/auth/link/accept', {
    policy: { public: 'how a link is used up by whoever holds it; counted by network' },
    args: z.strictObject({
      token: tokenArg,
      name: z.optional(nameArg),
      email: z.optional(emailArg),
      password: passwordArg,
    }),
    answer: async ({ token, ...use }, request, reply) => {
      const link = await heldLink(context, request, token)
      const userId = await acceptLink(context, { link, use, caller: callerOf(request) })
      return enter(request, reply, userId)
    },
  })
}

/** The good link of a token; wrong tokens are counted, so that nobody goes through them all. */
async function heldLink(context: AuthContext, { ip }: FastifyRequest, token: string): Promise<Link> {
  const limits = [linkLimit(ip)]
  await countTry(context, limits)
  const link = await readLink(context, token).catch(async (error: unknown) => {
    // Who opens a spent link once more is no guesser.
    if (await wasLink(context, token)) await forgive(context, limits)
    else await audit(context, { event: 'link.refused', details: { ip } })
    throw error
  })
  await forgive(context, limits)
  if (!isGood(context, link)) throw deadLink()
  return link
}
