import { DomainError } from '@fulcrum/domain'
import * as z from 'zod/mini'
import type { OperatorHandler } from '../operations/operator.ts'
import { createReset } from './invitations.ts'
import type { AuthContext } from './ports.ts'
import { emailArg } from './users.ts'

const operationArgs = z.strictObject({ email: emailArg })

/**
 * A link for a new password, for whoever holds the data folder: the way back in where no owner is left who could make one. It
 * answers with the link's address.
 */
export function passwordOperation(context: AuthContext): OperatorHandler {
  return async (raw) => {
    const args = operationArgs.safeParse(raw)
    if (!args.success) throw new DomainError('invalid', 'Name the person by their e-mail address.')
    const member = context.directory.activeWithEmail(args.data.email)
    if (!member) throw new DomainError('not-found', `There is no member with the address ${args.data.email}.`)
    const principal = { kind: 'operator', memberId: null } as const
    const { url } = await createReset(context, { principal, memberId: member.id })
    return url
  }
}
