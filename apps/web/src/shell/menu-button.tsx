import { IconButton, type IconName, type MenuSection } from '@fulcrum/ui'
import { useState } from 'react'
import { Menu } from './late-menu.ts'

interface MenuButtonProps {
  readonly label: string
  readonly icon?: IconName
  readonly sections: readonly MenuSection[]
  readonly align?: 'start' | 'end'
  readonly size?: 'small' | 'normal'
}

/** A button without words that opens a menu below itself. */
export function MenuButton({ label, icon = 'dots', sections, align = 'start', size = 'small' }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton
        icon={icon}
        label={label}
        size={size}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          event.stopPropagation()
          setAnchor(anchor === null ? event.currentTarget : null)
        }}
      />
      {anchor !== null && (
        <Menu open anchor={anchor} label={label} sections={sections} align={align} onClose={() => setAnchor(null)} />
      )}
    </>
  )
}
