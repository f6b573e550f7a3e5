import { expect, test } from 'vitest'
import { scopeOf } from '../../scope.ts'
import { people, World } from '../../testing/world.ts'

function kept() {
  const world = new World()
  const member = people.member
  const run = (command: string, args: object) => world.run(command, { member, ...args }, 'member')
  const order = (): readonly string[] =>
    [...world.state(scopeOf('user', member)).records('favourite')]
      .sort(([, left], [, right]) => (String(left['rank']) < String(right['rank']) ? -1 : 1))
      .map(([id]) => id)
  const [board, doc, last] = [world.newId(), world.newId(), world.newId()]
  run('favourite.set', { board, favourite: true })
  run('favourite.set', { doc, favourite: true })
  run('favourite.set', { board: last, favourite: true })
  return { world, run, order, board, doc, last }
}

test('boards and docs are kept in one order, each once, until they are kept no longer', () => {
  const { run, order, board, doc, last } = kept()
  expect(order()).toEqual([board, doc, last])
  run('favourite.set', { doc, favourite: true })
  expect(order()).toEqual([board, doc, last])
  run('favourite.set', { doc, favourite: false })
  expect(order()).toEqual([board, last])
})

test('a favourite goes first, between others and last, and undo takes it back', () => {
  const { world, run, order, board, doc, last } = kept()
  run('favourite.move', { id: last, after: null })
  expect(order()).toEqual([last, board, doc])
  const moved = run('favourite.move', { id: last, after: board })
  expect(order()).toEqual([board, last, doc])
  world.takeBack('change.undo', moved, 'member')
  expect(order()).toEqual([last, board, doc])
  run('favourite.move', { id: last, after: doc })
  expect(order()).toEqual([board, doc, last])
})

test('what is no favourite has no place among them, and one thing is named at a time', () => {
  const { world, run, board, doc } = kept()
  expect(() => run('favourite.move', { id: world.newId(), after: null })).toThrow()
  expect(() => run('favourite.move', { id: board, after: world.newId() })).toThrow()
  expect(() => run('favourite.move', { id: board, after: board })).toThrow()
  expect(() => run('favourite.set', { board, doc, favourite: true })).toThrow()
  expect(() => run('favourite.set', { favourite: true })).toThrow()
})
