import { useCallback, useLayoutEffect, useState, type RefObject } from 'react'

/** The part of something scrollable that is seen. */
export interface ViewBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const nothing: ViewBox = { left: 0, top: 0, width: 0, height: 0 }

/** What is seen of a box, once a frame while it scrolls or changes its size. */
export function useViewBox(box: RefObject<HTMLElement | null>) {
  const [view, setView] = useState(nothing)
  const look = useCallback(() => {
    const frame = box.current
    if (frame === null) return
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = frame
    setView((before) =>
      before.left === left && before.top === top && before.width === width && before.height === height
        ? before
        : { left, top, width, height },
    )
  }, [box])
  useLayoutEffect(() => {
    const frame = box.current
    if (frame === null) return undefined
    let waiting = 0
    const soon = (): void => {
      if (waiting !== 0) return
      waiting = requestAnimationFrame(() => {
        waiting = 0
        look()
      })
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(frame)
    frame.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(waiting)
      sizes.disconnect()
      frame.removeEventListener('scroll', soon)
    }
  }, [box, look])
  return view
}
