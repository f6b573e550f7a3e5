import type { GroupKey } from '@fulcrum/columnar'
import type { LabelColour } from '@fulcrum/ui'
import { createContext, use, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react'

/** A part of a chart that can be pointed at and opened. */
export interface Mark {
  readonly key: GroupKey
  readonly split?: GroupKey
  /** `High: 12 items`. */
  readonly text: string
}

/** What all parts of a chart share. */
export interface MarkWorld {
  readonly onOpen: (mark: Mark) => void
  readonly onTip: (tip: Tip | null) => void
  readonly isOpen: (mark: Mark) => boolean
}

/** What is said beside a part while it is pointed at. */
export interface Tip {
  readonly text: string
  readonly target: Element
}

export const MarkContext = createContext<MarkWorld | null>(null)

/** What makes an element of a drawing a part that opens: by pointer, Enter and Space; arrows go from part to part. */
export function useMarks(): (mark: Mark, first: boolean) => object {
  const world = use(MarkContext)
  return (mark, first) => ({
    role: 'button',
    tabIndex: first ? 0 : -1,
    'data-mark': '',
    'data-open': world?.isOpen(mark) === true,
    'aria-label': mark.text,
    onClick: () => world?.onOpen(mark),
    onKeyDown: (event: KeyboardEvent<Element>) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      world?.onOpen(mark)
    },
    onPointerEnter: (event: PointerEvent<Element>) => world?.onTip({ text: mark.text, target: event.currentTarget }),
    onPointerLeave: () => world?.onTip(null),
    onFocus: (event: FocusEvent<Element>) => world?.onTip({ text: mark.text, target: event.currentTarget }),
    onBlur: () => world?.onTip(null),
  })
}

/** Moves the focus from part to part; true where the key was one for that. */
export function stepMark(box: Element, key: string): boolean {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[key]
  if (by === undefined) return false
  const marks = [...box.querySelectorAll<SVGElement>('[data-mark]')]
  const at = marks.findIndex((mark) => mark === document.activeElement)
  if (at < 0) return false
  const next = marks[Math.max(0, Math.min(marks.length - 1, at + by))]
  for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1
  next?.focus()
  return true
}

const round: readonly LabelColour[] = [
  'blue',
  'teal',
  'orange',
  'violet',
  'pink',
  'lime',
  'cyan',
  'yellow',
  'red',
  'slate',
]

/** A colour for a part whose value has none of its own. */
export function colourAt(at: number): LabelColour {
  return round[at % round.length] ?? 'blue'
}
