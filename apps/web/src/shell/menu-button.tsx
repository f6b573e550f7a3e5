import { IconButton, type IconName, type MenuSection } from '@fulcrum/ui'
import { useState, type ReactNode } from 'react'
import { Menu } from './late-menu.ts'

interface OpenerProps {
  readonly label: string
  readonly icon?: IconName
  readonly align?: 'start' | 'end'
  readonly size?: 'small' | 'normal'
}

/** What a menu that is open is told by the button that opened it. */
export interface OpenedMenu {
  readonly open: true
  readonly anchor: HTMLElement
  readonly label: string
  readonly align: 'start' | 'end'
  readonly onClose: () => void
}

/** A button without words that opens a menu below itself. */
export function MenuButton({ sections, ...props }: OpenerProps & { readonly sections: readonly MenuSection[] }) {
  return <MenuOpener {...props}>{(menu) => <Menu {...menu} sections={sections} />}</MenuOpener>
}

/** Such a button for a menu that is made when it opens. */
export function MenuOpener(props: OpenerProps & { readonly children: (menu: OpenedMenu) => ReactNode }) {
  const { label, icon = 'dots', align = 'start', size = 'small', children } = props
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
      {anchor !== null && children({ open: true, anchor, label, align, onClose: () => setAnchor(null) })}
    </>
  )
}
