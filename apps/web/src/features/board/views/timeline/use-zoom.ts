import { timelineZooms, type TimelineZoom } from '@fulcrum/domain'
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { useScene } from '../../scene.tsx'
import { dayPx } from './scale.ts'

interface Zoomed {
  readonly zoom: TimelineZoom
  readonly from: number
  readonly namePx: number
}

/** How far the wheel turns for one step. */
const WHEEL_STEP = 60

/**
 * Shows more time (1) or less (-1), by Ctrl and the wheel too. The day under the pointer, or in the middle, stays where it is; also
 * when the sheet begins earlier than it did.
 */
export function useZoom(box: RefObject<HTMLElement | null>, { zoom, from, namePx }: Zoomed) {
  const { spec, setSpec } = useScene()
  const anchor = useRef<{ readonly day: number; readonly at: number } | null>(null)
  const drawn = useRef({ from, px: dayPx[zoom] })
  const zoomBy = (by: 1 | -1, x?: number): void => {
    const frame = box.current
    const next = timelineZooms[timelineZooms.indexOf(zoom) + by]
    if (frame === null || next === undefined) return
    const at = x === undefined ? (frame.clientWidth - namePx) / 2 : x - frame.getBoundingClientRect().left - namePx
    anchor.current = { day: from + (frame.scrollLeft + at) / dayPx[zoom], at }
    setSpec({ ...spec, settings: { ...spec.settings, zoom: next } })
  }
  useLayoutEffect(() => {
    const frame = box.current
    const before = drawn.current
    drawn.current = { from, px: dayPx[zoom] }
    if (frame === null || (before.from === from && before.px === dayPx[zoom])) return
    const kept = anchor.current ?? { day: before.from + frame.scrollLeft / before.px, at: 0 }
    anchor.current = null
    frame.scrollTo({ left: (kept.day - from) * dayPx[zoom] - kept.at })
  }, [box, zoom, from])
  const latest = useRef(zoomBy)
  useLayoutEffect(() => {
    latest.current = zoomBy
  })
  useEffect(() => {
    const frame = box.current
    if (frame === null) return undefined
    let turned = 0
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      // The browser would zoom the page.
      event.preventDefault()
      turned += event.deltaY
      if (Math.abs(turned) < WHEEL_STEP) return
      latest.current(turned > 0 ? 1 : -1, event.clientX)
      turned = 0
    }
    frame.addEventListener('wheel', onWheel, { passive: false })
    return () => frame.removeEventListener('wheel', onWheel)
  }, [box])
  return zoomBy
}
