import { expect, test } from 'vitest'
import { uuid, World } from '../testing/world.ts'

const [home, elsewhere] = [uuid(70), uuid(71)]
const [a, b, c, other] = [uuid(80), uuid(81), uuid(82), uuid(83)]

function folders(): World {
  const world = new World()
  for (const id of [home, elsewhere]) world.run('workspace.create', { id, name: 'Workspace' })
  for (const id of [a, b, c]) world.run('folder.create', { id, workspace: home, name: 'Folder' })
  world.run('folder.create', { id: other, workspace: elsewhere, name: 'Folder' })
  return world
}

function order(world: World): readonly string[] {
  return [...world.account.records('folder')]
    .filter(([, { workspaceId }]) => workspaceId === home)
    .toSorted(([, left], [, right]) => (String(left['rank']) < String(right['rank']) ? -1 : 1))
    .map(([id]) => id)
}

test('folders stand in the order in which they were made until somebody moves one', () => {
  const world = folders()
  expect(order(world)).toEqual([a, b, c])
  world.run('folder.move', { id: c, after: null })
  expect(order(world)).toEqual([c, a, b])
  world.run('folder.move', { id: c, after: a })
  expect(order(world)).toEqual([a, c, b])
  world.run('folder.move', { id: a, after: b })
  expect(order(world)).toEqual([c, b, a])
})

test('a folder moves only among those of its workspace, by whoever may edit that', () => {
  const world = folders()
  expect(() => world.run('folder.move', { id: a, after: other })).toThrow('This folder does not exist')
  expect(() => world.run('folder.move', { id: uuid(99), after: null })).toThrow('This folder does not exist')
  expect(() => world.run('folder.move', { id: a, after: null }, 'viewer')).toThrow('no right')
})
