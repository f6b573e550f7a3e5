import { DomainError } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { InviteManyRequest, InviteManyResult } from '@fulcrum/protocol'
import { mostAddresses, readAddresses } from './address-list.ts'
import type { AddressEntry } from './address-list.ts'
import { createInvitation } from './invitations.ts'
import type { AuthContext } from './ports.ts'

/**
 * Invites everybody whose address a text has; what cannot be is said entry by entry, and stops nobody else. Whom an import named by the
 * address, or by the name before it, takes over what names them.
 */
export async function inviteMany(
  context: AuthContext,
  principal: Principal,
  { text, ...rest }: InviteManyRequest,
): Promise<readonly InviteManyResult[]> {
  const entries = readAddresses(text)
  if (entries.length === 0) throw new DomainError('invalid', 'There is no address in this text.', { field: 'text' })
  if (entries.length > mostAddresses) {
    const message = `These are ${entries.length} addresses: invite at most ${mostAddresses} at once.`
    throw new DomainError('invalid', message, { field: 'text' })
  }
  const seen = new Set<string>()
  const results: InviteManyResult[] = []
  for (const entry of entries) results.push(await inviteOne(context, principal, { entry, seen, rest }))
  return results
}

interface One {
  readonly entry: AddressEntry
  readonly seen: Set<string>
  readonly rest: Omit<InviteManyRequest, 'text'>
}

async function inviteOne(context: AuthContext, principal: Principal, { entry, seen, rest }: One) {
  const { name, ...written } = entry
  const { email } = written
  const not = (outcome: InviteManyResult['outcome'], message: string): InviteManyResult => {
    return { ...written, outcome, message, becomes: null, url: null, mailed: false }
  }
  if (email === null) return not('invalid', 'This is not an e-mail address.')
  if (seen.has(email)) return not('repeated', 'This address stands above already.')
  seen.add(email)
  if (context.directory.activeWithEmail(email) !== null) return not('member', 'A member already.')
  try {
    const placeholder = context.directory.placeholderOf({ email, name })
    const member = placeholder?.id
    const { url, mailed } = await createInvitation(context, { ...rest, email, principal, ...(member && { member }) })
    const becomes = placeholder === null ? null : String(placeholder.fields['name'])
    return {
      ...written,
      outcome: 'invited',
      message: mailed ? 'A mail is on its way.' : '',
      becomes,
      url,
      mailed,
    } as const
  } catch (error) {
    // What holds for one holds for all: nobody is invited then.
    if (!(error instanceof DomainError) || error.code === 'forbidden' || error.code === 'not-found') throw error
    return not('refused', error.message)
  }
}
