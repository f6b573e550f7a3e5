import { followPointer } from '@fulcrum/ui'
import { useCallback, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react'
import type { SectionInfo } from '../../model/sections.ts'

/** How near to a side a head is held for the columns to scroll, and how fast. */
const EDGE_PX = 48
const STEP_PX = 12

/**
 * Dragging columns by their heads: a mark stands where the column would go. `onDrop` gets the name of the column before which
 * it was dropped; none behind the last one.
 */
export function useHeadDrag(
  box: RefObject<HTMLElement | null>,
  onDrop: (info: SectionInfo, before: string | undefined) => void,
) {
  const drop = useRef(onDrop)
  useLayoutEffect(() => {
    drop.current = onDrop
  })
  return useCallback(
    (event: PointerEvent<HTMLElement>, info: SectionInfo) => {
      const frame = box.current
      if (event.button !== 0 || event.pointerType === 'touch' || frame === null) return
      const head = event.currentTarget
      const mark = Object.assign(document.createElement('div'), { className: 'fk-head-mark' })
      let at = event.clientX
      let before: string | undefined
      let ticking = 0
      const tick = (): void => {
        const sides = frame.getBoundingClientRect()
        if (at > sides.right - EDGE_PX) frame.scrollBy(STEP_PX, 0)
        else if (at < sides.left + EDGE_PX) frame.scrollBy(-STEP_PX, 0)
        before = placeMark(frame, at, mark)
        ticking = requestAnimationFrame(tick)
      }
      followPointer(event.nativeEvent, {
        start: () => {
          head.classList.add('fk-dragged')
          frame.append(mark)
          tick()
        },
        move: (moved) => {
          at = moved.clientX
        },
        drop: () => {
          if (before !== info.id) drop.current(info, before)
        },
        end: () => {
          cancelAnimationFrame(ticking)
          mark.remove()
          head.classList.remove('fk-dragged')
        },
      })
    },
    [box],
  )
}

/** Puts the mark between the two columns that are nearest, and names the second of them. */
function placeMark(frame: HTMLElement, x: number, mark: HTMLElement): string | undefined {
  const rtl = getComputedStyle(frame).direction === 'rtl'
  const heads = [...frame.querySelectorAll<HTMLElement>('[data-head]')]
  const isBefore = ({ left, right }: DOMRect): boolean => (rtl ? x > (left + right) / 2 : x < (left + right) / 2)
  const next = heads.find((head) => isBefore(head.getBoundingClientRect()))
  const box = frame.getBoundingClientRect()
  const beside = (next ?? heads.at(-1))?.getBoundingClientRect()
  if (beside !== undefined) {
    const edge = (next === undefined) === rtl ? beside.left - 7 : beside.right + 5
    mark.style.left = `${edge - box.left + frame.scrollLeft}px`
  }
  return next?.dataset['head']
}
