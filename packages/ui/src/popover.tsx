import './popover.css'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { cx } from './cx.ts'
import { comesFrom, focusFirst, giveFocusBack, trapTab, useLayer } from './layers.ts'
import { place, type Align, type Box, type Side } from './place.ts'

/** What a popover floats beside: an element, or a point such as that of a context menu. */
export type Anchor = HTMLElement | { readonly x: number; readonly y: number }

interface PopoverProps {
  readonly open: boolean
  readonly anchor: Anchor | null
  readonly onClose: (reason: 'escape' | 'outside' | 'gone') => void
  readonly children: ReactNode
  readonly side?: Side
  readonly align?: Align
  readonly gapPx?: number
  /** At least as wide as the anchor. */
  readonly matchWidth?: boolean
  readonly role?: 'dialog' | 'menu' | 'listbox' | 'presentation'
  readonly label?: string
  /** Default true: focus moves in at opening and back at closing; Tab stays inside. */
  readonly takesFocus?: boolean
  /** Default true. */
  readonly padded?: boolean
  readonly className?: string
}

function boxOf(anchor: Anchor): Box {
  if ('x' in anchor && !(anchor instanceof Element)) return { left: anchor.x, top: anchor.y, width: 0, height: 0 }
  const rect = (anchor as HTMLElement).getBoundingClientRect()
  return { left: rect.left, top: rect.top, width: rect.width, height: rect.height }
}

/**
 * A floating box beside an anchor. Escape and a click outside close it; it follows its anchor while things scroll.
 * @example <Popover open={open} anchor={button.current} onClose={close} label="Filter">...</Popover>
 */
export function Popover(props: PopoverProps) {
  if (!props.open || props.anchor === null) return null
  return createPortal(<OpenPopover {...props} anchor={props.anchor} />, document.body)
}

function OpenPopover(props: PopoverProps & { readonly anchor: Anchor }) {
  const { anchor, onClose, children, side = 'bottom', align = 'start', gapPx = 4, matchWidth = false } = props
  const { role = 'dialog', label, takesFocus = true, padded = true, className } = props
  const box = useRef<HTMLDivElement>(null)
  // Taken before anything inside can take the focus.
  const [before] = useState(() => document.activeElement)

  const position = useCallback(() => {
    const element = box.current
    if (element === null) return
    if (anchor instanceof Element && !anchor.isConnected) {
      onClose('gone')
      return
    }
    const at = boxOf(anchor)
    if (matchWidth) element.style.minWidth = `${at.width}px`
    element.style.maxHeight = ''
    const rtl = getComputedStyle(element).direction === 'rtl'
    const flipped = rtl ? (align === 'start' ? 'end' : align === 'end' ? 'start' : 'center') : align
    const placed = place(
      at,
      { width: element.offsetWidth, height: element.scrollHeight + 2 },
      { width: window.innerWidth, height: window.innerHeight },
      { side, align: flipped, gapPx, marginPx: 8 },
    )
    element.style.left = `${placed.left}px`
    element.style.top = `${placed.top}px`
    element.style.maxHeight = `${placed.maxHeight}px`
    element.dataset['side'] = placed.side
  }, [anchor, onClose, matchWidth, side, align, gapPx])

  useLayoutEffect(() => {
    position()
    const element = box.current
    const observer = new ResizeObserver(position)
    if (element !== null) observer.observe(element)
    window.addEventListener('resize', position)
    const onScroll = (event: Event): void => {
      if (!(event.target instanceof Node) || element?.contains(event.target) !== true) position()
    }
    document.addEventListener('scroll', onScroll, true)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', position)
      document.removeEventListener('scroll', onScroll, true)
    }
  }, [position])

  useEffect(() => {
    const element = box.current
    if (!takesFocus || element === null) return undefined
    const from = comesFrom(before)
    if (!element.contains(document.activeElement)) focusFirst(element)
    return () => {
      const active = document.activeElement
      const lost = active === null || active === document.body || element.contains(active)
      if (lost) giveFocusBack(from)
    }
  }, [takesFocus, before])

  useLayer(true, {
    contains: (node) => box.current?.contains(node) === true || (anchor instanceof Element && anchor.contains(node)),
    dismiss: onClose,
  })

  return (
    <div
      ref={box}
      className={cx('fu-popover', padded && 'fu-popover-padded', className)}
      role={role}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        // React bubbles through portals: what holds this popover must not take these keys for its own.
        if (event.key === 'Tab') event.stopPropagation()
        if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) {
          event.preventDefault()
          event.stopPropagation()
          onClose('escape')
        }
        if (takesFocus && role === 'dialog') trapTab(event, event.currentTarget)
      }}
    >
      {children}
    </div>
  )
}
