import { followPointer } from '@fulcrum/ui'
import { useCallback, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react'
import type { Hold } from './calendar-scene.ts'
import type { DaySpan } from './week-lanes.ts'

/** How long an arrow is held over before its page comes. */
const TURN_MS = 600

interface DragWorld {
  /** An item was dropped on days, or on none. */
  readonly onDrop: (row: number, to: DaySpan | null) => void
  readonly onTurn: (by: 1 | -1) => void
}

/**
 * Dragging items by pointer: from day to day, by an edge, and from or to what lies without a day. The days where it would
 * stand are marked; over an arrow the page turns. Escape calls it off. All of that is kept out of React: nothing but marks and
 * the copy changes meanwhile.
 */
export function useBarDrag(box: RefObject<HTMLElement | null>, world: DragWorld) {
  const latest = useRef(world)
  useLayoutEffect(() => {
    latest.current = world
  })
  return useCallback(
    (event: PointerEvent<HTMLElement>, row: number, span: DaySpan | null, hold: Hold) => {
      const frame = box.current
      // A finger scrolls; who has only one moves items by their menu.
      if (event.button !== 0 || event.pointerType === 'touch' || frame === null) return
      event.stopPropagation()
      const down = event.nativeEvent
      const bar = event.currentTarget.closest<HTMLElement>('[data-item]') ?? event.currentTarget
      const { left, top, width } = bar.getBoundingClientRect()
      const copy = bar.cloneNode(true) as HTMLElement
      const grabbed = dayUnder(frame, down.clientX, down.clientY) ?? span?.start ?? null
      let aim: DaySpan | 'none' | null = null
      let turning = 0
      let turn: string | undefined
      const look = (moved: globalThis.PointerEvent): void => {
        const day = dayUnder(frame, moved.clientX, moved.clientY)
        const overTray = span !== null && hold === 'whole' && isOver('.fq-tray', moved)
        aim = day === null ? (overTray ? 'none' : null) : spanFor(day, span, hold, grabbed)
        markDays(frame, aim === 'none' ? null : aim)
        frame.querySelector('.fq-tray')?.toggleAttribute('data-aim', aim === 'none')
        const over = under(moved.clientX, moved.clientY)
          .find((element) => element.closest('[data-turn]') !== null)
          ?.closest<HTMLElement>('[data-turn]')?.dataset['turn']
        if (over === turn) return
        clearInterval(turning)
        turn = over
        if (over !== undefined) {
          turning = window.setInterval(() => latest.current.onTurn(over === 'next' ? 1 : -1), TURN_MS)
        }
      }
      followPointer(down, {
        start: () => {
          bar.classList.add('fq-dragged')
          frame.toggleAttribute('data-dragging', true)
          if (hold !== 'whole') return
          copy.classList.add('fq-copy')
          copy.removeAttribute('data-item')
          copy.setAttribute('aria-hidden', 'true')
          copy.style.width = `${Math.min(width, 240)}px`
          frame.append(copy)
        },
        move: (moved) => {
          const x = Math.max(left, Math.min(down.clientX - 20, left + width - 240)) + moved.clientX - down.clientX
          copy.style.transform = `translate(${x}px, ${top + moved.clientY - down.clientY}px)`
          look(moved)
        },
        drop: () => {
          if (aim !== null) latest.current.onDrop(row, aim === 'none' ? null : aim)
        },
        end: () => {
          clearInterval(turning)
          copy.remove()
          bar.classList.remove('fq-dragged')
          frame.removeAttribute('data-dragging')
          frame.querySelector('.fq-tray')?.removeAttribute('data-aim')
          markDays(frame, null)
        },
      })
    },
    [box],
  )
}

/** Where an item goes that was held at one day and is over another. */
export function spanFor(day: number, span: DaySpan | null, hold: Hold, grabbed: number | null): DaySpan {
  if (span === null) return { start: day, end: day }
  if (hold === 'start') return { start: Math.min(day, span.end), end: span.end }
  if (hold === 'end') return { start: span.start, end: Math.max(day, span.start) }
  const by = day - (grabbed ?? span.start)
  return { start: span.start + by, end: span.end + by }
}

function under(x: number, y: number): Element[] {
  return document.elementsFromPoint(x, y)
}

function dayUnder(frame: HTMLElement, x: number, y: number): number | null {
  const cell = under(x, y).find(
    (element): element is HTMLElement => element instanceof HTMLElement && element.dataset['day'] !== undefined,
  )
  return cell !== undefined && frame.contains(cell) ? Number(cell.dataset['day']) : null
}

function isOver(selector: string, { clientX, clientY }: globalThis.PointerEvent): boolean {
  return under(clientX, clientY).some((element) => element.closest(selector) !== null)
}

function markDays(frame: HTMLElement, span: DaySpan | null): void {
  for (const cell of frame.querySelectorAll<HTMLElement>('[data-day]')) {
    const day = Number(cell.dataset['day'])
    cell.toggleAttribute('data-aim', span !== null && span.start <= day && day <= span.end)
  }
}
