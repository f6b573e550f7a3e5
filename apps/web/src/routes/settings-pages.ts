import type { IconName } from '@fulcrum/ui'

interface SettingsEntry {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  /** Only owners find it. */
  readonly forOwners?: true
}

/** The pages of the settings, in their order: first what is the person's own, then what is everybody's. */
export const settingsPages: readonly SettingsEntry[] = [
  { id: 'profile', title: 'Profile', icon: 'me' },
  { id: 'password', title: 'Password', icon: 'lock' },
  { id: 'sessions', title: 'Sessions', icon: 'screen' },
  { id: 'tokens', title: 'Tokens', icon: 'key' },
  { id: 'account', title: 'Account', icon: 'settings' },
  { id: 'members', title: 'Members', icon: 'people' },
  { id: 'teams', title: 'Teams', icon: 'user-plus' },
  { id: 'api', title: 'API', icon: 'code' },
  { id: 'mail', title: 'Mail', icon: 'mail', forOwners: true },
  { id: 'backups', title: 'Backups', icon: 'history', forOwners: true },
  { id: 'trash', title: 'Archive and trash', icon: 'trash' },
]
