import { accountRoles, boardRoles, idOf } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import { teamLinkRoles } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { createInvitation, createReset, listInvitations, revokeInvitation } from '../invitations.ts'
import { inviteMany } from '../invite-many.ts'
import type { AuthContext } from '../ports.ts'
import { createTeamLink, endTeamLink, listTeamLinks } from '../team-links.ts'
import { emailArg } from '../users.ts'
import { post, signedOut } from './route.ts'
import type { OwnSession } from './route.ts'

/** The routes by which people let others in, or back in. */
export function peopleRoutes(app: FastifyInstance, context: AuthContext, own: OwnSession): void {
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
      team: z.optional(idOf('team')),
    }),
    answer: async (args, request) => createInvitation(context, { ...args, principal: await principalOf(request) }),
  })

  post(app, '/auth/invitation.createMany', {
    policy,
    args: z.strictObject({
      text: z.string().check(z.maxLength(200_000)),
      role: z.enum(accountRoles),
      expiresInDays: z.optional(z.int().check(z.gte(1), z.lte(30))),
      team: z.optional(idOf('team')),
    }),
    answer: async (args, request) => ({ results: await inviteMany(context, await principalOf(request), args) }),
  })

  post(app, '/auth/teamLink.create', {
    policy,
    args: z.strictObject({
      team: idOf('team'),
      role: z.enum(teamLinkRoles),
      maxUses: z.int().check(z.gte(1), z.lte(1_000)),
      expiresInDays: z.int().check(z.gte(1), z.lte(30)),
    }),
    answer: async (args, request) => createTeamLink(context, await principalOf(request), args),
  })

  post(app, '/auth/teamLink.list', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request) => ({ links: await listTeamLinks(context, await principalOf(request)) }),
  })

  post(app, '/auth/teamLink.revoke', {
    policy,
    args: z.strictObject({ id: idOf('link') }),
    answer: async ({ id }, request) => {
      await endTeamLink(context, await principalOf(request), id)
      return {}
    },
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
      createReset(context, { principal: await principalOf(request), memberId: member }),
  })
}
