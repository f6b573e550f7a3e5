import { columnWindow, type ColumnLayout } from './grid-columns.ts'
import { MAX_CANVAS_PX, scrolledTo, toPhysical, type Geometry, type ScrollSizes } from './grid-geometry.ts'

const OVERSCAN_PX = 240
const QUANTUM_PX = 68
const CLIP_PX = 1_000_000
const SETTLE_MS = 160
const REST_MS = 500
/** A list whose scrolled frames lie farther apart than this, and that moves by more than this share of its height, is behind. */
const LATE_MS = 25
const FAR_SHARE = 1 / 6
/** What moves slower than this can be drawn whole again. */
const SLOW_PX_PER_MS = 2
/** Before the first measurement, and where nothing can be measured. */
const UNMEASURED: PixelSize = { width: 1200, height: 800 }
/** What the last grid had: the next one stands in its place most times, and need not be drawn twice. */
let lastSize: PixelSize | undefined

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
  /** It is being scrolled. */
  readonly moving: boolean
  /** It is scrolled faster than it can be drawn. */
  readonly behind: boolean
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
    a.endColumn === b.endColumn &&
    a.moving === b.moving &&
    a.behind === b.behind
  )
}

/** Makes the scroller of one grid. */
export function createScroller(): Scroller {
  const listeners = new Set<() => void>()
  let version = 0
  let box: HTMLDivElement | null = null
  let size = lastSize ?? UNMEASURED
  let physicalPx = 0
  let virtualPx = 0
  let sidewaysPx = 0
  let shown: { readonly geometry: Geometry; readonly layout: ColumnLayout; readonly view: View } | undefined
  let moving = false
  let behind = false
  /** Just put on the page: what is beside its window is drawn behind what is in it. */
  let fresh = true
  let scrolledMs = 0
  let settleTimer: ReturnType<typeof setTimeout> | undefined
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let observer: ResizeObserver | undefined

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
    const besidePx = fresh ? 0 : OVERSCAN_PX
    return {
      fromPx: Math.floor((virtualPx - besidePx) / QUANTUM_PX) * QUANTUM_PX,
      toPx: Math.ceil((virtualPx + size.height + besidePx) / QUANTUM_PX) * QUANTUM_PX,
      shiftPx: tall ? Math.round(physicalPx - virtualPx) : 0,
      clipFromPx,
      clipToPx: tall ? clipFromPx + 3 * CLIP_PX : geometry.heightPx,
      firstColumn: columns.first,
      endColumn: columns.end,
      moving,
      behind,
    }
  }
  const check = (): void => {
    if (shown !== undefined && !sameView(shown.view, viewOf(shown.geometry, shown.layout))) notify()
  }
  /** Learns where the element stands. */
  const place = (): void => {
    if (box === null || shown === undefined) return
    const now = box.scrollTop
    virtualPx = scrolledTo({ physicalPx, virtualPx }, now, sizesOf(shown.geometry))
    physicalPx = now
    sidewaysPx = Math.abs(box.scrollLeft)
    // Only the edge of the pinned columns is drawn otherwise: nothing that is worth a draw of the grid.
    box.toggleAttribute('data-sideways', sidewaysPx > 0)
  }
  const read = (): void => {
    place()
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
  const settle = (): void => {
    behind = false
    fresh = false
    // At rest the scrollbar is put where the list stands, so pixel moves cannot add up to a wrong end.
    if (shown !== undefined && shown.geometry.heightPx > MAX_CANVAS_PX) scrollTo(virtualPx)
    else check()
  }
  const rest = (): void => {
    // What is pressed keeps its place until it is let go.
    if (box?.matches(':active') === true) {
      restTimer = setTimeout(rest, REST_MS)
      return
    }
    moving = false
    check()
  }
  /** Whether the list is drawn fast enough for how it is scrolled, by the way and the time since the last scrolled frame. */
  const judge = (wayPx: number, ms: number): void => {
    if (ms > SETTLE_MS) return
    if (ms > LATE_MS && wayPx > size.height * FAR_SHARE) behind = true
    else if (behind && wayPx < ms * SLOW_PX_PER_MS) behind = false
  }
  const onScroll = (): void => {
    const [beforePx, beforeMs] = [virtualPx, scrolledMs]
    moving = true
    fresh = false
    scrolledMs = performance.now()
    place()
    judge(Math.abs(virtualPx - beforePx), scrolledMs - beforeMs)
    check()
    clearTimeout(settleTimer)
    clearTimeout(restTimer)
    settleTimer = setTimeout(settle, SETTLE_MS)
    restTimer = setTimeout(rest, REST_MS)
  }
  const measure = (): void => {
    if (box === null) return
    const { clientWidth: width, clientHeight: height } = box
    if (width === 0 || height === 0 || (size.width === width && size.height === height)) return
    size = { width, height }
    lastSize = size
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
      clearTimeout(restTimer)
      box = element
      physicalPx = 0
      virtualPx = 0
      sidewaysPx = 0
      moving = false
      behind = false
      fresh = true
      if (element === null) return
      settleTimer = setTimeout(settle, SETTLE_MS)
      element.addEventListener('scroll', onScroll, { passive: true })
      observer = new ResizeObserver(measure)
      observer.observe(element)
      // The observer measures before the first paint, once the page is laid out anyway.
      if (lastSize === undefined) measure()
    },
    element: () => box,
    view: viewOf,
    drawn: (geometry, layout) => {
      shown = { geometry, layout, view: viewOf(geometry, layout) }
      // A list that shrank has moved the element. To ask where it stands is to lay the page out, which every other draw is spared.
      const down = Math.max(0, canvasPx(geometry) - size.height)
      const aside = Math.max(0, layout.totalPx - size.width)
      if (physicalPx > down || sidewaysPx > aside) read()
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
