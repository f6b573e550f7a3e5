import './menu.css'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './kbd.tsx'
import { Popover, type Anchor } from './popover.tsx'
import type { Align, Side } from './place.ts'

/** One line of a menu. */
export interface MenuItem {
  readonly id: string
  readonly title: string
  readonly icon?: IconName
  readonly shortcut?: string
  readonly disabled?: boolean
  /** Why it is disabled, or more about it. */
  readonly hint?: string
  readonly danger?: boolean
  /** Shows a check mark and says so; for choices and switches. */
  readonly checked?: boolean
  /** Keeps the menu open after it was chosen. */
  readonly keepsOpen?: boolean
  readonly onSelect?: () => void
  /** A second menu beside this line. */
  readonly items?: readonly MenuSection[]
}

/** Lines that belong together; a hairline stands between sections. */
export interface MenuSection {
  readonly title?: string
  readonly items: readonly MenuItem[]
}

interface MenuProps {
  readonly open: boolean
  readonly anchor: Anchor | null
  readonly sections: readonly MenuSection[]
  readonly onClose: () => void
  readonly label: string
  readonly side?: Side
  readonly align?: Align
  /** Drawn above the lines. */
  readonly header?: ReactNode
}

const TYPE_AHEAD_MS = 700

/**
 * A menu with sections, shortcuts and sub-menus. Arrows, Home, End and first letters move; Enter chooses; Escape closes.
 * @example <Menu open={open} anchor={button} label="Column" sections={sections} onClose={close} />
 */
export function Menu(props: MenuProps) {
  const { open, anchor, onClose, side = 'bottom', align = 'start' } = props
  return (
    <Popover open={open} anchor={anchor} onClose={onClose} side={side} align={align} role="presentation">
      {props.header}
      <MenuList {...props} />
    </Popover>
  )
}

function MenuList({
  sections,
  onClose,
  label,
  onBack,
}: Omit<MenuProps, 'open' | 'anchor'> & { readonly onBack?: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', atMs: 0 })
  const [sub, setSub] = useState<{ readonly item: MenuItem; readonly anchor: HTMLElement }>()

  useEffect(() => {
    buttons(list.current)[0]?.focus({ preventScroll: true })
  }, [])

  const move = (to: (at: number, count: number) => number): void => {
    const all = buttons(list.current)
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[to(at, all.length)]?.focus()
  }
  const choose = (item: MenuItem, element: HTMLElement): void => {
    if (item.disabled === true) return
    if (item.items !== undefined) {
      setSub({ item, anchor: element })
      return
    }
    if (item.keepsOpen !== true) onClose()
    item.onSelect?.()
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target)) return
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight'
    const back = rtl ? 'ArrowRight' : 'ArrowLeft'
    if (event.key === 'ArrowDown') move((at, count) => (at + 1) % count)
    else if (event.key === 'ArrowUp') move((at, count) => (at <= 0 ? count - 1 : at - 1))
    else if (event.key === 'Home' || event.key === 'PageUp') move(() => 0)
    else if (event.key === 'End' || event.key === 'PageDown') move((_, count) => count - 1)
    else if (event.key === forward && event.target.getAttribute('aria-haspopup') === 'menu') event.target.click()
    else if (event.key === back && onBack !== undefined) onBack()
    else if (event.key === 'Tab') onClose()
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const fresh = event.timeStamp - typed.current.atMs > TYPE_AHEAD_MS
      const text = (fresh ? '' : typed.current.text) + event.key.toLowerCase()
      typed.current = { text, atMs: event.timeStamp }
      const all = buttons(list.current)
      const from = all.indexOf(document.activeElement as HTMLElement) + (text.length === 1 ? 1 : 0)
      const found = [...all.slice(from), ...all.slice(0, from)].find((button) =>
        (button.dataset['title'] ?? '').toLowerCase().startsWith(text),
      )
      found?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div ref={list} role="menu" aria-label={label} className="fu-menu" onKeyDown={onKeyDown}>
      {sections
        .filter((section) => section.items.length > 0)
        .map((section, index) => (
          <div key={index} role="group" aria-label={section.title} className="fu-menu-section">
            {section.title !== undefined && <div className="fu-menu-title">{section.title}</div>}
            {section.items.map((item) => (
              <button
                key={item.id}
                type="button"
                role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
                aria-checked={item.checked}
                aria-disabled={item.disabled}
                aria-haspopup={item.items === undefined ? undefined : 'menu'}
                aria-expanded={item.items === undefined ? undefined : sub?.item.id === item.id}
                title={item.hint}
                tabIndex={-1}
                data-title={item.title}
                className={cx('fu-menu-item', item.danger === true && 'fu-menu-danger')}
                onPointerMove={(event) => {
                  if (event.pointerType === 'mouse' && document.activeElement !== event.currentTarget) {
                    event.currentTarget.focus({ preventScroll: true })
                  }
                }}
                onClick={(event) => choose(item, event.currentTarget)}
              >
                {item.icon !== undefined && <Icon name={item.icon} />}
                <span className="fu-truncate fu-grow">{item.title}</span>
                {item.checked === true && <Icon name="check" className="fu-menu-check" />}
                {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
                {item.items !== undefined && <Icon name="chevron-right" size={12} className="fu-menu-more" />}
              </button>
            ))}
          </div>
        ))}
      {sub?.item.items !== undefined && (
        <Popover open anchor={sub.anchor} side="end" gapPx={2} role="presentation" onClose={() => setSub(undefined)}>
          <MenuList
            label={sub.item.title}
            sections={sub.item.items}
            onClose={onClose}
            onBack={() => {
              sub.anchor.focus()
              setSub(undefined)
            }}
          />
        </Popover>
      )}
    </div>
  )
}

function buttons(list: HTMLElement | null): readonly HTMLElement[] {
  if (list === null) return []
  return [...list.querySelectorAll<HTMLElement>('.fu-menu-item')].filter((item) => item.closest('[role=menu]') === list)
}
