import { must, scopeOf } from '@fulcrum/domain'
import type { Fields, MemberId } from '@fulcrum/domain'
import { docLines, docRoot } from '@fulcrum/domain/doc-content'
import type { DocCopyOrder, DocTemplate, TreeDoc } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { SyncNode } from '../node.ts'
import { docList, docTemplates } from '../queries/doc-list.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { copyDoc } from './copy-doc.ts'
import { appendDocUpdates, readDoc } from './doc-rows.ts'
import { treeOfState } from './doc-tree.ts'

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

const as = (member: MemberId) => must(node.hub.principal(member), 'the member')

async function run(command: string, args: object, by = owner): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(by) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

/** A doc that says something, and names somebody. */
async function makeDoc(args: object = {}): Promise<string> {
  const doc = newId()
  await run('doc.create', { doc, workspace, name: 'Plan', ...args })
  const written = new Y.Doc()
  const line = new Y.XmlElement('paragraph')
  const mention = new Y.XmlElement('mention')
  for (const [name, value] of Object.entries({ kind: 'member', id: colleague, label: 'Cem' })) {
    mention.setAttribute(name, value)
  }
  line.insert(0, [new Y.XmlText('Ask '), mention])
  written.getXmlFragment(docRoot).insert(0, [line])
  const updates = [{ data: Y.encodeStateAsUpdate(written), by: owner }]
  await appendDocUpdates(world.pool, world.accountId, doc, { updates, files: [], at: 1 })
  return doc
}

const copy = (doc: string, order: Partial<DocCopyOrder> | object = {}, by = owner): Promise<{ id: string }> =>
  copyDoc(node, as(by), { doc, name: 'Copy of Plan', ...order })

async function said(doc: string): Promise<readonly string[]> {
  const { updates } = await readDoc(world.pool, world.accountId, doc)
  return updates.length === 0 ? [] : docLines(treeOfState(Y.mergeUpdates([...updates])))
}

async function fields(doc: string): Promise<Fields> {
  const { state } = await node.store.get(scopeOf('doc', doc))
  return must(state.record('doc', doc), 'the doc')
}

async function listed(by: MemberId, args: object = {}): Promise<readonly string[]> {
  const answer = await docList.answer({ hub: node.hub, principal: as(by) }, args)
  return (answer as { docs: readonly TreeDoc[] }).docs.map(({ id }) => id)
}

async function templates(by: MemberId): Promise<readonly DocTemplate[]> {
  const answer = await docTemplates.answer({ hub: node.hub, principal: as(by) }, {})
  return (answer as { templates: readonly DocTemplate[] }).templates
}

test('a copy says what the original says, stands beside it, and goes its own way; nobody is told again', async () => {
  const folder = newId()
  await world.asSystem(node, 'folder.create', { id: folder, workspace, name: 'Folder' })
  const doc = await makeDoc({ folder })
  const { id } = await copy(doc, {}, colleague)
  expect(await said(id)).toEqual(await said(doc))
  expect((await said(id)).join()).toContain('Ask ')
  expect(await fields(id)).toMatchObject({ name: 'Copy of Plan', folderId: folder, createdBy: colleague })
  const { rows } = await world.pool.query('SELECT FROM doc_named WHERE doc = $1', [id])
  expect(rows).toEqual([])
  const before = await said(doc)
  const more = new Y.Doc()
  const line = new Y.XmlElement('paragraph')
  line.insert(0, [new Y.XmlText('more')])
  more.getXmlFragment(docRoot).insert(0, [line])
  const updates = [{ data: Y.encodeStateAsUpdate(more), by: colleague }]
  await appendDocUpdates(world.pool, world.accountId, id, { updates, files: [], at: 2 })
  expect(await said(doc)).toEqual(before)
  await run('folder.update', { id: folder, deleted: true })
  expect((await fields((await copy(doc)).id))['folderId'] ?? null).toBeNull()
})

