import { Avatar, Icon } from '@fulcrum/ui'
import { useState } from 'react'
import { useMe } from '../../shell/account-context.tsx'
import { UserMenuOpened } from './late-tree.ts'

/** Who is signed in, and what is theirs: settings, theme, the way out. */
export function UserMenu() {
  const me = useMe()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
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
      {anchor !== null && <UserMenuOpened anchor={anchor} name={me.name} onClose={() => setAnchor(null)} />}
    </>
  )
}
