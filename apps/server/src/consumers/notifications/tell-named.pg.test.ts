import { must, readNotification, scopeOf } from '@fulcrum/domain'
import type { MemberId, Notification } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { SyncNode } from '../../node.ts'
import { queries } from '../../queries/all.ts'
import { DocEditor, lineTo } from '../../testing/doc-editor.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { silentLog } from '../../testing/temporary-cluster.ts'
import { makeWorld, newId, TestSocket } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import { purgePass } from '../purge.ts'
import { tellNamed } from './tell-named.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let workspace: string
let owner: MemberId
let ann: MemberId
let bob: MemberId
let doc: string
let editor: DocEditor
let clock: number

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  clock = Date.now()
  owner = await world.member(node, 'member', 'Olga')
  ann = await world.member(node, 'member', 'Ann')
  bob = await world.member(node, 'member', 'Bob')
  doc = newId()
  await run('doc.create', { doc, workspace, name: 'Plan' })
  editor = new DocEditor({ doc, connect: lineTo(() => new TestSocket(node, owner), newId) })
  await editor.join()
})

async function run(command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

/** Names somebody in a line of the doc's text. */
async function name(kind: 'member' | 'team', id: string): Promise<void> {
  editor.session.doc.transact(() => {
    const mention = new Y.XmlElement('mention')
    for (const [key, value] of Object.entries({ kind, id, label: 'Somebody' })) mention.setAttribute(key, value)
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [mention])
    editor.root.insert(editor.root.length, [line])
  })
  await editor.settled()
}

/** A pass, long after whatever was written. */
async function pass(on: SyncNode = node): Promise<void> {
  clock += 60_000
  await tellNamed({ node: on, pool: world.pool, now: () => clock })
}

async function inbox(member: MemberId): Promise<readonly Notification[]> {
  const { state } = await node.store.get(scopeOf('user', member))
  return [...state.records('notification')].map(([id, fields]) => readNotification(id, fields))
}

test('whom the text of a doc names is told a moment later, once, by name or by team, and nobody of having named themselves', async () => {
  const team = newId()
  await world.asSystem(node, 'team.create', { id: team, name: 'Cache', members: [ann, bob, owner] })
  await name('member', ann)
  await name('member', owner)
  await name('team', team)
  await tellNamed({ node, pool: world.pool, now: () => Date.now() })
  expect(await inbox(ann)).toEqual([])
  await pass()
  expect(await inbox(ann)).toMatchObject([
    { id: doc, about: { kind: 'doc' }, unread: 1, events: [{ reason: 'mention', actor: owner }] },
  ])
  expect(await inbox(bob)).toMatchObject([{ unread: 1, events: [{ team }] }])
  expect(await inbox(owner)).toEqual([])
  const query = must(queries.find(({ name: each }) => each === 'inbox.list'))
  const { subjects } = (await query.answer({ hub: node.hub, principal: must(node.hub.principal(ann)) }, {})) as {
    subjects: readonly InboxSubject[]
  }
  expect(subjects).toEqual([{ id: doc, about: { kind: 'doc', id: doc, name: 'Plan', thread: null }, says: null }])
  // Edits, and the same name once more, are no news.
  editor.write('And more.')
  await name('member', ann)
  await pass()
  expect(await inbox(ann)).toMatchObject([{ unread: 1 }])
})

test('whoever is named for a moment only hears nothing, and hears of it when they are named again', async () => {
  await name('member', ann)
  editor.root.delete(0, 1)
  await editor.settled()
  await pass()
  await pass()
  expect(await inbox(ann)).toEqual([])
  await name('member', ann)
  await pass()
  expect(await inbox(ann)).toMatchObject([{ unread: 1 }])
})

test('whoever may not read the doc is not told that it names them', async () => {
  await run('doc.setAccess', { doc, access: 'private' })
  await name('member', ann)
  await pass()
  expect(await inbox(ann)).toEqual([])
})

test('two nodes that look at once, and one that was killed between telling and noting, tell once', async () => {
  await name('member', ann)
  const other = await world.node()
  await Promise.all([pass(), pass(other)])
  expect(await inbox(ann)).toMatchObject([{ unread: 1 }])
  await world.pool.query('UPDATE doc_named SET told = false WHERE doc = $1', [doc])
  await pass(other)
  await node.store.catchUp(scopeOf('user', ann))
  expect(await inbox(ann)).toMatchObject([{ unread: 1 }])
})

test('whom a doc named is forgotten with what it said', async () => {
  await name('member', ann)
  await run('doc.delete', { doc })
  const rows = async () => (await world.pool.query('SELECT FROM doc_named WHERE doc = $1', [doc])).rowCount
  expect(await rows()).toBe(1)
  await purgePass({ node, pool: world.pool, log: silentLog, now: () => Date.now() + 40 * 24 * 3_600_000 })
  expect(await rows()).toBe(0)
})
