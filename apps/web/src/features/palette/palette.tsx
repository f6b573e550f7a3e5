import './palette.css'
import { Avatar, cx, focusFirst, Icon, Kbd, trapTab, useLayer } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Action } from '../../shell/actions.ts'
import { AfterPaint, usePainted } from '../../shell/after-paint.tsx'
import { Failure } from '../../shell/failure.tsx'
import { Marked } from './marked.tsx'
import { PaletteFoot } from './palette-foot.tsx'
import { inSections } from './palette-lines.ts'
import type { PaletteLine } from './palette-lines.ts'
import { readQuery } from './query-words.ts'
import { useLines } from './use-lines.ts'

interface PaletteProps {
  readonly actions: readonly Action[]
  readonly onClose: () => void
}

const LINE_PX = 36
/** Of the window's height, as in the styles: all of it where that is narrow. */
const MOST_OF_HEIGHT = 0.62
const NARROW = '(max-width: 560px)'

/** Type to find anything: what can be done here, boards, people and items; Enter does it or opens it. */
export function Palette(props: PaletteProps) {
  return (
    <AfterPaint>
      <OpenPalette {...props} />
    </AfterPaint>
  )
}

function OpenPalette({ actions, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  /** The line that is chosen, by its id: lines that come in move it nowhere. */
  const [active, setActive] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const [before] = useState(() => document.activeElement)
  const id = useId()
  // More than there is room for are drawn once these are seen.
  const [inSight] = useState(() =>
    Math.ceil((innerHeight * (matchMedia(NARROW).matches ? 1 : MOST_OF_HEIGHT)) / LINE_PX),
  )
  const most = usePainted() ? Infinity : inSight
  const { lines, found, inBoards } = useLines(text, actions)
  const at = Math.max(
    0,
    lines.findIndex((line) => line.id === active),
  )

  useLayer(true, { modal: true, contains: (node) => box.current?.contains(node) === true, dismiss: onClose })
  useEffect(() => {
    const element = box.current
    if (element !== null) focusFirst(element)
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [before])

  const choose = (line: PaletteLine | undefined): void => {
    if (line === undefined) return
    onClose()
    // The focus is back where it was before what comes next takes it.
    setTimeout(line.run)
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const count = Math.max(1, lines.length)
    const move = (to: number): void => setActive(lines[to]?.id ?? null)
    if (event.key === 'ArrowDown') move((at + 1) % count)
    else if (event.key === 'ArrowUp') move((at - 1 + count) % count)
    else if (event.key === 'PageDown') move(Math.min(at + 8, count - 1))
    else if (event.key === 'PageUp') move(Math.max(at - 8, 0))
    else if (event.key === 'Enter') choose(lines[at])
    else return
    event.preventDefault()
  }
  const { words } = readQuery(text)

  return createPortal(
    <div className="fu-veil palette-veil">
      <div
        ref={box}
        className="palette"
        role="dialog"
        aria-modal
        aria-label={t('Commands')}
        onKeyDown={(event) => trapTab(event, event.currentTarget)}
      >
        <div className="palette-field">
          <Icon name="search" />
          <input
            role="combobox"
            aria-label={t('Find items, boards, docs, people and commands')}
            aria-expanded
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={lines.length > 0 ? `${id}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            placeholder={t('Find items, boards, docs, people and commands')}
            data-autofocus=""
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setActive(null)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div id={`${id}-list`} role="listbox" aria-label={t('Commands')} className="palette-list" tabIndex={-1}>
          {inSections(lines.slice(0, most)).map(([section, own]) => (
            <div key={section} role="group" aria-label={section}>
              <div className="palette-section" aria-hidden>
                {section}
              </div>
              {own.map((line) => {
                const index = lines.indexOf(line)
                return (
                  <div
                    key={line.id}
                    id={`${id}-${index}`}
                    role="option"
                    aria-selected={index === at}
                    ref={index === at && active !== null ? intoView : undefined}
                    className={cx(
                      'palette-line',
                      line.under !== undefined && 'palette-tall',
                      index === at && 'palette-on',
                      index >= inSight && 'palette-below',
                    )}
                    onPointerMove={() => setActive(line.id)}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => choose(line)}
                  >
                    <LineFace line={line} />
                  </div>
                )
              })}
            </div>
          ))}
          {lines.length === 0 && words !== '' && !found.isLooking && found.error === null && (
            <div className="palette-none">{t('Nothing that you may see is called “{words}”.', { words })}</div>
          )}
        </div>
        {found.error !== null && (
          <Failure
            compact
            trouble={found.error}
            say={(error) => t('Items and docs could not be looked for: {error}', { error })}
            refused={t('You may not look for items and docs here. Ask an owner of the account.')}
            onRetry={() => {
              found.retry()
              box.current?.querySelector('input')?.focus()
            }}
          />
        )}
        <PaletteFoot found={found} words={words} shown={lines.length} inBoards={inBoards} />
      </div>
    </div>,
    document.body,
  )
}

function LineFace({ line }: { readonly line: PaletteLine }) {
  const { title, marks, icon, itemKey, hint, under, person, shortcut } = line
  return (
    <>
      {icon !== undefined && <Icon name={icon} />}
      {person !== undefined && <Avatar person={person} size="small" decorative />}
      {itemKey !== undefined && <span className="palette-key">{itemKey}</span>}
      <span className="palette-words">
        <span className="fu-truncate palette-title">
          {marks === undefined ? title : <Marked text={title} marks={marks} />}
        </span>
        {under !== undefined && (
          <span className="fu-truncate palette-under">
            {under.lead !== '' && <span className="palette-lead">{under.lead}: </span>}
            <Marked text={under.text} marks={under.marks} />
          </span>
        )}
      </span>
      {hint !== undefined && hint !== '' && <span className="palette-hint fu-truncate">{hint}</span>}
      {shortcut !== undefined && (
        <span className="palette-keys">
          <Kbd keys={shortcut} />
        </span>
      )}
    </>
  )
}

function intoView(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: 'nearest' })
}
