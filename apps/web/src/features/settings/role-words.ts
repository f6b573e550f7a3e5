import { accountRoles, can, type AccountRole } from '@fulcrum/domain'
import type { Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { MemberPrincipal } from '../../shell/world.tsx'

interface RoleWords {
  readonly title: string
  readonly hint: string
}

const words: Readonly<Record<AccountRole, RoleWords>> = {
  owner: { title: t('Owner'), hint: t('everything, owners too') },
  admin: { title: t('Admin'), hint: t('members, settings') },
  member: { title: t('Member'), hint: t('makes boards') },
  viewer: { title: t('Viewer'), hint: t('reads') },
  guest: { title: t('Guest'), hint: t('shared boards only') },
}

export function roleTitle(role: AccountRole): string {
  return words[role].title
}

/** The roles that this person may give in an invitation. */
export function invitableRoles(principal: MemberPrincipal): readonly (Option & { readonly id: AccountRole })[] {
  return accountRoles
    .filter((role) => can(principal, 'member.invite', { role }))
    .map((role) => ({ id: role, ...words[role] }))
}

/** The roles that this person may give to a member, the present one among them. */
export function rolesFor(
  principal: MemberPrincipal,
  member: { readonly id: string; readonly role: AccountRole },
): readonly (Option & { readonly id: AccountRole })[] {
  return accountRoles
    .filter(
      (nextRole) =>
        nextRole === member.role ||
        can(principal, 'member.manage', { memberId: member.id, role: member.role, nextRole }),
    )
    .map((role) => ({ id: role, ...words[role] }))
}
