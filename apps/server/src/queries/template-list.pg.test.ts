import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { OwnTemplate, TreeBoard } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { templateList } from './template-list.ts'
import { treeList } from './tree-list.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let other: MemberId
let workspace: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
  other = await world.member(node, 'member')
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Works' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const as = (member: MemberId) => must(node.hub.principal(member))

async function templates(member: MemberId): Promise<readonly OwnTemplate[]> {
  const answer = await templateList.answer({ hub: node.hub, principal: as(member) }, {})
  return (answer as { templates: readonly OwnTemplate[] }).templates
}

async function tree(member: MemberId, deleted = false): Promise<readonly string[]> {
  const answer = await treeList.answer({ hub: node.hub, principal: as(member) }, { deleted })
  return (answer as { boards: readonly TreeBoard[] }).boards.map(({ name }) => name)
}

function plan(name: string) {
  const items = [{ id: newId(), title: 'One', group: 1, cells: [{ column: 1, value: 2 }] }]
  const columns = [{ id: newId(), number: 1, kind: 'status', title: 'Status', role: 'status' }]
  return { id: newId(), name, columns, groups: [{ number: 1, title: 'Group' }], views: [], items }
}

async function run(command: string, args: object, client?: { id: string; n: number }) {
  return node.executor.run({ principal: () => node.hub.principal(owner), ...(client && { client }) }, command, 1, args)
}

test('a set that is asked for again, also at the same time, is made once and gives the first answer', async () => {
  const client = { id: newId(), n: 1 }
  const args = { workspace, boards: [plan('First'), plan('Second')] }
  const answers = await Promise.all([run('board.build', args, client), run('board.build', args, client)])
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ ok: true })
  expect(await run('board.build', args, client)).toEqual(answers[0])
  expect((await tree(owner)).toSorted()).toEqual(['First', 'Second'])
  const cold = await world.cold(scopeOf('board', must(args.boards[0]).id))
  expect([cold.rowCount, cold.cell(0, 1), cold.system(0, 'title')]).toEqual([1, 2, 'One'])
  // The same boards under another number exist already: nothing of it is made.
  expect(await run('board.build', args, { ...client, n: 2 })).toMatchObject({ ok: false, code: 'conflict' })
})

test('a template stands in the gallery and nowhere else, and only for who may read all of its boards', async () => {
  const [open, closed] = [plan('Open'), { ...plan('Closed'), access: 'private' }]
  await run('board.build', { workspace, boards: [open, closed] })
  const [both, one] = [newId(), newId()]
  const copy = (from: { id: string }) => ({ from: from.id, to: newId() })
  const boards = [copy(closed), copy(open)]
  expect(
    await run('board.duplicate', { workspace, boards, items: true, template: { id: both, name: 'Both' } }),
  ).toMatchObject({ ok: true })
  const alone = {
    workspace,
    boards: [copy(open)],
    items: false,
    template: { id: one, name: 'Alone', description: 'Why' },
  }
  expect(await run('board.duplicate', alone)).toMatchObject({ ok: true })
  expect((await templates(owner)).map(({ name }) => name)).toEqual(['Alone', 'Both'])
  expect((await templates(other)).map(({ name }) => name)).toEqual(['Alone'])
  const [first, second] = await templates(owner)
  expect(second?.boards.map(({ name, itemCount }) => [name, itemCount])).toEqual([
    ['Closed', 1],
    ['Open', 1],
  ])
  expect(first).toMatchObject({ id: one, description: 'Why', mayManage: true, boards: [{ itemCount: 0 }] })
  expect((await templates(other))[0]).toMatchObject({ mayManage: false })
  expect((await tree(owner)).toSorted()).toEqual(['Closed', 'First', 'Open', 'Second'])
  const ids = must(second).boards.map(({ id }) => id)
  expect(await run('template.update', { boards: ids, deleted: true })).toMatchObject({ ok: true })
  expect((await templates(owner)).map(({ name }) => name)).toEqual(['Alone'])
  expect((await tree(owner, true)).toSorted()).toEqual(['Closed', 'Open'])
})
