import { must } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { ItemLinks } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { indexDocsOnce } from '../consumers/index-docs.ts'
import type { SyncNode } from '../node.ts'
import { DocEditor, lineTo } from '../testing/doc-editor.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemLinks } from './item-links.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let reader: MemberId
const [workspace, item, doc] = [newId(), newId(), newId()]
let board: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member', 'Olga')
  reader = await world.member(node, 'member', 'Rae')
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
  const made = await world.board(node, owner)
  board = made.board
  await run('item.create', { board, id: item, title: 'Session tokens', group: made.group })
  await run('doc.create', { doc, workspace, name: 'Plan' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

async function links(by = owner): Promise<ItemLinks> {
  while ((await indexDocsOnce(world.pool, world.accountId)) > 0);
  const asked = { hub: node.hub, principal: must(node.hub.principal(by)) }
  // @NOTE what the query says that it answers.
  return (await itemLinks.answer(asked, { board, item })) as ItemLinks
}

/** Writes into the doc, which has so many lines, and waits until the server has it. */
async function write(lines: number, change: (root: Y.XmlFragment) => void): Promise<void> {
  const editor = new DocEditor({ doc, connect: lineTo(() => new TestSocket(node, owner), newId) })
  await editor.join()
  await editor.until('its lines', () => editor.root.length === lines)
  change(editor.root)
  await editor.settled()
}

test('a doc that names an item is told with it as long as it does, to those who may read the doc', async () => {
  expect((await links()).fromDocs).toEqual([])
  await write(0, (root) => {
    const [line, mention] = [new Y.XmlElement('paragraph'), new Y.XmlElement('mention')]
    for (const [name, value] of Object.entries({ kind: 'item', id: item, label: 'x' }))
      mention.setAttribute(name, value)
    line.insert(0, [mention])
    root.insert(0, [line])
  })
  expect((await links()).fromDocs).toEqual([{ id: doc, name: 'Plan' }])
  expect((await links(reader)).fromDocs).toEqual([{ id: doc, name: 'Plan' }])
  await run('doc.setAccess', { doc, access: 'private' })
  expect((await links(reader)).fromDocs).toEqual([])
  expect((await links()).fromDocs).toHaveLength(1)
  await write(1, (root) => root.delete(0, 1))
  expect((await links()).fromDocs).toEqual([])
})

test('a doc that an update names is told, to those who may read the doc', async () => {
  await run('update.post', { item, board, id: newId(), body: `See @[doc:${doc}]` })
  expect((await links()).toDocs).toEqual([{ id: doc, name: 'Plan' }])
  expect((await links(reader)).toDocs).toEqual([])
})
