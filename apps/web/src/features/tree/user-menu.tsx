import { Avatar, Icon, type MenuSection } from '@fulcrum/ui'
import { useState } from 'react'
import { useMe } from '../../shell/account-context.tsx'
import { Menu } from '../../shell/late-menu.ts'
import { useTheme } from '../../shell/theme.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useWorld } from '../../shell/world.tsx'

interface UserMenuProps {
  readonly onSignOut: () => void
}

/** Who is signed in, and what is theirs: settings, theme, the way out. */
export function UserMenu({ onSignOut }: UserMenuProps) {
  const me = useMe()
  const go = useGo()
  const { actions } = useWorld()
  const [theme, setTheme] = useTheme()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const themes = (['light', 'dark', 'system'] as const).map((choice) => ({
    id: choice,
    title: { light: 'Light', dark: 'Dark', system: 'As the system' }[choice],
    icon: ({ light: 'sun', dark: 'moon', system: 'screen' } as const)[choice],
    checked: theme === choice,
    keepsOpen: true,
    onSelect: () => setTheme(choice),
  }))
  const sections: readonly MenuSection[] = [
    {
      items: [
        { id: 'profile', title: 'Profile', icon: 'me', onSelect: () => go('/settings/profile') },
        { id: 'members', title: 'Members', icon: 'people', onSelect: () => go('/settings/members') },
        { id: 'settings', title: 'Settings', icon: 'settings', onSelect: () => go('/settings/account') },
        { id: 'theme', title: 'Theme', icon: theme === 'dark' ? 'moon' : 'sun', items: [{ items: themes }] },
        { id: 'keys', title: 'Shortcuts', icon: 'key', shortcut: '?', onSelect: () => actions.run('shortcuts') },
      ],
    },
    { items: [{ id: 'out', title: 'Sign out', icon: 'logout', onSelect: onSignOut }] },
  ]
  return (
    <>
      <button
        type="button"
        className="user-menu"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        <Avatar person={me} size="small" decorative />
        <span className="fu-truncate fu-grow">{me.name}</span>
        <Icon name="chevron-up" size={14} />
      </button>
      {anchor !== null && (
        <Menu
          open
          anchor={anchor}
          side="top"
          label={`Menu of ${me.name}`}
          sections={sections}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  )
}
