import './nav.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { t } from './messages/words.ts'

interface NavRowProps {
  readonly title: string
  readonly icon?: IconName
  readonly href?: string
  readonly onOpen?: (event: React.MouseEvent) => void
  readonly active?: boolean
  /** Levels below the top; 0 by default. */
  readonly depth?: number
  readonly count?: number
  /** The count asks for attention. */
  readonly hot?: boolean
  /** Draws a chevron. */
  readonly expanded?: boolean
  readonly onToggle?: () => void
  readonly toggleLabel?: string
  /** Shown on hover and focus at the end, e.g. a menu button. */
  readonly actions?: ReactNode
  /** Always shown at the end, e.g. keys. */
  readonly end?: ReactNode
}

/**
 * A line of the sidebar.
 * @example <NavRow title="Inbox" icon="inbox" count={4} hot href="/inbox" />
 */
export function NavRow(props: NavRowProps) {
  const { title, icon, href, active, depth = 0, count, hot, expanded, actions, end } = props
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      <span className="fu-truncate">{title}</span>
      {count !== undefined && count > 0 && (
        <span className={hot === true ? 'fu-nav-hot' : 'fu-nav-count'}>{count.toLocaleString()}</span>
      )}
      {end !== undefined && <span className="fu-nav-end">{end}</span>}
    </>
  )
  const shared = {
    className: 'fu-nav-link',
    'aria-current': active === true ? ('page' as const) : undefined,
    title,
    onClick: props.onOpen,
  }
  return (
    <div className={cx('fu-nav', active === true && 'fu-nav-on')} data-depth={Math.min(depth, 5)}>
      {props.onToggle !== undefined && (
        <button
          type="button"
          className="fu-nav-toggle"
          aria-expanded={expanded === true}
          aria-label={`${props.toggleLabel ?? (expanded === true ? t('Collapse') : t('Expand'))} ${title}`}
          onClick={props.onToggle}
        >
          <Icon name="chevron-right" size={12} />
        </button>
      )}
      {href === undefined ? (
        <button type="button" {...shared}>
          {content}
        </button>
      ) : (
        <a href={href} draggable={false} {...shared}>
          {content}
        </a>
      )}
      {actions !== undefined && <span className="fu-nav-actions">{actions}</span>}
    </div>
  )
}

interface NavSectionProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/**
 * A titled part of the sidebar.
 * @example <NavSection title="Favourites">...</NavSection>
 */
export function NavSection({ title, actions, children }: NavSectionProps) {
  return (
    <section className="fu-nav-section" aria-label={title}>
      <div className="fu-nav-caption">
        <span className="fu-truncate fu-grow">{title}</span>
        {actions}
      </div>
      {children}
    </section>
  )
}

interface SidebarProps {
  readonly label: string
  readonly header?: ReactNode
  readonly footer?: ReactNode
  /** Pressed on one of its lines, e.g. to drag it. */
  readonly onPointerDown?: (event: React.PointerEvent<HTMLElement>) => void
  readonly children: ReactNode
}

/**
 * The strip at the start edge that holds the tree.
 * @example <Sidebar label="Workspace">...</Sidebar>
 */
export function Sidebar({ label, header, footer, onPointerDown, children }: SidebarProps) {
  return (
    <nav className="fu-sidebar" aria-label={label}>
      {header}
      <div className="fu-sidebar-body" onPointerDown={onPointerDown}>
        {children}
      </div>
      {footer}
    </nav>
  )
}

interface WorkspaceMarkProps {
  readonly name: string
}

/**
 * The tile with a workspace's first letter, and its name.
 * @example <WorkspaceMark name="Platform team" />
 */
export function WorkspaceMark({ name }: WorkspaceMarkProps) {
  return (
    <span className="fu-workspace">
      <b aria-hidden>{[...name.trim()][0]?.toLocaleUpperCase('en') ?? ''}</b>
      <span className="fu-truncate">{name}</span>
    </span>
  )
}
