import './palette.css'
import { cx, focusFirst, Icon, Kbd, trapTab, useLayer } from '@fulcrum/ui'
import { Fragment, useEffect, useId, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Action } from '../../shell/actions.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { bySection, findActions } from './find-actions.ts'

interface PaletteProps {
  readonly actions: readonly Action[]
  readonly onClose: () => void
}

const MAX_SHOWN = 60

/** `ENG-12`, `acme/web#7`, `#7`: what may be the key of an item, or was one. */
const keyLike = /^(?:[\p{L}\p{N}_./-]{1,80}[-#]|#)\d{1,9}$/u

function toItem(key: string, go: (href: string) => void): Action {
  return {
    id: 'item.by-key',
    title: `Open ${key}`,
    section: 'Item',
    icon: 'open',
    run: () => go(`/i/${encodeURIComponent(key)}`),
  }
}

/** Type to find anything that can be done here, Enter to do it. */
export function Palette({ actions, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const [before] = useState(() => document.activeElement)
  const id = useId()
  const go = useGo()
  const key = keyLike.test(text.trim()) ? text.trim() : null
  const sections = useMemo(
    () =>
      bySection([
        ...(key === null ? [] : [toItem(key, go)]),
        ...findActions(
          actions.filter(({ keysOnly }) => keysOnly !== true),
          text,
        ).slice(0, MAX_SHOWN),
      ]),
    [actions, text, key, go],
  )
  const shown = sections.flatMap(([, own]) => own)
  const at = Math.min(active, Math.max(0, shown.length - 1))

  useLayer(true, { modal: true, contains: (node) => box.current?.contains(node) === true, dismiss: onClose })
  useEffect(() => {
    const element = box.current
    if (element !== null) focusFirst(element)
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [before])

  const choose = (action: Action | undefined): void => {
    if (action === undefined) return
    onClose()
    // The focus is back where it was before what comes next takes it.
    setTimeout(action.run)
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const count = Math.max(1, shown.length)
    if (event.key === 'ArrowDown') setActive((at + 1) % count)
    else if (event.key === 'ArrowUp') setActive((at - 1 + count) % count)
    else if (event.key === 'PageDown') setActive(Math.min(at + 8, count - 1))
    else if (event.key === 'PageUp') setActive(Math.max(at - 8, 0))
    else if (event.key === 'Enter') choose(shown[at])
    else return
    event.preventDefault()
  }

  return createPortal(
    <div className="fu-veil palette-veil">
      <div
        ref={box}
        className="palette"
        role="dialog"
        aria-modal
        aria-label="Commands"
        onKeyDown={(event) => trapTab(event, event.currentTarget)}
      >
        <div className="palette-field">
          <Icon name="search" />
          <input
            role="combobox"
            aria-label="Find a board or a command"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder="Find a board or a command"
            data-autofocus=""
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div id={`${id}-list`} role="listbox" aria-label="Commands" className="palette-list">
          {sections.map(([section, own]) => (
            <Fragment key={section}>
              <div role="group" aria-label={section}>
                <div className="palette-section" aria-hidden>
                  {section}
                </div>
                {own.map((action) => {
                  const index = shown.indexOf(action)
                  return (
                    <div
                      key={action.id}
                      id={`${id}-${index}`}
                      role="option"
                      aria-selected={index === at}
                      ref={index === at ? intoView : undefined}
                      className={cx('palette-line', index === at && 'palette-on')}
                      onPointerMove={() => setActive(index)}
                      onPointerDown={(event) => event.preventDefault()}
                      onClick={() => choose(action)}
                    >
                      {action.icon !== undefined && <Icon name={action.icon} />}
                      <span className="fu-truncate">{action.title}</span>
                      {action.hint !== undefined && <span className="palette-hint fu-truncate">{action.hint}</span>}
                      {action.shortcut !== undefined && (
                        <span className="palette-keys">
                          <Kbd keys={action.shortcut.split(',')[0] ?? ''} />
                        </span>
                      )}
                    </div>
                  )
                })}
              </div>
            </Fragment>
          ))}
          {shown.length === 0 && (
            <div className="palette-none" role="status">
              Nothing is called “{text.trim()}”.
            </div>
          )}
        </div>
      </div>
    </div>,
    document.body,
  )
}

function intoView(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: 'nearest' })
}
