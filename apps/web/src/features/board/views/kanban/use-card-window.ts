import { measureElement, useVirtualizer } from '@tanstack/react-virtual'
import { useState } from 'react'
import type { CardHeights } from './card-heights.ts'

export const GAP_PX = 8
/** What stands above the cards in the window, at least. */
const ABOVE_PX = 200
/** Cards whose places are known at first: those of all would take a large column longer than to draw the ones in sight. */
const FIRST_REACH = 200

interface CardWindowOptions {
  readonly count: number
  readonly frame: () => HTMLElement | null
  /** How far below its start the cards begin, px. */
  readonly startPx: number
  readonly heights: CardHeights
  readonly keyOf: (index: number) => string | number
}

/** The cards of a stack that are in sight, and how tall the stack is, px. */
export function useCardWindow({ count, frame, startPx, heights, keyOf }: CardWindowOptions) {
  const [reach, setReach] = useState(FIRST_REACH)
  const placed = Math.min(count, reach)
  // It tells its own moves: nothing that it gives is kept.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: placed,
    getScrollElement: frame,
    estimateSize: (index) => heights.known(String(keyOf(index))) ?? heights.usualPx,
    // What is known is not asked of the page, which would be laid out for it; where it is wrong, the observer says so.
    measureElement: (card, entry, instance) => {
      const item = String(keyOf(instance.indexFromElement(card)))
      const known = entry === undefined ? heights.known(item) : undefined
      if (known !== undefined) return known
      const px = measureElement(card, entry, instance)
      heights.learn(item, px)
      return px
    },
    gap: GAP_PX,
    overscan: 2,
    // Before it is measured: the first drawing has its cards already.
    initialRect: { width: 0, height: window.innerHeight - ABOVE_PX },
    scrollMargin: startPx,
    getItemKey: keyOf,
  })
  const usualPx = heights.usualPx + GAP_PX
  const placedPx = virtual.getTotalSize()
  const sightEndPx = (virtual.scrollOffset ?? 0) - startPx + (virtual.scrollRect?.height ?? 0)
  // Those that somebody comes near are placed before, also where the scroll bar is drawn to the end.
  if (placed < count && sightEndPx > placedPx / 2) {
    setReach(Math.max(placed, Math.ceil(sightEndPx / usualPx)) * 2)
  }
  return {
    cards: virtual.getVirtualItems(),
    measure: virtual.measureElement,
    tallPx: placedPx + (count - placed) * usualPx,
  }
}
