import { DomainError, accountRoles, boardRoles, idOf, notFound } from '@fulcrum/domain'
import type { MemberId, Principal } from '@fulcrum/domain'
import type { LinkAnswer, SessionAnswer } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { RoutePolicy } from '../http/policy.ts'
import type { SignedIn } from '../http/sign-in.ts'
import { acceptLink, isGood } from './accept-link.ts'
import { countTry, forgive, linkLimit } from './attempts.ts'
import { audit } from './audit.ts'
import { createInvitation, createReset, listInvitations, revokeInvitation } from './invitations.ts'
import { deadLink, readLink, wasLink } from './links.ts'
import type { Link } from './links.ts'
import type { MemberDirectory } from './member-directory.ts'
import { maxPasswordLength } from './password-policy.ts'
import { changePassword } from './change-password.ts'
import type { AuthContext, Caller } from './ports.ts'
import type { SessionCookie } from './session-cookie.ts'
import { endSession, endSessions, findSession, listSessions } from './sessions.ts'
import type { LiveSession } from './sessions.ts'
import { emailArg, findUser, provePassword, startSession } from './users.ts'

const passwordArg = z.string().check(z.minLength(1), z.maxLength(maxPasswordLength * 4))
const tokenArg = z.string().check(z.minLength(1), z.maxLength(200))
const nameArg = z.pipe(
  z.string().check(z.maxLength(200)),
  z.pipe(
    z.transform((text: string) => text.normalize('NFC').trim()),
    z.string().check(z.minLength(1, 'Give your name.')),
  ),
)

type WhoIsThere = (request: FastifyRequest) => Promise<SignedIn>
type OwnSession = (request: FastifyRequest) => Promise<LiveSession>

/** The routes below `/auth/`; `packages/protocol/src/sign-in.ts` says what they take and give. */
export function signInRoutes(
  context: AuthContext,
  directory: MemberDirectory,
  cookie: SessionCookie,
): (app: FastifyInstance, signedIn: WhoIsThere) => void {
  return (app, signedIn) => {
    const own: OwnSession = async (request) => liveSession(directory, await signedIn(request))
    openRoutes(app, context, directory, cookie)
    ownRoutes(app, context, cookie, own)
    peopleRoutes(app, context, directory, own)
  }
}

function openRoutes(
  app: FastifyInstance,
  context: AuthContext,
  directory: MemberDirectory,
  cookie: SessionCookie,
): void {
  const enter = async (request: FastifyRequest, reply: FastifyReply, userId: string): Promise<SessionAnswer> => {
    const member = directory.ofUser(userId)
    if (!member) throw new DomainError('forbidden', 'You are not a member here: ask for an invitation.')
    // Whoever was signed in on this browser is so no more: a session is never handed on.
    const before = await findSession(context, directory, request.headers.cookie)
    if (before) await endSession(context, before.userId, before.sessionId)
    const session = await startSession(context, callerOf(request), userId)
    reply.header('set-cookie', cookie.set(session.token))
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
      const link = await heldLink(context, directory, request, token)
      const member = link.member === null ? null : directory.byId(link.member)
      const email = link.kind === 'reset' ? String(member?.fields['email'] ?? '') : link.email
      return {
        kind: link.kind,
        accountName: context.door.name(),
        role: link.role,
        email,
        name: typeof member?.fields['name'] === 'string' ? member.fields['name'] : null,
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
      const link = await heldLink(context, directory, request, token)
      const userId = await acceptLink(context, directory, { link, use, caller: callerOf(request) })
      return enter(request, reply, userId)
    },
  })
}

function ownRoutes(app: FastifyInstance, context: AuthContext, cookie: SessionCookie, own: OwnSession): void {
  const policy = { signedIn: true } as const

  app.get('/auth/session', { config: { policy } }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return answerOf(context, await own(request))
  })

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

function peopleRoutes(app: FastifyInstance, context: AuthContext, directory: MemberDirectory, own: OwnSession): void {
  const policy = { signedIn: true } as const
  const principalOf = async (request: FastifyRequest): Promise<Principal> => {
    const { member } = await own(request)
    const principal = context.door.principal(member.id)
    if (!principal) throw signedOut()
    return principal
  }

  post(app, '/auth/invitation.create', {
    policy,
    args: z.strictObject({
      email: z.optional(emailArg),
      role: z.enum(accountRoles),
      expiresInDays: z.optional(z.int().check(z.gte(1), z.lte(30))),
      member: z.optional(idOf('member')),
      board: z.optional(z.strictObject({ id: idOf('board'), role: z.enum(boardRoles) })),
    }),
    answer: async (args, request) =>
      createInvitation(context, directory, { ...args, principal: await principalOf(request) }),
  })

  post(app, '/auth/invitation.list', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request) => ({ invitations: await listInvitations(context, await principalOf(request)) }),
  })

  post(app, '/auth/invitation.revoke', {
    policy,
    args: z.strictObject({ id: idOf('link') }),
    answer: async ({ id }, request) => {
      await revokeInvitation(context, await principalOf(request), id)
      return {}
    },
  })

  post(app, '/auth/reset.create', {
    policy,
    args: z.strictObject({ member: idOf('member') }),
    answer: async ({ member }, request) =>
      createReset(context, directory, { principal: await principalOf(request), memberId: member }),
  })
}

interface Route<Args> {
  readonly policy: RoutePolicy
  readonly args: z.ZodMiniType<Args>
  readonly answer: (args: Args, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

function post<Args>(app: FastifyInstance, path: string, { policy, args, answer }: Route<Args>): void {
  app.post(path, { config: { policy } }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const parsed = args.safeParse(request.body)
    if (parsed.success) return answer(parsed.data, request, reply)
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') ?? ''
    throw new DomainError('invalid', issue?.message ?? 'The request is not one we can read.', { field })
  })
}

/** The good link of a token; wrong tokens are counted, so that nobody goes through them all. */
async function heldLink(
  context: AuthContext,
  directory: MemberDirectory,
  { ip }: FastifyRequest,
  token: string,
): Promise<Link> {
  const limits = [linkLimit(ip)]
  await countTry(context, limits)
  const link = await readLink(context, token).catch(async (error: unknown) => {
    // Who opens a spent link once more is no guesser.
    if (await wasLink(context, token)) await forgive(context, limits)
    else await audit(context, { event: 'link.refused', details: { ip } })
    throw error
  })
  await forgive(context, limits)
  if (!isGood(context, directory, link)) throw deadLink()
  return link
}

/** The session of a request that the frame let in. */
function liveSession(directory: MemberDirectory, { memberId, sessionId }: SignedIn): LiveSession {
  const member = directory.byId(memberId)
  const userId = member?.fields['userId']
  if (!member || typeof userId !== 'string') throw signedOut()
  return { sessionId, userId, member }
}

function signedOut(): DomainError {
  return new DomainError('signed-out', 'Sign in first.')
}

function callerOf({ ip, headers }: FastifyRequest): Caller {
  return { ip, userAgent: headers['user-agent'] ?? '' }
}

function answerOf({ door }: AuthContext, { sessionId, member }: LiveSession): SessionAnswer {
  const principal = door.principal(member.id as MemberId)
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
