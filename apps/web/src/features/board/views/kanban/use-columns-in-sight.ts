import { useLayoutEffect, useState, type RefObject } from 'react'

/** The columns of which cards are drawn: those in sight, and one more on each side. */
export interface InSight {
  readonly from: number
  readonly to: number
}

/** As wide as a column and the room behind it, at least. */
const COLUMN_PX = 296
/** What stands beside the columns, where there is room for it. */
const SIDE_PX = 232

/** The columns that are drawn before anything is measured: about those that the window shows. */
function firstColumns(): InSight {
  const frame = window.innerWidth > 3 * SIDE_PX ? window.innerWidth - SIDE_PX : window.innerWidth
  return { from: 0, to: Math.ceil(frame / COLUMN_PX) - 1 }
}

/** Which columns are in sight of the frame that scrolls them; `revision` says when there may be others. */
export function useColumnsInSight(box: RefObject<HTMLElement | null>, revision: unknown): InSight {
  const [sight, setSight] = useState(firstColumns)
  useLayoutEffect(() => {
    const frame = box.current
    if (frame === null) return undefined
    let asked = 0
    const look = (): void => {
      asked = 0
      const next = measure(frame, 1)
      setSight((before) => (before.from === next.from && before.to === next.to ? before : next))
    }
    const ask = (): void => {
      asked ||= requestAnimationFrame(look)
    }
    // At once only what would be missed; those beside them come with the next frame.
    const show = (next: InSight): void =>
      setSight((before) => (before.from <= next.from && before.to >= next.to ? before : next))
    show(measure(frame, 0))
    ask()
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

function measure(frame: HTMLElement, beside: number): InSight {
  const { left, right } = frame.getBoundingClientRect()
  const places = [...frame.querySelectorAll('[data-head]')].map((element) => element.getBoundingClientRect())
  const isSeen = (place: DOMRect): boolean => place.right > left && place.left < right
  const first = places.findIndex(isSeen)
  const last = places.findLastIndex(isSeen)
  return first < 0 ? firstColumns() : { from: first - beside, to: last + beside }
}
