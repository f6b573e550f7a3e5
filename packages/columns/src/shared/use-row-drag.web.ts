import { useState } from 'react'
import type { PointerEvent, RefObject } from 'react'

/** Rows of a list that a pointer drags by a handle; `to` is the row before which the dragged one goes, or as many as there are. */
export function useRowDrag(list: RefObject<HTMLElement | null>, onDrop: (from: number, to: number) => void) {
  const [at, setAt] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const gapAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])]
    const found = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect()
      return y < top + height / 2
    })
    return found < 0 ? rows.length : found
  }
  const moves = at !== null && at.to !== at.from && at.to !== at.from + 1
  return {
    from: at?.from ?? null,
    /** On which side of a row the dragged one would come to stand. */
    mark: (index: number): 'before' | 'after' | undefined => {
      if (!moves) return undefined
      if (at.to === index) return 'before'
      return at.to === index + 1 && index + 1 === (list.current?.children.length ?? 0) ? 'after' : undefined
    },
    handle: (index: number) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setAt({ from: index, to: index })
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (at !== null) setAt({ from: at.from, to: gapAt(event.clientY) })
      },
      onPointerUp: () => {
        setAt(null)
        if (moves) onDrop(at.from, at.to)
      },
      onPointerCancel: () => setAt(null),
    }),
  }
}
