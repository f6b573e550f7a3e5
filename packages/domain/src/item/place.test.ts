import { expect, test } from 'vitest'
import { maxRankLength } from '../rank.ts'
import { World } from '../testing/world.ts'
import { rowsIn } from './order.ts'

function titles(world: World, group: number, parent: number | null = null): string[] {
  const { board } = world
  return [...rowsIn(board, { group, parent })]
    .filter((row) => board.isLive(row))
    .sort((left, right) => (String(board.system(left, 'rank')) < String(board.system(right, 'rank')) ? -1 : 1))
    .map((row) => String(board.system(row, 'title')))
}

function longestRank(world: World): number {
  const rows = Array.from({ length: world.board.rowCount }, (_, row) => row)
  return Math.max(...rows.map((row) => String(world.board.system(row, 'rank')).length))
}

test('items put a thousand times behind the same one stay in order, with short ranks', () => {
  const world = new World()
  const group = world.group('Next')
  const first = world.item('first', group)
  world.item('last', group)
  for (let count = 0; count < 1_000; count++) world.item(`item ${count}`, group, { after: first })
  const behind = Array.from({ length: 1_000 }, (_, count) => `item ${999 - count}`)
  expect(titles(world, group)).toEqual(['first', ...behind, 'last'])
  expect(longestRank(world)).toBeLessThanOrEqual(maxRankLength)
})

test('so do items that are moved there, and sub-items', () => {
  const world = new World()
  const group = world.group('Next')
  const parent = world.item('parent', group)
  const rows = ['a', 'b', 'c', 'd'].map((title) => world.item(title, group, { parent }))
  const [a, b, c] = rows
  for (let count = 0; count < 400; count++)
    world.run('item.move', { rows: [count % 2 === 0 ? c : b], parent, after: a })
  expect(titles(world, group, parent)).toEqual(['a', 'b', 'c', 'd'])
  expect(longestRank(world)).toBeLessThanOrEqual(maxRankLength)
})

test('items that only make room do not count as updated, and an undo gives them their ranks back', () => {
  const world = new World()
  const group = world.group('Next')
  const first = world.item('first', group)
  let neighbour = world.item('second', group)
  for (let count = 0; count < 400; count++) {
    const rank = world.board.system(neighbour, 'rank')
    const updatedAt = world.board.system(neighbour, 'updatedAt')
    const made = world.run('item.create', { id: world.newId(), title: `item ${count}`, group, after: first })
    expect(world.board.system(neighbour, 'updatedAt')).toBe(updatedAt)
    if (world.board.system(neighbour, 'rank') !== rank) {
      world.takeBack('change.undo', made)
      expect(world.board.system(neighbour, 'rank')).toBe(rank)
      expect(titles(world, group).slice(0, 2)).toEqual(['first', `item ${count - 1}`])
      return
    }
    neighbour = Number((made.result as { row: number }).row)
  }
  expect.unreachable('400 items behind the same one make no room')
})
