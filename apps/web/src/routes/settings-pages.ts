import { can, type AccountRole } from '@fulcrum/domain'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { MemberPrincipal } from '../shell/world.tsx'

interface SettingsEntry {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  /** Only owners find it. */
  readonly forOwners?: true
  /** Whoever does not manage the account only reads it: it is no command to them. */
  readonly forManagers?: true
  /** Guests, who are told nothing of what it is about, do not find it. */
  readonly notForGuests?: true
}

/** The pages of the settings, in their order: first what is the person's own, then what is everybody's. */
export const settingsPages: readonly SettingsEntry[] = [
  { id: 'profile', title: t('Profile'), icon: 'me' },
  { id: 'notifications', title: t('Notifications'), icon: 'bell' },
  { id: 'password', title: t('Password'), icon: 'lock' },
  { id: 'sessions', title: t('Sessions'), icon: 'screen' },
  { id: 'tokens', title: t('Tokens'), icon: 'key' },
  { id: 'account', title: t('Account'), icon: 'settings', forManagers: true },
  { id: 'rules', title: t('Rules of boards'), icon: 'share', notForGuests: true },
  { id: 'members', title: t('Members'), icon: 'people' },
  { id: 'teams', title: t('Teams'), icon: 'user-plus' },
  { id: 'api', title: t('API'), icon: 'code' },
  { id: 'mail', title: t('Mail'), icon: 'mail', forOwners: true },
  { id: 'backups', title: t('Backups'), icon: 'history', forOwners: true },
  { id: 'trash', title: t('Archive and trash'), icon: 'trash' },
]

/** Those that somebody with this role finds. */
export function settingsPagesOf(role: AccountRole): readonly SettingsEntry[] {
  return settingsPages.filter(
    ({ forOwners, notForGuests }) =>
      (forOwners === undefined || role === 'owner') && (notForGuests === undefined || role !== 'guest'),
  )
}

/** Those that the palette offers somebody: on which there is something for them to do. */
export function settingsActionsOf(principal: MemberPrincipal): readonly SettingsEntry[] {
  const manages = can(principal, 'account.manage', null)
  return settingsPagesOf(principal.role).filter(({ forManagers }) => forManagers === undefined || manages)
}
