import { columnWindow, type ColumnLayout } from './grid-columns.ts'
import { MAX_CANVAS_PX, scrolledTo, toPhysical, type Geometry, type ScrollSizes } from './grid-geometry.ts'

const OVERSCAN_PX = 240
const QUANTUM_PX = 68
const CLIP_PX = 1_000_000
const SETTLE_MS = 160
/** Before the first measurement, and where nothing can be measured. */
const UNMEASURED: PixelSize = { width: 1200, height: 800 }

/** A size in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** What is drawn: it changes only when rows or columns come or go. */
export interface View {
  readonly fromPx: number
  readonly toPx: number
  /** Physical minus list pixels; 0 unless the list is taller than the canvas. */
  readonly shiftPx: number
  /** Sections are cut to this stretch of the list, so no element is too tall. */
  readonly clipFromPx: number
  readonly clipToPx: number
  readonly firstColumn: number
  readonly endColumn: number
}

/** Owns the scrolled element: where it stands, how large it is, and what of the list it shows. */
export interface Scroller {
  /** For `useSyncExternalStore`: called when the drawn part or the size changed. */
  subscribe(listener: () => void): () => void
  snapshot(): number
  size(): PixelSize
  attach(element: HTMLDivElement | null): void
  element(): HTMLDivElement | null
  /** The drawn part for this layout. */
  view(geometry: Geometry, layout: ColumnLayout): View
  /** Remembers the layout that is on screen, against which scrolling is read. */
  drawn(geometry: Geometry, layout: ColumnLayout): void
  /** Where in the list the top edge stands. */
  topPx(): number
  /** Distance scrolled sideways, from the start edge. */
  sidePx(): number
  scrollTo(listTopPx: number): void
  scrollSidewaysTo(startPx: number): void
}

/** Height of the scrolled element for a layout. */
export function canvasPx(geometry: Geometry): number {
  return Math.min(geometry.heightPx, MAX_CANVAS_PX)
}

function sameView(a: View, b: View): boolean {
  return (
    a.fromPx === b.fromPx &&
    a.toPx === b.toPx &&
    a.shiftPx === b.shiftPx &&
    a.clipFromPx === b.clipFromPx &&
    a.clipToPx === b.clipToPx &&
    a.firstColumn === b.firstColumn &&
    a.endColumn === b.endColumn
  )
}

/** Makes the scroller of one grid. */
export function createScroller(): Scroller {
  const listeners = new Set<() => void>()
  let version = 0
  let box: HTMLDivElement | null = null
  let size = UNMEASURED
  let physicalPx = 0
  let virtualPx = 0
  let sidewaysPx = 0
  let shown: { readonly geometry: Geometry; readonly layout: ColumnLayout; readonly view: View } | undefined
  let settleTimer: ReturnType<typeof setTimeout> | undefined
  let observer: ResizeObserver | undefined
  /** Where the element stands is not known yet. */
  let isNew = true

  const notify = (): void => {
    version += 1
    for (const listener of listeners) listener()
  }
  const sizesOf = (geometry: Geometry): ScrollSizes => ({
    listPx: geometry.heightPx,
    canvasPx: canvasPx(geometry),
    viewportPx: size.height,
  })
  const viewOf = (geometry: Geometry, layout: ColumnLayout): View => {
    const tall = geometry.heightPx > canvasPx(geometry)
    const clipFromPx = tall ? Math.floor(virtualPx / CLIP_PX) * CLIP_PX - CLIP_PX : 0
    const columns = columnWindow(layout, sidewaysPx, size.width)
    return {
      fromPx: Math.floor((virtualPx - OVERSCAN_PX) / QUANTUM_PX) * QUANTUM_PX,
      toPx: Math.ceil((virtualPx + size.height + OVERSCAN_PX) / QUANTUM_PX) * QUANTUM_PX,
      shiftPx: tall ? Math.round(physicalPx - virtualPx) : 0,
      clipFromPx,
      clipToPx: tall ? clipFromPx + 3 * CLIP_PX : geometry.heightPx,
      firstColumn: columns.first,
      endColumn: columns.end,
    }
  }
  const check = (): void => {
    if (shown !== undefined && !sameView(shown.view, viewOf(shown.geometry, shown.layout))) notify()
  }
  const read = (): void => {
    if (box === null || shown === undefined) return
    isNew = false
    const now = box.scrollTop
    virtualPx = scrolledTo({ physicalPx, virtualPx }, now, sizesOf(shown.geometry))
    physicalPx = now
    sidewaysPx = Math.abs(box.scrollLeft)
    // Only the edge of the pinned columns is drawn otherwise: nothing that is worth a draw of the grid.
    box.toggleAttribute('data-sideways', sidewaysPx > 0)
    check()
  }
  const scrollTo = (listTopPx: number): void => {
    if (box === null || shown === undefined) return
    const sizes = sizesOf(shown.geometry)
    const top = Math.min(Math.max(0, listTopPx), Math.max(0, sizes.listPx - sizes.viewportPx))
    box.scrollTop = toPhysical(top, sizes)
    physicalPx = box.scrollTop
    virtualPx = sizes.listPx > sizes.canvasPx ? top : physicalPx
    check()
  }
  const onScroll = (): void => {
    read()
    if (shown === undefined || shown.geometry.heightPx <= MAX_CANVAS_PX) return
    // At rest the scrollbar is put where the list stands, so pixel moves cannot add up to a wrong end.
    clearTimeout(settleTimer)
    settleTimer = setTimeout(() => scrollTo(virtualPx), SETTLE_MS)
  }
  const measure = (): void => {
    if (box === null) return
    const { clientWidth: width, clientHeight: height } = box
    if (width === 0 || height === 0 || (size.width === width && size.height === height)) return
    size = { width, height }
    notify()
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => version,
    size: () => size,
    attach: (element) => {
      box?.removeEventListener('scroll', onScroll)
      observer?.disconnect()
      clearTimeout(settleTimer)
      box = element
      isNew = true
      if (element === null) return
      element.addEventListener('scroll', onScroll, { passive: true })
      observer = new ResizeObserver(measure)
      observer.observe(element)
      measure()
    },
    element: () => box,
    view: viewOf,
    drawn: (geometry, layout) => {
      shown = { geometry, layout, view: viewOf(geometry, layout) }
      // A list that shrank has moved the element. To ask where it stands is to lay the page out, which every other draw is spared.
      const down = Math.max(0, canvasPx(geometry) - size.height)
      const aside = Math.max(0, layout.totalPx - size.width)
      if (isNew || physicalPx > down || sidewaysPx > aside) read()
    },
    topPx: () => virtualPx,
    sidePx: () => sidewaysPx,
    scrollTo,
    scrollSidewaysTo: (startPx) => {
      if (box === null) return
      box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -startPx : startPx
      read()
    },
  }
}
