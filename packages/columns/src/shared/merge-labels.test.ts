import { expect, test } from 'vitest'
import { statusColumn } from '../status/column.ts'
import { tagsColumn } from '../tags/column.ts'
import { addLabel, restoreLabel } from './label-changes.ts'
import { maxLabels } from './labels.ts'
import { mergeLabelSettings, withLabelOf } from './merge-labels.ts'

const labels = [
  { number: 1, name: 'To do', colour: 'slate', stage: 'todo' },
  { number: 2, name: 'Doing', colour: 'blue', stage: 'doing' },
  { number: 3, name: 'Working', colour: 'violet', stage: 'doing' },
  { number: 4, name: 'Gone', colour: 'grey', retired: true },
] as const

test('merged labels are retired under their names, and new items begin with what theirs became', () => {
  const after = statusColumn.labels?.settings({ labels: [...labels], defaultLabel: 3 }, { from: [3, 4], into: 2 })
  expect(after).toEqual({
    labels: [labels[0], labels[1], { ...labels[2], retired: true, mergedInto: 2 }, { ...labels[3], mergedInto: 2 }],
    defaultLabel: 2,
  })
  expect(statusColumn.settings.safeParse(after).success).toBe(true)
})

test('a cell of several labels holds the merged one once', () => {
  expect(tagsColumn.labels?.value([1, 2, 3], { labels: [] }, { from: [3], into: 1 })).toEqual([1, 2])
  expect(tagsColumn.labels?.value([2, 3], { labels: [] }, { from: [3], into: 1 })).toEqual([1, 2])
})

test.each([
  [{ from: [1], into: 9 }, 'no label number 9'],
  [{ from: [1], into: 4 }, 'retired'],
  [{ from: [1, 2], into: 2 }, 'into itself'],
  [{ from: [9], into: 1 }, 'no label number 9'],
])('%j is refused', (merge, message) => {
  expect(() => mergeLabelSettings({ labels: [...labels] }, merge)).toThrow(message)
})

test('a merged label that is brought back is one of its own again', () => {
  const merged = mergeLabelSettings({ labels: [...labels] }, { from: [3], into: 2 })
  expect(restoreLabel(merged, 3).labels).toEqual(labels)
  expect(addLabel(merged, { name: 'working' }).settings.labels).toEqual(labels)
})

test('a label is taken over from another column where its number and name are free, and there is room', () => {
  const blocked = { number: 5, name: 'Blocked', colour: 'red', stage: 'doing' } as const
  const other = { labels: [...labels, blocked] }
  expect(withLabelOf({ labels, several: false }, other, 5)).toEqual({ ...other, several: false })
  expect(withLabelOf({ labels: [{ ...blocked, number: 6, name: 'blocked' }] }, other, 5)).toBeNull()
  expect(withLabelOf({ labels: [{ ...blocked, name: 'Parked' }] }, other, 5)).toBeNull()
  expect(withLabelOf({ labels: [] }, other, 4)).toBeNull()
  const full = Array.from({ length: maxLabels }, (_, at) => ({ ...blocked, number: at + 9, name: `L${at}` }))
  expect(withLabelOf({ labels: full }, other, 5)).toBeNull()
})
