import { can, docResource, must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followBoardsOnce } from '../consumers/follow-boards.ts'
import type { SyncNode } from '../node.ts'
import { docList } from '../queries/doc-list.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let colleague: MemberId
let guest: MemberId
let workspace: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member', 'Olga')
  colleague = await world.member(node, 'member', 'Cem')
  guest = await world.member(node, 'guest', 'Gus')
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const ask = (command: string, args: object, by = owner) =>
  node.executor.run({ principal: () => node.hub.principal(by) }, command, 1, args)

async function run(command: string, args: object, by = owner): Promise<void> {
  const answer = await ask(command, args, by)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

/** An item of a board, with a doc that was made on it. */
async function docOnItem(access = 'shareable') {
  const { board, group } = await world.board(node, owner)
  await run('board.setAccess', { board, access })
  const item = newId()
  await run('item.create', { board, id: item, title: 'Search', group })
  const doc = newId()
  await run('doc.create', { doc, workspace, name: 'Design', on: { board, item } })
  return { board, group, item, doc }
}

/** The docs that somebody is told of. */
async function listed(by: MemberId): Promise<readonly TreeDoc[]> {
  const principal = must(node.hub.principal(by), 'the member')
  return ((await docList.answer({ hub: node.hub, principal }, {})) as { docs: readonly TreeDoc[] }).docs
}

async function told(doc: string, by: MemberId): Promise<TreeDoc | undefined> {
  return (await listed(by)).find(({ id }) => id === doc)
}

async function may(doc: string, action: 'doc.read' | 'doc.edit' | 'doc.manage', by: MemberId): Promise<boolean> {
  const { state } = await node.store.get(scopeOf('doc', doc))
  return can(must(node.hub.principal(by), 'the member'), action, docResource(state, doc))
}

const follow = () => followBoardsOnce(node, world.pool)

test('a doc that is made on an item is for those who see the board, whoever they are by then', async () => {
  const { board, doc, item } = await docOnItem()
  expect(await told(doc, owner)).toMatchObject({ itemId: item, access: 'board', mayManage: true })
  for (const who of [colleague, guest]) expect(await told(doc, who)).toBeUndefined()
  const socket = new TestSocket(node, guest)
  await socket.hello(newId())
  expect(await socket.open(scopeOf('doc', doc))).toMatchObject({ t: 'gone' })
  await run('board.setMember', { board, id: guest, subject: 'member', role: 'viewer' })
  expect(await follow()).toBe(1)
  expect(await told(doc, guest)).toMatchObject({ id: doc, mayManage: false })
  expect([await may(doc, 'doc.read', guest), await may(doc, 'doc.edit', guest)]).toEqual([true, false])
  expect(await follow()).toBe(0)
  // Whoever is taken off the board is off the doc, also where they have it open.
  const open = new TestSocket(node, guest)
  await open.hello(newId())
  expect(await open.open(scopeOf('doc', doc))).not.toMatchObject({ t: 'gone' })
  await run('board.removeMember', { board, id: guest })
  await follow()
  await open.wait(() => open.received.find((message) => message.t === 'gone'))
  expect(await told(doc, guest)).toBeUndefined()
})

test('who sees some items of the board only is told of no doc on others', async () => {
  const { board, doc } = await docOnItem()
  const id = newId()
  await run('column.create', { board, id, kind: 'people', title: 'Owner' })
  const { state } = await node.store.get(scopeOf('board', board))
  const column = Number(state.record('column', id)?.['number'])
  const rows = { columns: [column], watched: false }
  await run('board.setMember', { board, id: colleague, subject: 'member', role: 'editor', rows })
  await follow()
  expect(await told(doc, colleague)).toBeUndefined()
  await run('board.setMember', { board, id: colleague, subject: 'member', role: 'editor', rows: null })
  await follow()
  expect(await told(doc, colleague)).toBeDefined()
})

test('it follows its item to another board, and stays when the item or the board is deleted', async () => {
  const { board, doc, item } = await docOnItem()
  const { board: to, group } = await world.board(node, owner)
  await run('item.moveToBoard', { board, rows: [item], to, group })
  await follow()
  // That one is for everybody.
  expect(await told(doc, colleague)).toMatchObject({ itemId: item })
  await run('item.delete', { board: to, rows: [item] })
  await run('board.delete', { board: to })
  await follow()
  expect(await told(doc, colleague)).toMatchObject({ itemId: item })
  expect(await may(doc, 'doc.edit', colleague)).toBe(true)
})

test('only who may edit the item puts docs on it, and only docs that they may edit', async () => {
  const { board, item } = await docOnItem('private')
  const other = newId()
  await run('doc.create', { doc: other, workspace, name: 'Notes' }, colleague)
  const on = { board, item }
  expect(await ask('doc.setItem', { doc: other, on }, colleague)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await ask('doc.create', { doc: newId(), workspace, name: 'x', on }, colleague)).toMatchObject({
    ok: false,
    code: 'forbidden',
  })
  await run('doc.setItem', { doc: other, on })
  // Who may read it stays as it was.
  expect(await told(other, colleague)).toMatchObject({ itemId: item, access: 'main' })
  const secret = newId()
  await run('doc.create', { doc: secret, workspace, name: 'Secret', access: 'private' }, colleague)
  expect(await ask('doc.setItem', { doc: secret, on })).toMatchObject({ ok: false, code: 'forbidden' })
  const nowhere = await ask('doc.setItem', { doc: other, on: { board, item: newId() } })
  expect(nowhere).toMatchObject({ ok: false, code: 'not-found' })
  await run('item.delete', { board, rows: [item] })
  expect(await ask('doc.create', { doc: newId(), workspace, name: 'x', on })).toMatchObject({ code: 'conflict' })
})

test('whoever reads a doc of a private board is told of nobody else who sees the board', async () => {
  const { board, doc } = await docOnItem('private')
  const hidden = await world.member(node, 'member', 'Hidden')
  const shown = await world.member(node, 'member', 'Shown')
  await run('doc.setMember', { doc, id: colleague, subject: 'member', role: 'viewer' })
  await run('board.setMember', { board, id: shown, subject: 'member', role: 'viewer' })
  await follow()
  const [outside, inside] = [new TestSocket(node, colleague), new TestSocket(node, shown)]
  for (const socket of [outside, inside]) {
    await socket.hello(newId())
    await socket.open(scopeOf('doc', doc))
  }
  const rights = (socket: TestSocket) =>
    JSON.stringify(socket.received).match(/"boardRights":\{"access":"private","members":\[.*?\]/g) ?? []
  expect(rights(outside)).toEqual(['"boardRights":{"access":"private","members":[]'])
  expect(rights(inside)).toHaveLength(1)
  await run('board.setMember', { board, id: hidden, subject: 'member', role: 'owner' })
  await run('board.setMember', { board, id: shown, subject: 'member', role: 'viewer', rows: null })
  await follow()
  for (const socket of [outside, inside]) await socket.wait(() => rights(socket)[1])
  expect(rights(outside)[1]).toBe('"boardRights":{"access":"private","members":[]')
  for (const told of rights(inside)) {
    expect(told).toContain(shown)
    expect(told).not.toContain(owner)
    expect(told).not.toContain(hidden)
  }
})

test('access that is set otherwise holds, and a doc that was taken off goes on as it was', async () => {
  const { board, doc, item } = await docOnItem()
  await run('doc.setAccess', { doc, access: 'main' })
  await run('board.setAccess', { board, access: 'private' })
  expect(await follow()).toBe(0)
  expect(await told(doc, colleague)).toBeDefined()
  await run('doc.followBoard', { doc, on: { board, item } })
  expect(await told(doc, colleague)).toBeUndefined()
  await run('doc.setItem', { doc, on: null })
  await run('board.setMember', { board, id: colleague, subject: 'member', role: 'viewer' })
  await follow()
  expect(await told(doc, colleague)).toMatchObject({ itemId: null, access: 'board' })
  // To another board it goes only by whoever may say who sees it.
  const { board: next, group } = await world.board(node, colleague)
  const there = newId()
  await run('item.create', { board: next, id: there, title: 'There', group }, colleague)
  await run('board.setMember', { board, id: colleague, subject: 'member', role: 'editor' })
  await follow()
  expect(await ask('doc.setItem', { doc, on: { board: next, item: there } }, colleague)).toMatchObject({
    code: 'forbidden',
  })
})
