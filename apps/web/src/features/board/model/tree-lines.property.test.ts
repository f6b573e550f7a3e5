import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { sectionLines } from './tree-lines.ts'

/** How many sub-lines stand below each top row; mostly none. */
const subLines = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 })), {
  maxLength: 60,
})

it('finds every line where writing them all down one below the other puts it', () => {
  fc.assert(
    fc.property(subLines, (counts) => {
      const open = counts.flatMap((count, index) =>
        count === 0
          ? []
          : [{ index, lines: Array.from({ length: count }, (_, at) => ({ row: index * 100 + at, depth: 1 })) }],
      )
      const lines = sectionLines(open)
      const plain = counts.flatMap((_, topIndex) => [
        { topIndex },
        ...(open.find(({ index }) => index === topIndex)?.lines ?? []),
      ])
      expect(lines.extra).toBe(plain.length - counts.length)
      expect(plain.map((_, line) => lines.at(line))).toEqual(plain)
      counts.forEach((_, topIndex) => {
        expect(plain[lines.lineOf(topIndex)]).toEqual({ topIndex })
      })
    }),
  )
})
