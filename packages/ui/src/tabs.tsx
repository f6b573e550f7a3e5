import './tabs.css'
import { useEffect, useRef, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { t } from './messages/words.ts'

/** One tab. */
export interface TabItem {
  readonly id: string
  readonly title: string
  readonly icon?: IconName
  readonly count?: number
}

interface TabsProps {
  readonly tabs: readonly TabItem[]
  readonly active: string
  readonly onChange: (id: string) => void
  readonly label: string
  /** With it a + follows the last tab. */
  readonly onAdd?: () => void
  readonly addLabel?: string
  /** Behind everything, at the end edge. */
  readonly end?: ReactNode
  readonly onTabMenu?: (id: string, anchor: HTMLElement) => void
}

/**
 * A row of tabs; arrow keys move between them.
 * @example <Tabs label="Views" tabs={views} active={view} onChange={open} />
 */
export function Tabs({ tabs, active, onChange, label, onAdd, addLabel = t('Add'), end, onTabMenu }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  // Where not all have room, the chosen one is in sight; the page itself does not scroll. The observer tells once what the tab has
  // opened is laid out, and whenever there is less room.
  useEffect(() => {
    const own = list.current
    if (own === null) return undefined
    const rooms = new ResizeObserver(() => {
      const tab = own.querySelector(`[data-tab=${JSON.stringify(active)}]`)
      tab?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
    })
    rooms.observe(own)
    return () => rooms.disconnect()
    // With another number of them there is other room for each.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [active, tabs.length])
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const at = tabs.findIndex((tab) => tab.id === active)
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : event.key === 'ArrowRight'
            ? at + (rtl ? -1 : 1)
            : event.key === 'ArrowLeft'
              ? at - (rtl ? -1 : 1)
              : undefined
    if (next === undefined) return
    const tab = tabs[(next + tabs.length) % tabs.length]
    if (tab === undefined) return
    event.preventDefault()
    onChange(tab.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab=${JSON.stringify(tab.id)}]`)?.focus()
  }
  return (
    <div className="fu-tabs">
      <div ref={list} className="fu-tablist" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            aria-selected={tab.id === active}
            tabIndex={tab.id === active ? 0 : -1}
            className={cx('fu-tab', tab.id === active && 'fu-tab-on')}
            onClick={() => onChange(tab.id)}
            onContextMenu={
              onTabMenu === undefined
                ? undefined
                : (event) => {
                    event.preventDefault()
                    onTabMenu(tab.id, event.currentTarget)
                  }
            }
          >
            {tab.icon !== undefined && <Icon name={tab.icon} />}
            <span data-text={tab.title}>{tab.title}</span>
            {tab.count !== undefined && <span className="fu-tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      {onAdd !== undefined && (
        <button type="button" className="fu-tab fu-tab-add" aria-label={addLabel} title={addLabel} onClick={onAdd}>
          <Icon name="plus" />
        </button>
      )}
      {end !== undefined && <div className="fu-tabs-end">{end}</div>}
    </div>
  )
}
