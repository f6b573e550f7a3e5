import { useLayoutEffect, useState, type RefObject } from 'react'

/** The columns of which cards are drawn: those in sight, and one more on each side. */
export interface InSight {
  readonly from: number
  readonly to: number
}

/** Columns that are drawn before anything is measured. */
const FIRST_COLUMNS = 6

/** Which columns are in sight of the frame that scrolls them; `revision` says when there may be others. */
export function useColumnsInSight(box: RefObject<HTMLElement | null>, revision: unknown): InSight {
  const [sight, setSight] = useState<InSight>({ from: 0, to: FIRST_COLUMNS })
  useLayoutEffect(() => {
    const frame = box.current
    if (frame === null) return undefined
    let asked = 0
    const look = (): void => {
      asked = 0
      const next = measure(frame)
      setSight((before) => (before.from === next.from && before.to === next.to ? before : next))
    }
    const ask = (): void => {
      asked ||= requestAnimationFrame(look)
    }
    look()
    frame.addEventListener('scroll', ask, { passive: true })
    const sizes = new ResizeObserver(ask)
    sizes.observe(frame)
    return () => {
      cancelAnimationFrame(asked)
      frame.removeEventListener('scroll', ask)
      sizes.disconnect()
    }
    // There are other columns where the revision moved.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [box, revision])
  return sight
}

function measure(frame: HTMLElement): InSight {
  const { left, right } = frame.getBoundingClientRect()
  const places = [...frame.querySelectorAll('[data-head]')].map((element) => element.getBoundingClientRect())
  const isSeen = (place: DOMRect): boolean => place.right > left && place.left < right
  const first = places.findIndex(isSeen)
  const last = places.findLastIndex(isSeen)
  return first < 0 ? { from: 0, to: FIRST_COLUMNS } : { from: first - 1, to: last + 1 }
}
