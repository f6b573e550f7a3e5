import { sectionAt, type Geometry } from './grid-geometry.ts'
import { followPointer } from './pointer-drag.ts'

const EDGE_PX = 48

/** What a drag of a section reads and tells. */
export interface SectionDrag {
  readonly root: HTMLElement
  readonly geometry: () => Geometry
  /** Where in the list the top edge stands. */
  readonly topPx: () => number
  readonly onPlace: (topPx: number | undefined) => void
  /** Dropped before a section, or behind all (undefined). Not told where it stays in its place. */
  readonly onDrop: (beforeSectionId: string | undefined) => void
}

/** Follows the pointer that has pressed on the header of a section; the list scrolls while it is held at an edge. */
export function dragSection(down: PointerEvent, sectionIndex: number, drag: SectionDrag): void {
  let pointerY = down.clientY
  let frame = 0
  let place = sectionIndex
  const look = (): void => {
    const geometry = drag.geometry()
    place = placeAt(geometry, drag.topPx() + pointerY - drag.root.getBoundingClientRect().top)
    drag.onPlace(geometry.tops[place])
  }
  const scrollAtEdges = (): void => {
    const rect = drag.root.getBoundingClientRect()
    const above = rect.top + EDGE_PX - pointerY
    const below = pointerY - (rect.bottom - EDGE_PX)
    const speed = above > 0 ? -above / 3 : below > 0 ? below / 3 : 0
    if (speed !== 0) {
      drag.root.scrollTop += speed
      look()
    }
    frame = requestAnimationFrame(scrollAtEdges)
  }
  followPointer(down, {
    start: () => {
      frame = requestAnimationFrame(scrollAtEdges)
    },
    move: (event) => {
      pointerY = event.clientY
      look()
    },
    drop: () => {
      if (place !== sectionIndex && place !== sectionIndex + 1) drag.onDrop(drag.geometry().sections[place]?.id)
    },
    end: () => {
      cancelAnimationFrame(frame)
      drag.onPlace(undefined)
    },
  })
}

/** The boundary between sections that is nearest to a height: 0 is before the first, the number of sections behind the last. */
function placeAt(geometry: Geometry, yPx: number): number {
  const at = sectionAt(geometry, yPx)
  const top = geometry.tops[at] ?? 0
  const end = geometry.tops[at + 1] ?? top
  return yPx - top > (end - top) / 2 ? at + 1 : at
}
