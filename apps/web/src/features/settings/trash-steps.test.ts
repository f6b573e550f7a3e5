import type { TrashEntry } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { restoreSteps } from './trash-steps.ts'

const entry = (more: Partial<TrashEntry>): TrashEntry => ({
  id: 'a',
  row: null,
  key: null,
  title: 'A',
  kind: null,
  at: 0,
  by: null,
  until: null,
  holds: 0,
  within: null,
  mayRestore: true,
  ...more,
})

test('items come back with what they are in, each once, their groups before', () => {
  const within = { title: 'Later', rows: [3], groups: ['g'] }
  const steps = restoreSteps('items', [entry({ row: 7, within }), entry({ row: 8, within }), entry({ row: 3 })])
  expect(steps).toEqual([
    { command: 'group.restore', args: { id: 'g' } },
    { command: 'item.restore', args: { rows: [3, 7, 8] } },
  ])
})

test('more items than one command takes are as many commands as they need', () => {
  const steps = restoreSteps(
    'archived',
    Array.from({ length: 2_001 }, (_, row) => entry({ row })),
  )
  expect(steps.map(({ args }) => (args['rows'] as readonly number[]).length)).toEqual([2_000, 1])
})

test('groups, columns and views come back one by one', () => {
  expect(restoreSteps('views', [entry({ id: 'v' }), entry({ id: 'w' })])).toEqual([
    { command: 'view.restore', args: { id: 'v' } },
    { command: 'view.restore', args: { id: 'w' } },
  ])
})
