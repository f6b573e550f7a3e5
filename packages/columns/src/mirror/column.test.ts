import { expect, test } from 'vitest'
import { mirrorColumn } from './column.ts'

test('what another roll-up found is no list: between a change of the settings and the next drawing the cell is empty', () => {
  const sum = new Map([['value', 12.5]])
  const drawn = mirrorColumn.fromLanes((lane) => sum.get(lane) ?? null, { through: 1, sources: [], rollUp: 'list' })
  expect(drawn).toBeNull()
})
