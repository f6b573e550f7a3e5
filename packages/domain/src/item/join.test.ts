import { expect, test } from 'vitest'
import { people, World } from '../testing/world.ts'

function voting() {
  const world = new World()
  const votes = world.column('who', 'Votes')
  const row = world.item('a', world.group('Now'))
  const vote = (as: 'owner' | 'member' | 'viewer', joined = true) =>
    world.run('item.join', { column: votes, row, joined }, as)
  return { world, votes, row, vote, cell: () => world.board.cell(row, votes) }
}

test('two people who vote one after the other are both in it, once each', () => {
  const { vote, cell } = voting()
  vote('owner')
  vote('member')
  expect(vote('owner').result).toEqual({ changed: false })
  expect(cell()).toEqual([people.owner, people.member])
})

test('takes back only the own vote; the last one leaves the cell empty', () => {
  const { vote, cell } = voting()
  vote('owner')
  vote('member')
  vote('owner', false)
  expect(cell()).toEqual([people.member])
  expect(vote('owner', false).changes).toEqual([])
  vote('member', false)
  expect(cell()).toBeNull()
})

test('an undone vote is gone', () => {
  const { world, vote, cell } = voting()
  vote('member')
  world.takeBack('change.undo', vote('owner'))
  expect(cell()).toEqual([people.member])
})

test('refuses cells that list nobody, and who may not edit', () => {
  const { world, row, vote } = voting()
  const note = world.column('note', 'Note')
  expect(() => world.run('item.join', { column: note, row, joined: true })).toThrow('do not list people')
  expect(() => vote('viewer')).toThrow('no right')
})
