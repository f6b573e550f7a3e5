/** A rectangle in viewport pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Which side of the anchor something floats at; `cover` lies over it. */
export type Side = 'bottom' | 'top' | 'end' | 'cover'

/** How it lines up along that side. */
export type Align = 'start' | 'center' | 'end'

interface PlaceOptions {
  readonly side: Side
  readonly align: Align
  readonly gapPx: number
  readonly marginPx: number
}

/** Where a floating box goes and how tall it may be. */
export interface Placement {
  readonly left: number
  readonly top: number
  readonly maxHeight: number
  readonly side: Side
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high))
}

/**
 * Places a box beside an anchor, on the other side when only there it fits, and always within the viewport.
 * @example place(button, { width: 200, height: 300 }, { width: 1440, height: 900 }, { side: 'bottom', align: 'start', gapPx: 4, marginPx: 8 })
 */
export function place(
  anchor: Box,
  size: { readonly width: number; readonly height: number },
  viewport: { readonly width: number; readonly height: number },
  options: PlaceOptions,
): Placement {
  const { gapPx, marginPx, align } = options
  const below = viewport.height - (anchor.top + anchor.height) - gapPx - marginPx
  const above = anchor.top - gapPx - marginPx
  const alignedLeft =
    align === 'start'
      ? anchor.left
      : align === 'end'
        ? anchor.left + anchor.width - size.width
        : anchor.left + (anchor.width - size.width) / 2
  const maxLeft = Math.max(marginPx, viewport.width - size.width - marginPx)
  const maxTop = Math.max(marginPx, viewport.height - size.height - marginPx)
  const wholeHeight = viewport.height - 2 * marginPx
  if (options.side === 'cover') {
    return {
      left: clamp(alignedLeft, marginPx, maxLeft),
      top: clamp(anchor.top, marginPx, maxTop),
      maxHeight: wholeHeight,
      side: 'cover',
    }
  }
  if (options.side === 'end') {
    const after = anchor.left + anchor.width + gapPx
    const before = anchor.left - gapPx - size.width
    const fits = after + size.width + marginPx <= viewport.width
    return {
      left: clamp(fits || before < marginPx ? after : before, marginPx, maxLeft),
      top: clamp(anchor.top, marginPx, maxTop),
      maxHeight: wholeHeight,
      side: 'end',
    }
  }
  const preferBottom = options.side === 'bottom'
  const bottom = preferBottom ? size.height <= below || below >= above : !(size.height <= above || above >= below)
  const room = Math.max(80, bottom ? below : above)
  const height = Math.min(size.height, room)
  return {
    left: clamp(alignedLeft, marginPx, maxLeft),
    top: bottom ? anchor.top + anchor.height + gapPx : Math.max(marginPx, anchor.top - gapPx - height),
    maxHeight: room,
    side: bottom ? 'bottom' : 'top',
  }
}
