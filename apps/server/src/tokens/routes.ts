import { DomainError, idOf } from '@fulcrum/domain'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import type { AuthContext } from '../auth/ports.ts'
import { callerOf, passwordArg, post } from '../auth/routes/route.ts'
import type { OwnSession } from '../auth/routes/route.ts'
import { provePassword } from '../auth/users.ts'
import { endToken, makeToken, visibleTokens } from './make-token.ts'

const serviceRole = z.enum(['admin', 'member', 'viewer', 'guest'])

const wish = z.strictObject({
  name: z.pipe(
    z.pipe(
      z.string().check(z.maxLength(200)),
      z.transform((text: string) => text.replaceAll(/\p{Cc}+/gu, ' ').trim()),
    ),
    z.string().check(z.minLength(1, 'Say what the token is for.'), z.maxLength(100, 'Use at most 100 characters.')),
  ),
  mayWrite: z.boolean(),
  expiresInDays: z.nullable(z.int().check(z.gte(1), z.lte(3_650))),
  places: z.nullable(
    z
      .strictObject({
        workspaces: z.array(idOf('workspace')).check(z.maxLength(100)),
        boards: z.array(idOf('board')).check(z.maxLength(100)),
      })
      .check(z.refine(({ workspaces, boards }) => workspaces.length + boards.length > 0, 'Choose at least one place.')),
  ),
  service: z.optional(z.union([z.strictObject({ role: serviceRole }), z.strictObject({ member: idOf('member') })])),
  /** Whoever finds a browser open makes no token. */
  password: passwordArg,
})

/** The routes of tokens. They are for people alone: no token makes, lists or ends tokens. */
export function tokenRoutes(app: FastifyInstance, context: AuthContext, own: OwnSession): void {
  const policy = { signedIn: true } as const

  post(app, '/auth/token.create', {
    policy,
    args: wish,
    answer: async ({ password, service, ...rest }, request) => {
      const { member } = await own(request)
      await provePassword(context, callerOf(request), { email: String(member.fields['email']), password }).catch(
        (error: unknown) => {
          if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
          throw new DomainError('invalid', 'This is not your password.', { field: 'password' })
        },
      )
      return makeToken(context, member, { ...rest, service })
    },
  })

  post(app, '/auth/token.list', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request) => ({ tokens: await visibleTokens(context, (await own(request)).member) }),
  })

  post(app, '/auth/token.revoke', {
    policy,
    args: z.strictObject({ id: idOf('token') }),
    answer: async ({ id }, request) => {
      await endToken(context, (await own(request)).member, id)
      return {}
    },
  })
}
