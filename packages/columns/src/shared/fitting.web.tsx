import './fitting.css'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { howManyFit } from './how-many-fit.ts'

/** Chips that are drawn to see whether they fit; of more, the rest is only counted. */
export const mostChips = 12

/** Names that a tooltip has; of more, the rest is a number. */
const mostNames = 40

interface FittingProps {
  /** What each chip is called, those that are not drawn too. */
  readonly names: readonly string[]
  /** One element for each of the first `mostChips` names. */
  readonly children: readonly ReactNode[]
  /** Set where chips lie over each other a little, as faces do. */
  readonly overlap?: boolean
}

/**
 * Several things in a cell: as many of them as fit whole, and how many more there are. Only where not even one fits it is cut. The
 * tooltip names all.
 */
export function Fitting({ names, children, overlap = false }: FittingProps) {
  const box = useRef<HTMLSpanElement>(null)
  const text = tooltip(names)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || children.length < 2) return undefined
    return fit(element, names)
  })
  return (
    <span ref={box} className="fc-fitting" data-overlap={overlap || undefined} title={text}>
      {children}
      {names.length > 1 && <span className="fc-more" role="img" data-out="" />}
    </span>
  )
}

function tooltip(names: readonly string[]): string {
  const rest = names.length - mostNames
  return rest > 0
    ? t('{names} and {rest} more', { names: names.slice(0, mostNames).join(', '), rest })
    : names.join(', ')
}

/** The names behind the chips of each box that is watched. */
const namesOf = new WeakMap<Element, readonly string[]>()
let watcher: ResizeObserver | null = null

/** Shows of a box what fits, now and whenever its width changes. Done for all boxes of a frame at once, before it is painted. */
function fit(box: HTMLElement, names: readonly string[]): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined
  watcher ??= new ResizeObserver((entries) => {
    // All is read before anything is written, so that the page is laid out once.
    for (const write of entries.map(({ target, contentRect }) => plan(target, contentRect.width))) write()
  })
  namesOf.set(box, names)
  watcher.observe(box)
  return () => watcher?.unobserve(box)
}

function plan(box: Element, width: number): () => void {
  const names = namesOf.get(box) ?? []
  const parts = [...box.children] as HTMLElement[]
  const more = parts.pop()
  const widths = parts.map(({ offsetWidth }) => offsetWidth)
  const count = howManyFit(widths, names.length, width, 'overlap' in (box as HTMLElement).dataset ? -overlapPx : gapPx)
  return () => {
    parts.forEach((part, index) => part.toggleAttribute('data-out', index >= count))
    box.toggleAttribute('data-tight', count === 1)
    const rest = names.slice(count)
    if (more === undefined) return
    more.toggleAttribute('data-out', rest.length === 0)
    more.textContent = rest.length === 0 ? '' : `+${rest.length}`
    more.setAttribute('aria-label', tooltip(rest))
  }
}

/** As `fitting.css` has them. */
const gapPx = 4
const overlapPx = 1
