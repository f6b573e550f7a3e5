import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { columnWindow, type ColumnLayout } from './grid-columns.ts'
import { MAX_CANVAS_PX, scrolledTo, toPhysical, type Geometry, type ScrollSizes } from './grid-geometry.ts'

/** Before the first measurement, and where nothing can be measured. */
const UNMEASURED = { width: 1200, height: 800 } as const
const OVERSCAN_PX = 240
const QUANTUM_PX = 68
const CLIP_PX = 1_000_000
const SETTLE_MS = 160

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

/** The scroller's state and ways to move it. */
export interface Viewport {
  readonly attach: (element: HTMLDivElement | null) => void
  readonly element: () => HTMLDivElement | null
  readonly view: View
  readonly size: { readonly width: number; readonly height: number }
  readonly canvasPx: number
  /** Where in the list the top edge stands. */
  readonly top: () => number
  /** Distance scrolled sideways, from the start edge. */
  readonly sideways: () => number
  readonly scrollTo: (listTopPx: number) => void
  readonly scrollSidewaysTo: (startPx: number) => void
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

/** The size of an element, measured when it changes. */
export function useSize(): readonly [
  (element: HTMLDivElement | null) => void,
  { readonly width: number; readonly height: number },
] {
  const [size, setSize] = useState<{ readonly width: number; readonly height: number }>(UNMEASURED)
  const observer = useRef<ResizeObserver | undefined>(undefined)
  const attach = useCallback((element: HTMLDivElement | null) => {
    observer.current?.disconnect()
    if (element === null) return
    const measure = (): void => {
      const width = element.clientWidth
      const height = element.clientHeight
      if (width > 0 && height > 0) {
        setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
      }
    }
    observer.current = new ResizeObserver(measure)
    observer.current.observe(element)
    measure()
  }, [])
  return [attach, size]
}

/** Follows the scroller and says what to draw. */
export function useViewport(
  geometry: Geometry,
  layout: ColumnLayout,
  size: { readonly width: number; readonly height: number },
  attachSize: (element: HTMLDivElement | null) => void,
): Viewport {
  const scroller = useRef<HTMLDivElement | null>(null)
  const position = useRef({ physicalPx: 0, virtualPx: 0, sidePx: 0 })
  const settle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const sizes: ScrollSizes = {
    listPx: geometry.heightPx,
    canvasPx: Math.min(geometry.heightPx, MAX_CANVAS_PX),
    viewportPx: size.height,
  }

  const viewNow = (): View => {
    const { physicalPx, virtualPx, sidePx } = position.current
    const tall = sizes.listPx > sizes.canvasPx
    const clipFromPx = tall ? Math.floor(virtualPx / CLIP_PX) * CLIP_PX - CLIP_PX : 0
    const columns = columnWindow(layout, sidePx, size.width)
    return {
      fromPx: Math.floor((virtualPx - OVERSCAN_PX) / QUANTUM_PX) * QUANTUM_PX,
      toPx: Math.ceil((virtualPx + size.height + OVERSCAN_PX) / QUANTUM_PX) * QUANTUM_PX,
      shiftPx: tall ? Math.round(physicalPx - virtualPx) : 0,
      clipFromPx,
      clipToPx: tall ? clipFromPx + 3 * CLIP_PX : sizes.listPx,
      firstColumn: columns.first,
      endColumn: columns.end,
    }
  }

  const [, redraw] = useReducer((count: number) => count + 1, 0)
  // Derived while drawing, so a change of rows, columns or size is never drawn with a stale window.
  const view = viewNow()

  const live = useRef({ viewNow, sizes, view })
  useLayoutEffect(() => {
    live.current = { viewNow, sizes, view }
  })

  const read = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    const physicalPx = element.scrollTop
    const before = position.current
    position.current = {
      physicalPx,
      virtualPx: scrolledTo(before, physicalPx, live.current.sizes),
      sidePx: Math.abs(element.scrollLeft),
    }
    const next = live.current.viewNow()
    if (!sameView(next, live.current.view)) redraw()
  }, [])

  const write = useCallback((virtualPx: number) => {
    const element = scroller.current
    if (element === null) return
    const { sizes } = live.current
    const top = Math.min(Math.max(0, virtualPx), Math.max(0, sizes.listPx - sizes.viewportPx))
    element.scrollTop = toPhysical(top, sizes)
    const physicalPx = element.scrollTop
    position.current = {
      ...position.current,
      physicalPx,
      virtualPx: sizes.listPx > sizes.canvasPx ? top : physicalPx,
    }
    const next = live.current.viewNow()
    if (!sameView(next, live.current.view)) redraw()
  }, [])

  const onScroll = useCallback(() => {
    // In the frame of the scroll itself: rows that come into view are there when it is painted.
    flushSync(read)
    if (live.current.sizes.listPx > live.current.sizes.canvasPx) {
      clearTimeout(settle.current)
      settle.current = setTimeout(() => {
        write(position.current.virtualPx)
      }, SETTLE_MS)
    }
  }, [read, write])

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current?.removeEventListener('scroll', onScroll)
      clearTimeout(settle.current)
      scroller.current = element
      attachSize(element)
      element?.addEventListener('scroll', onScroll, { passive: true })
    },
    [attachSize, onScroll],
  )

  // A list that shrank may have moved the scroller.
  useLayoutEffect(read, [read, geometry, layout, size])

  return {
    attach,
    element: useCallback(() => scroller.current, []),
    view,
    size,
    canvasPx: sizes.canvasPx,
    top: useCallback(() => position.current.virtualPx, []),
    sideways: useCallback(() => position.current.sidePx, []),
    scrollTo: write,
    scrollSidewaysTo: useCallback(
      (startPx: number) => {
        const element = scroller.current
        if (element === null) return
        const rtl = getComputedStyle(element).direction === 'rtl'
        element.scrollLeft = rtl ? -startPx : startPx
        read()
      },
      [read],
    ),
  }
}
