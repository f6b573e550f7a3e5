import type { MemberId } from '@fulcrum/domain'
import { revokeTokensOf } from '../tokens/token-store.ts'
import { audit } from './audit.ts'
import type { AuthContext } from './ports.ts'

/** Ends every token of a member with the password that they had, and writes it down where there were any. */
export async function endTokensOf(context: AuthContext, member: MemberId): Promise<void> {
  const ended = await revokeTokensOf(context, member)
  if (ended > 0) await audit(context, { event: 'tokens.revoked', actor: member, subject: member, details: { ended } })
}
