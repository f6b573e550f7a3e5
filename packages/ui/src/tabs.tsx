import './tabs.css'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { t } from './messages/words.ts'
import { dragTab } from './tab-drag.ts'

/** One tab. */
export interface TabItem {
  readonly id: string
  readonly title: string
  readonly icon?: IconName
  readonly count?: number
  /** It can be moved, among the tabs that say the same. */
  readonly among?: string
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
  /** A tab was moved before another one, or behind all among which it stands. */
  readonly onMove?: (id: string, before: string | undefined) => void
}

/**
 * A row of tabs; arrow keys move between them, and with Alt the tab itself. A pointer moves a tab by dragging it.
 * @example <Tabs label="Views" tabs={views} active={view} onChange={open} />
 */
export function Tabs(props: TabsProps) {
  const { tabs, active, onChange, label, onAdd, addLabel = t('Add'), end, onTabMenu, onMove } = props
  const list = useRef<HTMLDivElement>(null)
  const [drop, setDrop] = useState<Drop | null>(null)
  const moved = useRef<{ readonly id: string; readonly from: string }>(undefined)
  const order = tabs.map(({ id }) => id).join(' ')
  useLayoutEffect(() => {
    // The page may take a tab out to put it elsewhere, and it lets the focus go then.
    if (moved.current === undefined || moved.current.from === order) return
    tabOf(list.current, moved.current.id)?.focus()
    moved.current = undefined
  })
  const beside = ({ among }: TabItem): readonly string[] =>
    onMove === undefined || among === undefined ? [] : tabs.filter((other) => other.among === among).map(({ id }) => id)
  const moveBy = (tab: TabItem | undefined, by: number): void => {
    if (tab === undefined) return
    const ids = beside(tab)
    const at = ids.indexOf(tab.id)
    if (at < 0 || ids[at + by] === undefined) return
    moved.current = { id: tab.id, from: order }
    onMove?.(tab.id, ids[by === 1 ? at + 2 : at - 1])
  }
  // Where not all have room, the chosen one is in sight; the page itself does not scroll.
  useEffect(() => {
    const tab = tabOf(list.current, active)
    tab?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [active])
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const at = tabs.findIndex((tab) => tab.id === active)
    if (event.altKey) {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      if (by === undefined || onMove === undefined) return
      event.preventDefault()
      return moveBy(tabs[at], rtl ? -by : by)
    }
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
    tabOf(event.currentTarget, tab.id)?.focus()
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
            {...(beside(tab).length > 1 && { 'aria-keyshortcuts': 'Alt+ArrowLeft Alt+ArrowRight' })}
            className={cx(
              'fu-tab',
              tab.id === active && 'fu-tab-on',
              tab.id === drop?.id && 'fu-tab-dragged',
              tab.id === drop?.before && 'fu-tab-before',
              tab.id === drop?.behind && 'fu-tab-behind',
            )}
            onClick={() => onChange(tab.id)}
            onPointerDown={(event) => {
              const among = beside(tab)
              // A finger scrolls the row.
              if (among.length < 2 || event.button !== 0 || event.pointerType === 'touch' || !list.current) return
              dragTab(event.nativeEvent, tab.id, {
                list: list.current,
                among,
                onPlace: (place) => setDrop(place && { id: tab.id, ...placeIn(among, place.before) }),
                onDrop: (before) => onMove?.(tab.id, before),
              })
            }}
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

/** The tab that is dragged, and beside which one it would come. */
interface Drop {
  readonly id: string
  readonly before?: string
  readonly behind?: string
}

function placeIn(among: readonly string[], before: string | undefined): Omit<Drop, 'id'> {
  if (before !== undefined) return { before }
  const last = among.at(-1)
  return last === undefined ? {} : { behind: last }
}

function tabOf(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-tab=${JSON.stringify(id)}]`) ?? null
}
