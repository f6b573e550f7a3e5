import type { DaySpan } from '@fulcrum/domain/schedule'
import { followPointer } from '@fulcrum/ui'
import { useCallback, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react'
import type { Hold } from './timeline-scene.ts'

/** What a drag would do if it ended now. */
export type Aim =
  | { readonly kind: 'span'; readonly row: number; readonly to: DaySpan }
  | {
      readonly kind: 'link'
      readonly row: number
      readonly reached: 'start' | 'finish'
      /** Where the pointer is, within the sheet. */
      readonly x: number
      readonly y: number
      /** The bar under it, and by which end it would wait. */
      readonly over: { readonly row: number; readonly enter: 'start' | 'finish' } | null
    }

interface DragWorld {
  readonly dayPx: number
  /** The first day of the sheet, and how far from its left edge that is drawn. */
  readonly from: number
  readonly namePx: number
  readonly startingOn: (span: DaySpan, day: number) => DaySpan
  readonly onAim: (aim: Aim | null) => void
  readonly onDrop: (aim: Aim) => void
}

/** How near to an edge what is held makes the sheet scroll, and how fast. */
const EDGE_PX = 40
const STEP_PX = 16

/** Dragging bars, their edges, the lines between them, and new bars in empty rows. Escape calls it off. */
export function useBarDrag(box: RefObject<HTMLElement | null>, world: DragWorld) {
  const latest = useRef(world)
  useLayoutEffect(() => {
    latest.current = world
  })
  return useCallback(
    (event: PointerEvent<HTMLElement>, row: number, span: DaySpan | null, hold: Hold | 'draw') => {
      const frame = box.current
      // A finger scrolls; who has only one moves items by their menu.
      if (event.button !== 0 || event.pointerType === 'touch' || frame === null) return
      const down = event.nativeEvent
      let at = { x: down.clientX, y: down.clientY }
      let ticking = 0
      let told = ''
      let aim: Aim | null = null
      const pointIn = ({ x, y }: typeof at) => {
        const { left, top } = frame.getBoundingClientRect()
        return { x: x - left + frame.scrollLeft, y: y - top + frame.scrollTop }
      }
      const dayAt = (x: number): number => {
        const { from, namePx, dayPx } = latest.current
        return from + Math.floor((x - namePx) / dayPx)
      }
      const began = pointIn(at)
      const look = (): void => {
        const now = pointIn(at)
        aim = hold === 'link-start' || hold === 'link-end' ? linkAim(now) : spanAim(now)
        const key = JSON.stringify(aim)
        if (key === told) return
        told = key
        latest.current.onAim(aim)
      }
      const linkAim = (now: typeof at): Aim => ({
        kind: 'link',
        row,
        reached: hold === 'link-end' ? 'finish' : 'start',
        ...now,
        over: barUnder(at, row),
      })
      const spanAim = (now: typeof at): Aim => {
        const { dayPx, startingOn } = latest.current
        if (span === null) {
          const [first, last] = [dayAt(began.x), dayAt(now.x)]
          return { kind: 'span', row, to: { start: Math.min(first, last), end: Math.max(first, last) } }
        }
        const by = Math.round((now.x - began.x) / dayPx)
        if (hold === 'start') return { kind: 'span', row, to: { ...span, start: Math.min(span.end, span.start + by) } }
        if (hold === 'end') return { kind: 'span', row, to: { ...span, end: Math.max(span.start, span.end + by) } }
        return { kind: 'span', row, to: startingOn(span, span.start + by) }
      }
      const tick = (): void => {
        if (scrollNear(frame, at, latest.current.namePx)) look()
        ticking = requestAnimationFrame(tick)
      }
      followPointer(down, {
        start: () => {
          frame.toggleAttribute('data-dragging', true)
          tick()
        },
        move: (moved) => {
          at = { x: moved.clientX, y: moved.clientY }
          look()
        },
        drop: () => {
          if (aim !== null) latest.current.onDrop(aim)
        },
        end: () => {
          cancelAnimationFrame(ticking)
          frame.removeAttribute('data-dragging')
          latest.current.onAim(null)
        },
      })
    },
    [box],
  )
}

/** The other bar under a point: its last third is its finish, where it is wide enough to have thirds. */
function barUnder({ x, y }: { readonly x: number; readonly y: number }, self: number) {
  const bar = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-bar]')
  const row = Number(bar?.dataset['bar'])
  if (bar === null || bar === undefined || row === self) return null
  const { left, width } = bar.getBoundingClientRect()
  return { row, enter: width > 48 && x > left + (width * 2) / 3 ? ('finish' as const) : ('start' as const) }
}

/** Scrolls what is held near one of its edges; whether it did. */
function scrollNear(frame: HTMLElement, { x, y }: { readonly x: number; readonly y: number }, namePx: number): boolean {
  const { left, right, top, bottom } = frame.getBoundingClientRect()
  const across = x > right - EDGE_PX ? STEP_PX : x < left + namePx + EDGE_PX ? -STEP_PX : 0
  const down = y > bottom - EDGE_PX ? STEP_PX : y < top + EDGE_PX ? -STEP_PX : 0
  const before = [frame.scrollLeft, frame.scrollTop]
  if (across !== 0 || down !== 0) frame.scrollBy(across, down)
  return frame.scrollLeft !== before[0] || frame.scrollTop !== before[1]
}
