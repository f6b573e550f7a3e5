import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutLines } from './lines.ts'

const SIZES = { head: 32, row: 36 }

test('between two heights stands what a whole list of all lines has there', () => {
  const sections = fc.array(fc.record({ rowCount: fc.nat(30), collapsed: fc.boolean() }), { maxLength: 6 })
  fc.assert(
    fc.property(sections, fc.nat(3_000), fc.integer({ min: 1, max: 600 }), (drawn, from, tall) => {
      const all: { name: string; top: number; bottom: number }[] = []
      let top = 0
      drawn.forEach(({ rowCount, collapsed }, section) => {
        all.push({ name: `head ${section}`, top, bottom: top + SIZES.head })
        top += SIZES.head
        for (let index = 0; index < (collapsed ? 0 : rowCount); index += 1) {
          all.push({ name: `${section}/${index}`, top, bottom: top + SIZES.row })
          top += SIZES.row
        }
      })
      const layout = layOutLines(
        {
          sections: drawn.map((section, at) => ({ id: String(at), ...section })),
          rowAt: (section, index) => ({
            id: `${section}/${index}`,
            revision: 1,
            depth: 0,
            expandable: false,
            expanded: false,
          }),
        },
        SIZES,
      )
      expect(layout.height).toBe(top)
      const wanted = all.filter((line) => line.bottom > from && line.top < from + tall)
      const shown = layout.between(from, from + tall)
      expect(shown.map((line) => (line.kind === 'head' ? `head ${line.section}` : line.row.id))).toEqual(
        wanted.map(({ name }) => name),
      )
      expect(shown.map((line) => line.top)).toEqual(wanted.map((line) => line.top))
    }),
    // A head that begins where the window ends.
    { examples: [[Array.from({ length: 3 }, () => ({ rowCount: 0, collapsed: false })), 10, 54]] },
  )
})
