import { expect, test } from 'vitest'
import type { BoardReader } from '../board/board-reader.ts'
import type { Patch } from '../patch.ts'
import { visiblePatches } from './visible.ts'
import type { BoardSight } from './visible.ts'

// Anna made rows 0 and 2; 1 is Ben's.
const makers = ['anna', 'ben', 'anna']
// @NOTE nothing else is read of the board.
const reader = {
  rowCount: makers.length,
  exists: (row: number) => row < makers.length,
  system: (row: number, cell: string) => (cell === 'createdBy' ? (makers[row] ?? null) : null),
} as unknown as BoardReader
const rule = { memberId: 'anna', names: ['anna'], columns: [], watched: false, watches: undefined }
const sight: BoardSight = { fingerprint: '', hiddenColumns: new Set(), rule }

function told(patch: Patch): readonly Patch[] {
  return visiblePatches([patch], sight, 'anna', reader)
}

test('that an item went below one which somebody may not know of is told as that it stands by itself', () => {
  const put = (rows: number[], values: (number | null)[]): Patch => ({ op: 'cells', column: 'parent', rows, values })
  expect(told(put([0, 2], [1, 0]))).toEqual([put([0, 2], [null, 0])])
  expect(told(put([0, 1, 2], [1]))).toEqual([put([0, 2], [null])])
  expect(told(put([1], [0]))).toEqual([])
  const seen = [put([2], [0])]
  expect(visiblePatches(seen, sight, 'anna', reader)).toBe(seen)
})

test('a number that stands elsewhere is none of an item', () => {
  const group: Patch = { op: 'cells', column: 'group', rows: [0], values: [1] }
  expect(told(group)).toEqual([group])
})