test('a copy is for those whom the original is for, and nobody more', async () => {
  const hidden = await makeDoc({ access: 'private' })
  await expect(copy(hidden, {}, colleague)).rejects.toMatchObject({ code: 'not-found' })
  const { id } = await copy(hidden)
  expect(await listed(owner)).toContain(id)
  expect(await listed(colleague)).not.toContain(id)
  await run('doc.setMember', { doc: hidden, id: guest, subject: 'member', role: 'viewer' })
  await run('doc.setAccess', { doc: hidden, access: 'shareable' })
  // A guest reads it, and makes no docs: not even a text is left behind.
  const count = async () => (await world.pool.query('SELECT FROM doc_state')).rowCount
  const stood = await count()
  await expect(copy(hidden, {}, guest)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await count()).toBe(stood)
  await run('doc.delete', { doc: hidden })
  await expect(copy(hidden)).rejects.toMatchObject({ code: 'not-found' })
})

test('the copy of a doc on an item is on the item for whoever may put it there, and else is theirs alone', async () => {
  const { board, group } = await world.board(node, owner)
  await run('board.setAccess', { board, access: 'private' })
  await run('board.setMember', { board, id: colleague, subject: 'member', role: 'viewer' })
  const item = newId()
  await run('item.create', { board, id: item, title: 'Search', group })
  const doc = await makeDoc({ on: { board, item } })
  const { id: there } = await copy(doc)
  expect(await fields(there)).toMatchObject({ itemId: item, access: 'board', boardId: board })
  const { id: alone } = await copy(doc, {}, colleague)
  expect(await fields(alone)).toMatchObject({ access: 'private' })
  expect((await fields(alone))['itemId'] ?? null).toBeNull()
  expect(await listed(owner)).not.toContain(alone)
  // One that is only for some stays so on the item.
  await run('doc.setAccess', { doc, access: 'private' })
  expect(await fields((await copy(doc)).id)).toMatchObject({ itemId: item, access: 'private' })
})

test('a template stands aside, is used by those who may read it, and is gone with the trash', async () => {
  const doc = await makeDoc()
  const { id } = await copy(doc, { name: 'Decision', template: { description: 'For what was decided' } })
  for (const who of [owner, colleague]) expect(await listed(who)).not.toContain(id)
  expect(await templates(colleague)).toMatchObject([
    { id, name: 'Decision', description: 'For what was decided', createdBy: owner, mayManage: false },
  ])
  expect(await templates(owner)).toMatchObject([{ id, mayManage: true }])
  expect(await templates(guest)).toEqual([])
  const { board, group } = await world.board(node, colleague)
  const item = newId()
  await run('item.create', { board, id: item, title: 'Search', group }, colleague)
  const place = { workspace, on: { board, item } }
  const made = await copy(id, { name: 'Decision', place }, colleague)
  expect(await said(made.id)).toEqual(await said(doc))
  const used = await fields(made.id)
  expect(used).toMatchObject({ itemId: item, access: 'board', boardId: board })
  expect(used['template'] ?? used['archivedAt'] ?? null).toBeNull()
  await run('doc.delete', { doc: id })
  expect(await templates(owner)).toEqual([])
  expect(await listed(owner, { deleted: true })).toContain(id)
  await run('doc.restore', { doc: id })
  expect(await templates(owner)).toMatchObject([{ id }])
})

test('the template of a doc that is for some is for its maker alone, until it is shared', async () => {
  const doc = await makeDoc({ access: 'private' })
  const { id } = await copy(doc, { template: {} })
  const shown = async (who: MemberId) => (await templates(who)).map((template) => template.id).includes(id)
  expect([await shown(owner), await shown(colleague)]).toEqual([true, false])
  await expect(copy(id, { place: { workspace } }, colleague)).rejects.toMatchObject({ code: 'not-found' })
  await run('doc.setAccess', { doc: id, access: 'main' })
  expect(await shown(colleague)).toBe(true)
})
