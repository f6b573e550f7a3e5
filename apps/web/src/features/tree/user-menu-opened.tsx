import { Menu, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useGo } from '../../shell/router/router-context.tsx'
import { useTheme } from '../../shell/theme.ts'
import { useSignOut } from '../../shell/use-sign-out.ts'
import { useWorld } from '../../shell/world.tsx'

interface UserMenuOpenedProps {
  readonly anchor: HTMLElement
  readonly name: string
  readonly onClose: () => void
}

/** The menu of who is signed in. */
export function UserMenuOpened({ anchor, name, onClose }: UserMenuOpenedProps) {
  const go = useGo()
  const signOut = useSignOut()
  const { actions } = useWorld()
  const [theme, setTheme] = useTheme()
  const themes = (['light', 'dark', 'system'] as const).map((choice) => ({
    id: choice,
    title: { light: t('Light'), dark: t('Dark'), system: t('As the system') }[choice],
    icon: ({ light: 'sun', dark: 'moon', system: 'screen' } as const)[choice],
    checked: theme === choice,
    keepsOpen: true,
    onSelect: () => setTheme(choice),
  }))
  const sections: readonly MenuSection[] = [
    {
      items: [
        { id: 'profile', title: t('Profile'), icon: 'me', onSelect: () => go('/settings/profile') },
        { id: 'members', title: t('Members'), icon: 'people', onSelect: () => go('/settings/members') },
        { id: 'settings', title: t('Settings'), icon: 'settings', onSelect: () => go('/settings/account') },
        { id: 'theme', title: t('Theme'), icon: theme === 'dark' ? 'moon' : 'sun', items: [{ items: themes }] },
        { id: 'keys', title: t('Shortcuts'), icon: 'key', shortcut: '?', onSelect: () => actions.runSoon('shortcuts') },
      ],
    },
    { items: [{ id: 'out', title: t('Sign out'), icon: 'logout', onSelect: signOut }] },
  ]
  return (
    <Menu open anchor={anchor} side="top" label={t('Menu of {name}', { name })} sections={sections} onClose={onClose} />
  )
}
