import { DomainError, can, idOf, notFound } from '@fulcrum/domain'
import type { MailAnswer } from '@fulcrum/protocol'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { forgetLetter, lookAtMail, retryLetter } from '../../mail/shelf.ts'
import { audit } from '../audit.ts'
import { sendLetter, testLetter } from '../letters.ts'
import type { AuthContext } from '../ports.ts'
import { post, signedOut } from './route.ts'
import type { OwnSession } from './route.ts'

const letterArgs = z.strictObject({ id: idOf('letter') })

/** The routes by which whoever manages the account sees how mail goes, and sends again what did not go out. */
export function mailRoutes(app: FastifyInstance, context: AuthContext, own: OwnSession): void {
  const policy = { signedIn: true } as const
  const shelf = { pool: context.pool, accountId: context.door.accountId, now: context.now }
  /** The manager who asks; anybody else is refused. */
  const manager = async (request: Parameters<OwnSession>[0]) => {
    const { member } = await own(request)
    const principal = context.door.principal(member.id)
    if (!principal) throw signedOut()
    if (!can(principal, 'account.manage', null)) {
      throw new DomainError('forbidden', 'How mail goes is for those who manage the account.')
    }
    return member
  }

  post(app, '/auth/mail.status', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request): Promise<MailAnswer> => {
      await manager(request)
      const mailer = context.mail?.mailer
      const seen = await lookAtMail(shelf)
      return { server: mailer?.server ?? null, sender: mailer?.sender ?? null, url: context.publicUrl(), ...seen }
    },
  })

  post(app, '/auth/mail.test', {
    policy,
    args: z.strictObject({}),
    answer: async (_args, request) => {
      const { id, fields } = await manager(request)
      const to = String(fields['email'])
      if (!(await sendLetter(context, testLetter(context, to)))) {
        throw new DomainError('conflict', 'There is no mail server: set SMTP_URL.')
      }
      await audit(context, { event: 'mail.tested', actor: id, subject: id })
      return { to }
    },
  })

  post(app, '/auth/mail.retry', {
    policy,
    args: letterArgs,
    answer: async ({ id }, request) => {
      const member = await manager(request)
      if (!context.mail) throw new DomainError('conflict', 'There is no mail server: set SMTP_URL.')
      if (!(await retryLetter(shelf, id))) throw notFound('letter')
      context.mail.wake()
      await audit(context, { event: 'mail.retried', actor: member.id, subject: id })
      return {}
    },
  })

  post(app, '/auth/mail.forget', {
    policy,
    args: letterArgs,
    answer: async ({ id }, request) => {
      const member = await manager(request)
      if (!(await forgetLetter(shelf, id))) throw notFound('letter')
      await audit(context, { event: 'mail.forgotten', actor: member.id, subject: id })
      return {}
    },
  })
}
