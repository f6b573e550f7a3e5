import { beforeEach, expect, test } from 'vitest'
import type { MemberId } from '../ids.ts'
import type { Principal } from '../principal.ts'
import { boardSight } from '../rights/visible.ts'
import { must } from '../errors.ts'
import { people, World } from '../testing/world.ts'
import { putAway, tellPutAway } from './board-trash.ts'
import type { TrashPart } from './board-trash.ts'

let world: World
let now: number
let later: number

beforeEach(() => {
  world = new World()
  now = world.group('Now')
  later = world.group('Later')
})

const system: Principal = { kind: 'system', memberId: null }
const dayMs = 24 * 60 * 60 * 1_000

function lying(part: TrashPart, principal: Principal = system) {
  const sight = must(boardSight(principal, world.board))
  const look = { board: world.board, sight, principal }
  return tellPutAway(part, look, putAway(part, look))
}

function groupId(number: number): string {
  return must([...world.board.records('group')].find(([, fields]) => fields['number'] === number))[0]
}

test('deleted items lie there, the newest first, with their sub-items and until when they are kept', () => {
  const first = world.item('first', now)
  world.item('below', now, { parent: first })
  const second = world.item('second', now)
  world.item('kept', now)
  const at = world.now
  world.run('item.delete', { rows: [first] })
  world.run('item.delete', { rows: [second] })
  expect(lying('items').map(({ title, holds }) => [title, holds])).toEqual([
    ['second', 0],
    ['first', 1],
  ])
  expect(lying('items')[1]).toMatchObject({ row: first, until: at + 30 * dayMs, within: null, mayRestore: true })
})

test('an item in a group or below an item that lies there too says so, and goes with the older of them', () => {
  const parent = world.item('parent', later)
  const child = world.item('child', later, { parent })
  const at = world.now
  world.run('group.delete', { id: groupId(later) })
  world.run('item.delete', { rows: [child] })
  world.run('item.delete', { rows: [parent] })
  const [, found] = lying('items')
  expect(found).toMatchObject({ title: 'child', until: at + 30 * dayMs })
  expect(found?.within).toEqual({ title: 'Later', rows: [parent], groups: [groupId(later)] })
})

test('archived items stand apart, for good; one that was deleted since lies in the trash alone', () => {
  const row = world.item('done', now)
  world.run('item.archive', { rows: [row] })
  expect(lying('archived')).toMatchObject([{ title: 'done', until: null }])
  expect(lying('items')).toEqual([])
  world.run('item.delete', { rows: [row] })
  expect(lying('archived')).toEqual([])
  expect(lying('items')).toMatchObject([{ title: 'done' }])
})

test('groups say how many items come back with them; columns and views say their kind', () => {
  world.item('a', later)
  world.run('item.delete', { rows: [world.item('gone', later)] })
  world.run('group.delete', { id: groupId(later) })
  const number = world.column('note', 'Note')
  const column = must([...world.board.records('column')].find(([, fields]) => fields['number'] === number))[0]
  world.run('column.delete', { id: column })
  expect(lying('groups')).toMatchObject([{ title: 'Later', holds: 1, mayRestore: true }])
  expect(lying('columns')).toMatchObject([{ title: 'Note', kind: 'note' }])
})

test('what is restored lies there no more, and what was purged is not told of', () => {
  const [back, gone] = [world.item('back', now), world.item('gone', now)]
  world.run('item.delete', { rows: [back, gone] })
  world.run('item.restore', { rows: [back] })
  expect(lying('items').map(({ title }) => title)).toEqual(['gone'])
  world.now += 31 * dayMs
  world.run('item.purge', { rows: [gone], before: world.now - 30 * dayMs }, 'system')
  expect(lying('items')).toEqual([])
})

test('another one’s view is not told of', () => {
  const id = world.newId()
  world.run('view.create', { id, name: 'Mine', kind: 'table', mine: true, spec: {} })
  world.run('view.delete', { id })
  const as = (id: string): Principal => ({ kind: 'member', memberId: id as MemberId, role: 'owner', teamIds: [] })
  expect(lying('views', as(people.owner))).toMatchObject([{ title: 'Mine', kind: 'table' }])
  expect(lying('views', as(people.other))).toEqual([])
})
