import { expect, test } from 'vitest'
import { World } from '../testing/world.ts'
import { cellsBehind } from './cells-behind.ts'

test('behind a derived cell stand the written ones that it follows from, through others and the items below', () => {
  const world = new World()
  const group = world.group('Group')
  const note = world.column('note', 'Note')
  const top = world.item('Top', group)
  const below = world.item('Below', group, { parent: top })
  const own = world.column('gist', 'Own', { settings: { of: [note], title: true } })
  const rolled = world.column('below', 'Rolled', { settings: { column: own } })
  const last = world.column('gist', 'Last', { settings: { of: [rolled, note] } })
  const behind = (column: number) => cellsBehind(world.board, { row: top, column }, 100)
  expect(behind(note)).toEqual([{ row: top, column: note }])
  expect(behind(own)).toEqual([
    { row: top, column: note },
    { row: top, column: 'title' },
  ])
  const found = behind(last).map(({ row, column }) => `${row} ${column}`)
  expect(found.toSorted()).toEqual(
    [
      `${top} ${note}`,
      `${below} ${note}`,
      `${below} title`,
      `${below} parent`,
      `${below} archivedAt`,
      `${below} templateAt`,
      `${below} deletedAt`,
    ].toSorted(),
  )
  expect(cellsBehind(world.board, { row: top, column: last }, 2)).toHaveLength(2)
})
