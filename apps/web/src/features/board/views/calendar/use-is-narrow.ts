import { useLayoutEffect, useState, type RefObject } from 'react'

/** Below this a week does not fit beside itself. */
const NARROW_PX = 620

/** Whether there is no room for seven days side by side. */
export function useIsNarrow(box: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = (): void => setNarrow(element.clientWidth < NARROW_PX)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return narrow
}
