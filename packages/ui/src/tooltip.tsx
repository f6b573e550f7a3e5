import './tooltip.css'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'
import { place } from './place.ts'

const DELAY_MS = 450

interface TooltipProps {
  readonly text: ReactNode
  /** Keys that do the same as the thing it describes. */
  readonly shortcut?: string
  readonly side?: 'top' | 'bottom'
  /** The described thing; it takes no box of its own. */
  readonly children: ReactNode
}

/**
 * Says what something is after a short rest of the pointer, at once on keyboard focus.
 * @example <Tooltip text="Undo" shortcut="Mod Z"><button ...></Tooltip>
 */
export function Tooltip({ text, shortcut, side = 'bottom', children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const box = useRef<HTMLSpanElement>(null)
  const id = useId()
  const hide = (): void => {
    clearTimeout(timer.current)
    setAnchor(null)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const element = box.current
    if (anchor === null || element === null) return undefined
    const rect = anchor.getBoundingClientRect()
    const placed = place(
      rect,
      { width: element.offsetWidth, height: element.offsetHeight },
      { width: window.innerWidth, height: window.innerHeight },
      { side, align: 'center', gapPx: 6, marginPx: 6 },
    )
    element.style.left = `${placed.left}px`
    element.style.top = `${placed.top}px`
    element.style.opacity = '1'
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setAnchor(null)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [anchor, side])
  return (
    <span
      className="fu-tooltip-host"
      onPointerEnter={(event) => {
        if (event.pointerType === 'touch') return
        const target = event.currentTarget.firstElementChild
        timer.current = setTimeout(() => setAnchor(target), DELAY_MS)
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) setAnchor(event.currentTarget.firstElementChild)
      }}
      onBlur={hide}
    >
      {children}
      {anchor !== null &&
        createPortal(
          <span ref={box} role="tooltip" id={id} className="fu-tooltip">
            {text}
            {shortcut !== undefined && <Kbd keys={shortcut} />}
          </span>,
          document.body,
        )}
    </span>
  )
}
