import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { place } from './place.ts'

const viewport = { width: 1000, height: 700 }
const anchors = fc.record({
  left: fc.integer({ min: -200, max: 1100 }),
  top: fc.integer({ min: -200, max: 800 }),
  width: fc.integer({ min: 0, max: 300 }),
  height: fc.integer({ min: 0, max: 60 }),
})
const sizes = fc.record({ width: fc.integer({ min: 20, max: 980 }), height: fc.integer({ min: 20, max: 2_000 }) })
const options = fc.record({
  side: fc.constantFrom('bottom' as const, 'top' as const, 'end' as const, 'cover' as const),
  align: fc.constantFrom('start' as const, 'center' as const, 'end' as const),
  gapPx: fc.integer({ min: 0, max: 12 }),
  marginPx: fc.constant(8),
})

test('a box that fits stands within the viewport, wherever its anchor is', () => {
  fc.assert(
    fc.property(anchors, sizes, options, (anchor, size, option) => {
      const placed = place(anchor, size, viewport, option)
      expect(placed.left).toBeGreaterThanOrEqual(8)
      expect(placed.left + size.width).toBeLessThanOrEqual(viewport.width - 8 + Math.max(0, size.width - 984))
      expect(placed.maxHeight).toBeGreaterThanOrEqual(80)
      if (placed.side === 'end' || placed.side === 'cover') expect(placed.top).toBeGreaterThanOrEqual(8)
    }),
  )
})

test('a box under its anchor never covers it, and flips only where there is more room above', () => {
  fc.assert(
    fc.property(anchors, sizes, (anchor, size) => {
      const within = { ...anchor, top: Math.max(100, Math.min(anchor.top, 500)) }
      const placed = place(within, size, viewport, { side: 'bottom', align: 'start', gapPx: 4, marginPx: 8 })
      const height = Math.min(size.height, placed.maxHeight)
      if (placed.side === 'bottom') expect(placed.top).toBe(within.top + within.height + 4)
      else {
        expect(placed.top + height).toBeLessThanOrEqual(within.top - 4)
        expect(size.height).toBeGreaterThan(viewport.height - within.top - within.height - 12)
      }
    }),
  )
})
