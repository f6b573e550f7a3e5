import { DomainError } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import * as z from 'zod/mini'
import type { OperatorHandler } from '../operations/operator.ts'
import { audit } from './audit.ts'
import { createReset } from './invitations.ts'
import { createLink } from './links.ts'
import type { AuthContext, MemberEntry } from './ports.ts'
import { emailArg } from './users.ts'

const operationArgs = z.strictObject({ email: z.optional(emailArg) })
const firstOwnerMs = 24 * 60 * 60 * 1000

/** What `./fulcrum reset-owner` prints. */
export interface OwnerReset {
  readonly url: string
  /** Whom the link lets in; null where it makes the first owner. */
  readonly email: string | null
  readonly name: string | null
  /** They were no owner before. */
  readonly promoted: boolean
}

/**
 * The way back into an installation for whoever holds its data folder: a one-use link by which an owner chooses a new password.
 * A member who is named and is no owner becomes one; where there is none at all, the link is the first owner's.
 */
export function resetOwnerOperation(context: AuthContext): OperatorHandler {
  return async (raw) => {
    const args = operationArgs.safeParse(raw)
    if (!args.success) throw new DomainError('invalid', 'Name the owner by their e-mail address.')
    return resetOwner(context, args.data.email)
  }
}

export async function resetOwner(context: AuthContext, email: string | undefined): Promise<OwnerReset> {
  const operator: Principal = { kind: 'operator', memberId: null }
  const member = email === undefined ? onlyOwner(context) : named(context, email)
  if (member === null) {
    const { url } = await createLink(context, { kind: 'owner', lifeMs: firstOwnerMs, role: 'owner' })
    await audit(context, { event: 'owner.reset', details: { first: true } })
    return { url, email: null, name: null, promoted: false }
  }
  const promoted = member.fields['role'] !== 'owner'
  if (promoted) {
    const answer = await context.door.run(operator, 'member.setRole', { id: member.id, role: 'owner' })
    if (!answer.ok) throw new DomainError(answer.code, answer.message)
  }
  const { url } = await createReset(context, { principal: operator, memberId: member.id, mailed: false })
  await audit(context, { event: 'owner.reset', subject: member.id, details: { promoted } })
  return { url, email: String(member.fields['email']), name: String(member.fields['name']), promoted }
}

function named({ directory }: AuthContext, email: string): MemberEntry {
  const member = directory.activeWithEmail(email)
  if (!member) throw new DomainError('not-found', `There is no member with the address ${email}.`)
  return member
}

function onlyOwner({ directory }: AuthContext): MemberEntry | null {
  const owners = directory.owners()
  if (owners.length <= 1) return owners[0] ?? null
  const list = owners.map(({ fields }) => `  ${String(fields['email'])}  (${String(fields['name'])})`).toSorted()
  throw new DomainError('invalid', `There are several owners: name one of them.\n${list.join('\n')}`)
}
