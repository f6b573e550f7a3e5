import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { docRoot } from '@fulcrum/domain/doc-content'
import type { NamedCell, ServerMessage, ViewGlance } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemCells } from './item-cells.ts'
import { viewGlances } from './view-glances.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let reader: MemberId
let board: string
let item: string
let column: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
  reader = await world.member(node, 'member')
  const made = await world.board(node, owner)
  board = made.board
  item = newId()
  column = newId()
  await run('item.create', { board, id: item, title: 'Costs', group: made.group })
  const { number } = await run<{ number: number }>('column.create', {
    board,
    id: column,
    kind: 'number',
    title: 'Estimate',
  })
  await run('item.setCells', { board, column: number, rows: [item], values: [12] })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run<T>(command: string, args: object, by = owner): Promise<T> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(by) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  // @NOTE each caller knows what its command gives.
  return answer.result as T
}

async function glance(view: string | null, by: MemberId): Promise<ViewGlance | undefined> {
  const principal = must(node.hub.principal(by), 'the member')
  const answer = await viewGlances.answer({ hub: node.hub, principal }, { views: [{ board, view }] })
  return (answer as { views: readonly ViewGlance[] }).views[0]
}

async function told(cells: readonly { item: string; column: string }[], by: MemberId): Promise<readonly NamedCell[]> {
  const principal = must(node.hub.principal(by), 'the member')
  return ((await itemCells.answer({ hub: node.hub, principal }, { cells })) as { cells: readonly NamedCell[] }).cells
}

/** What the server answers to a doc of somebody's that shows a cell. */
async function shows(by: MemberId, attributes: object, what = 'liveCell'): Promise<ServerMessage> {
  const doc = newId()
  const workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
  await run('doc.create', { doc, workspace, name: 'Plan' }, by)
  const text = new Y.Doc()
  const shown = new Y.XmlElement(what)
  for (const [name, value] of Object.entries(attributes)) shown.setAttribute(name, value as string)
  const line = new Y.XmlElement('paragraph')
  if (what === 'liveCell') line.insert(0, [shown])
  text.getXmlFragment(docRoot).insert(0, [what === 'liveCell' ? line : shown])
  const socket = new TestSocket(node, by)
  const scope = scopeOf('doc', doc)
  await socket.hello(newId())
  await socket.open(scope)
  socket.say({ t: 'doc.sync', scope, vector: 'AA==' })
  await socket.message('doc.state')
  const data = Buffer.from(Y.encodeStateAsUpdate(text)).toString('base64')
  socket.say({ t: 'doc.update', scope, key: 'raw', n: 1, data })
  const answer = await socket.wait(() =>
    socket.received.find((message) => message.t === 'doc.refused' || (message.t === 'doc.changed' && message.n === 1)),
  )
  socket.session.ended()
  return answer
}

test('of a view its first items are told, without columns that the asker may not read; one of their own only to its owner', async () => {
  const [shared, own] = [newId(), newId()]
  await run('view.create', { board, id: shared, kind: 'table', name: 'All', mine: false, spec: {} })
  await run('view.create', { board, id: own, kind: 'table', name: 'Mine', mine: true, spec: {} })
  expect(await glance(shared, reader)).toMatchObject({
    boardName: 'Board',
    name: 'All',
    count: 1,
    columns: [{ title: 'Estimate', kind: 'number' }],
    rows: [{ key: 'BOAR-1', title: 'Costs', values: [12] }],
  })
  // What connects names items of which nothing is told here: it would wait for their names for ever.
  const settings = { boards: [{ board, partner: null }], several: true }
  await run('column.create', { board, id: newId(), kind: 'connect', title: 'Waits for', settings })
  expect((await glance(shared, reader))?.columns.map(({ title }) => title)).toEqual(['Estimate'])
  await run('column.setAccess', { board, id: column, readers: [owner], editors: null })
  expect(await glance(shared, reader)).toMatchObject({ columns: [], rows: [{ title: 'Costs', values: [] }] })
  await run('column.setAccess', { board, id: column, readers: null, editors: null })
  expect([await glance(own, reader), await glance(newId(), reader)]).toEqual([undefined, undefined])
  expect(await glance(null, reader)).toMatchObject({ name: '', count: 1 })
  expect(await glance(own, owner)).toMatchObject({ name: 'Mine' })
  expect(await shows(reader, { board, view: own, label: 'x' }, 'liveView')).toMatchObject({ t: 'doc.refused' })
  expect(await shows(reader, { board, view: shared, label: 'x' }, 'liveView')).toMatchObject({ t: 'doc.changed' })
})

test('a cell is told as it is now, to those who may read its column, with others that they may not beside it', async () => {
  const elsewhere = { item: newId(), column }
  const asked = [{ item, column }, elsewhere, { item, column: newId() }]
  expect(await told(asked, owner)).toMatchObject([
    { id: `${item} ${column}`, board, key: 'BOAR-1', title: 'Costs', column: 'Estimate', kind: 'number', value: 12 },
  ])
  await run('column.setAccess', { board, id: column, readers: [owner], editors: null })
  expect(await told(asked, reader)).toEqual([])
  expect(await told(asked, owner)).toHaveLength(1)
  // Nobody puts into a doc what they may not read, and one answer is for what is not there and what is not theirs.
  const label = 'BOAR-1 Estimate'
  const refused = await shows(reader, { item, column, label })
  expect(refused).toMatchObject({ t: 'doc.refused', code: 'invalid' })
  const missing = await shows(owner, { item, column: newId(), label })
  expect(missing).toMatchObject({ t: 'doc.refused', message: 'message' in refused ? refused.message : '' })
  expect(await shows(owner, { item, column, label })).toMatchObject({ t: 'doc.changed' })
  expect(await shows(owner, { item, column, label, href: 'javascript:alert(1)' })).toMatchObject({ t: 'doc.refused' })
  await run('column.setAccess', { board, id: column, readers: null, editors: null })
  expect(await told(asked, reader)).toHaveLength(1)
  await run('board.setAccess', { board, access: 'private' })
  expect(await told(asked, reader)).toEqual([])
  expect(await told(asked, owner)).toHaveLength(1)
  await run('board.delete', { board })
  expect(await told(asked, owner)).toEqual([])
  expect(await shows(owner, { item, column, label })).toMatchObject({ t: 'doc.refused' })
  expect(await shows(owner, { board, view: newId(), label: 'x' }, 'liveView')).toMatchObject({ t: 'doc.refused' })
})
