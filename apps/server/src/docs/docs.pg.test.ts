import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId, Scope } from '@fulcrum/domain'
import { docLines, docRoot } from '@fulcrum/domain/doc-content'
import type { ServerMessage } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { indexDocsOnce } from '../consumers/index-docs.ts'
import type { SyncNode } from '../node.ts'
import { queries } from '../queries/all.ts'
import { DocEditor, lineTo } from '../testing/doc-editor.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { readDoc } from './doc-rows.ts'
import { treeOfState } from './doc-tree.ts'
import { keepVersions, nameVersion, readVersion } from './versions.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let other: SyncNode
let owner: MemberId
let reader: MemberId
let workspace: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  other = await world.node()
  owner = await world.member(node, 'member', 'Olga')
  reader = await world.member(node, 'viewer', 'Rae')
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object, by = owner): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(by) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

async function makeDoc(): Promise<string> {
  const doc = newId()
  await run('doc.create', { doc, workspace, name: 'Plan' })
  return doc
}

function editor(doc: string, { by = owner, on = node, storage = undefined as DocEditor['storage'] | undefined } = {}) {
  return new DocEditor({
    doc,
    connect: lineTo(() => new TestSocket(on, by), newId),
    ...(storage && { storage }),
  })
}

async function stored(doc: string): Promise<string[]> {
  const { updates } = await readDoc(world.pool, world.accountId, doc)
  return updates.length === 0 ? [] : docLines(treeOfState(Y.mergeUpdates([...updates])))
}

/** An update that makes a doc of what is done to its root. */
function made(change: (root: Y.XmlFragment, doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  change(doc.getXmlFragment(docRoot), doc)
  return Y.encodeStateAsUpdate(doc)
}

function element(name: string, attributes: Record<string, unknown> = {}, children: (Y.XmlElement | Y.XmlText)[] = []) {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, children)
  return made
}

/** What the server answers to a raw update. */
async function raw(doc: string, update: Uint8Array, by = owner): Promise<ServerMessage> {
  const socket = new TestSocket(node, by)
  const scope = scopeOf('doc', doc)
  await socket.hello(newId())
  await socket.open(scope)
  socket.say({ t: 'doc.sync', scope, vector: 'AA==' })
  await socket.message('doc.state')
  socket.say({ t: 'doc.update', scope, key: 'raw', n: 1, data: Buffer.from(update).toString('base64') })
  const answer = await socket.wait(() =>
    socket.received.find((message) => message.t === 'doc.refused' || (message.t === 'doc.changed' && message.n === 1)),
  )
  socket.session.ended()
  return answer
}

test('what two people write at once is the same for both, on another node too, and there after a reload', async () => {
  const doc = await makeDoc()
  const [anna, ben, cleo] = [editor(doc), editor(doc), editor(doc, { on: other })]
  for (const each of [anna, ben, cleo]) await each.join()
  await Promise.all([anna, ben, cleo].map((each) => each.settled()))
  anna.write('from Anna')
  ben.write('from Ben')
  cleo.write('from Cleo')
  for (const each of [anna, ben, cleo]) await each.until('all three', () => each.root.length === 3)
  expect(new Set([anna.shown, ben.shown, cleo.shown]).size).toBe(1)
  await Promise.all([anna, ben, cleo].map((each) => each.settled()))
  expect((await stored(doc)).toSorted()).toEqual(['from Anna', 'from Ben', 'from Cleo'])
  anna.die()
  await anna.until('what was stored', () => anna.root.length === 3)
  const late = editor(doc, { on: other })
  await late.join()
  await late.until('the doc', () => late.shown === anna.shown)
})

test('what is written without a connection is sent when there is one, also by a page that died meanwhile', async () => {
  const doc = await makeDoc()
  const [anna, ben] = [editor(doc), editor(doc)]
  await ben.join()
  await anna.join()
  anna.write('before')
  await anna.settled()
  anna.cut()
  anna.write('offline')
  ben.write('meanwhile')
  await ben.settled()
  expect(anna.session.status).toMatchObject({ online: false })
  await anna.until('stored', () => anna.session.status.unsent === 1)
  anna.die()
  await anna.until('loaded', () => anna.session.status.unsent === 1 && anna.root.length === 2)
  await anna.join()
  await anna.settled()
  await ben.until('all three', () => ben.root.length === 3)
  expect(anna.shown).toBe(ben.shown)
  expect((await stored(doc)).toSorted()).toEqual(['before', 'meanwhile', 'offline'])
})

test('an update is stored before it is acknowledged: another process reads all that was', async () => {
  const doc = await makeDoc()
  const anna = editor(doc)
  await anna.join()
  for (let at = 0; at < 30; at++) {
    anna.write(`line ${at}`)
    await anna.settled()
    expect(await stored(doc)).toContain(`line ${at}`)
  }
  // What came together is in one snapshot, and says the same.
  const before = await stored(doc)
  await node.hub.docs.room(doc).compact()
  expect(await stored(doc)).toEqual(before)
  const { rows } = await world.pool.query('SELECT FROM doc_update WHERE doc = $1', [doc])
  expect(rows).toEqual([])
  anna.write('after it')
  await anna.settled()
  expect(await stored(doc)).toEqual([...before, 'after it'])
})

test('who may only read writes nothing, and hears of what others write', async () => {
  const doc = await makeDoc()
  const [anna, rae] = [editor(doc), editor(doc, { by: reader })]
  await anna.join()
  await rae.join()
  await rae.settled()
  anna.write('for all')
  await rae.until('the line', () => rae.root.length === 1)
  rae.write('mine')
  await rae.until('refused', () => rae.session.status.refused !== null)
  expect(rae.session.status.refused).toMatchObject({ code: 'forbidden' })
  expect(await stored(doc)).toEqual(['for all'])
  expect(anna.root.length).toBe(1)
})

test('who loses the right is told nothing more, on whichever node', async () => {
  const doc = await makeDoc()
  const [anna, rae] = [editor(doc), editor(doc, { by: reader, on: other })]
  await anna.join()
  await rae.join()
  await rae.settled()
  await run('doc.setAccess', { doc, access: 'private' })
  const scope = scopeOf('doc', doc)
  const waiting = new TestSocket(other, reader)
  await waiting.hello(newId())
  await expect
    .poll(async () => ((await other.store.get(scope)).state.record('doc', doc) ?? {})['access'], { timeout: 20_000 })
    .toBe('private')
  anna.write('secret')
  await anna.settled()
  expect(await waiting.open(scope)).toMatchObject({ t: 'gone', reason: 'no-access' })
  expect(rae.root.length).toBe(0)
  expect(
    await raw(
      await makeDoc(),
      made(() => undefined),
    ),
  ).toMatchObject({ t: 'doc.changed' })
})

const text = (content = 'x') => new Y.XmlText(content)
const uuid = () => newId()

const hostile: Readonly<Record<string, () => Uint8Array>> = {
  'a script': () => made((root) => root.insert(0, [element('script', {}, [text('alert(1)')])])),
  'an iframe': () => made((root) => root.insert(0, [element('iframe', { src: 'https://evil.example' })])),
  'an attribute that runs': () => made((root) => root.insert(0, [element('paragraph', { onclick: 'alert(1)' })])),
  'a style': () => made((root) => root.insert(0, [element('paragraph', { style: 'position:fixed' })])),
  'a heading of level 99': () => made((root) => root.insert(0, [element('heading', { level: 99 })])),
  'a level that is an object': () => made((root) => root.insert(0, [element('heading', { level: { toString: 1 } })])),
  'a picture from elsewhere': () =>
    made((root) => root.insert(0, [element('image', { src: 'https://evil.example/pixel.png' })])),
  'a link that runs': () =>
    made((root) => {
      const line = text()
      root.insert(0, [element('paragraph', {}, [line])])
      line.format(0, 1, { link: { href: 'javascript:alert(1)' } })
    }),
  'a link that runs behind a blank': () =>
    made((root) => {
      const line = text()
      root.insert(0, [element('paragraph', {}, [line])])
      line.format(0, 1, { link: { href: ' java\tscript:alert(1)' } })
    }),
  'a link of data': () =>
    made((root) => {
      const line = text()
      root.insert(0, [element('paragraph', {}, [line])])
      line.format(0, 1, { link: { href: 'data:text/html,<script>alert(1)</script>' } })
    }),
  'a link with a style': () =>
    made((root) => {
      const line = text()
      root.insert(0, [element('paragraph', {}, [line])])
      line.format(0, 1, { link: { href: 'https://a.example', style: 'x' } })
    }),
  'an unknown mark': () =>
    made((root) => {
      const line = text()
      root.insert(0, [element('paragraph', {}, [line])])
      line.format(0, 1, { blink: {} })
    }),
  'text outside of a block': () => made((root) => root.insert(0, [text('bare')])),
  'a row outside of a table': () => made((root) => root.insert(0, [element('tableRow')])),
  'a block in a line of text': () => made((root) => root.insert(0, [element('paragraph', {}, [element('table')])])),
  'an embedded thing': () =>
    made((root) => {
      const line = text()
      root.insert(0, [element('paragraph', {}, [line])])
      line.insertEmbed(0, { html: '<script>' })
    }),
  'another root': () => made((_root, doc) => doc.getMap('evil').set('a', 1)),
  'a map in the root': () => made((root) => root.insert(0, [new Y.Map() as never])),
  'a prototype': () => made((root) => root.insert(0, [element('paragraph', { __proto__x: 1, constructor: 'x' })])),
  'nodes a hundred deep': () =>
    made((root) => {
      let deep = element('paragraph')
      for (let at = 0; at < 100; at++) deep = element('blockquote', {}, [deep])
      root.insert(0, [deep])
    }),
  'somebody who is not here': () =>
    made((root) =>
      root.insert(0, [element('paragraph', {}, [element('mention', { kind: 'member', id: uuid(), label: 'x' })])]),
    ),
  'no update at all': () => new Uint8Array([1, 2, 3, 255, 255, 255, 255, 9]),
}

for (const [what, update] of Object.entries(hostile)) {
  test(`${what} is refused with a reason, and nothing of it is stored`, async () => {
    const doc = await makeDoc()
    const anna = editor(doc)
    await anna.join()
    anna.write('good')
    await anna.settled()
    const answer = await raw(doc, update())
    expect(answer).toMatchObject({ t: 'doc.refused', code: 'invalid' })
    expect(must(answer.t === 'doc.refused' ? answer.message : '').length).toBeGreaterThan(20)
    anna.write('still good')
    await anna.settled()
    expect(await stored(doc)).toEqual(['good', 'still good'])
    expect(anna.shown).not.toMatch(/evil|script|onclick/)
  })
}

test('what rests on something that is not here is asked for again as a whole', async () => {
  const doc = await makeDoc()
  const source = new Y.Doc()
  const root = source.getXmlFragment(docRoot)
  root.insert(0, [element('paragraph', {}, [text('first')])])
  const vector = Y.encodeStateVector(source)
  root.insert(1, [element('paragraph', {}, [text('second')])])
  expect(await raw(doc, Y.encodeStateAsUpdate(source, vector))).toMatchObject({ t: 'doc.refused', resync: true })
  expect(await stored(doc)).toEqual([])
  expect(await raw(doc, Y.encodeStateAsUpdate(source))).toMatchObject({ t: 'doc.changed' })
  expect(await stored(doc)).toEqual(['first', 'second'])
})

test('a long paste goes in parts, and one that is too long is refused', async () => {
  const doc = await makeDoc()
  const anna = editor(doc)
  await anna.join()
  await anna.settled()
  const long = 'a long line of text '.repeat(30_000)
  anna.write(long)
  await anna.settled()
  expect((await stored(doc))[0]).toBe(long)
  anna.write('x'.repeat(3_000_000))
  await anna.until('refused', () => anna.session.status.refused !== null)
  expect(anna.session.status.refused).toMatchObject({ code: 'too-large' })
})

test('cursors are seen by others under the name that the server knows, on another node too, and go with their people', async () => {
  const doc = await makeDoc()
  const [anna, rae] = [editor(doc), editor(doc, { by: reader, on: other })]
  await anna.join()
  await rae.join()
  await rae.settled()
  await anna.settled()
  const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(anna.root, 0)) as never
  anna.session.setCursor({ anchor: place, head: place })
  await rae.until('a cursor', () => rae.session.peers.get(anna.session.doc.clientID)?.member === owner)
  anna.cut()
  await rae.until('no cursor', () => rae.session.peers.size === 0)
})

test('a doc in the trash is closed to everybody, and open again once it is restored', async () => {
  const doc = await makeDoc()
  const anna = editor(doc)
  await anna.join()
  anna.write('kept')
  await anna.settled()
  const scope: Scope = scopeOf('doc', doc)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  expect(await socket.open(scope)).toMatchObject({ t: 'opened' })
  await run('doc.delete', { doc })
  await socket.wait(() => socket.received.find((message) => message.t === 'gone'))
  expect(await socket.open(scope)).toMatchObject({ t: 'gone', reason: 'no-access' })
  await run('doc.restore', { doc })
  const again = editor(doc)
  await again.join()
  await again.until('the line', () => again.root.length === 1)
})

async function ask<Answer>(query: string, args: object, by = owner): Promise<Answer> {
  const found = must(queries.find(({ name }) => name === query))
  const principal = must(node.hub.principal(by))
  // @NOTE the test names the answer's type.
  return (await found.answer({ hub: node.hub, principal }, args)) as Answer
}

test('docs are found by their names and by what they say, by those who may read them', async () => {
  const doc = await makeDoc()
  const anna = editor(doc)
  await anna.join()
  anna.write('The quokka hops over the index')
  await anna.settled()
  while ((await indexDocsOnce(world.pool, world.accountId)) > 0);
  const found = async (text: string, by = owner) =>
    (await ask<{ docs: { id: string; excerpt: string | null }[] }>('doc.search', { text }, by)).docs
  expect(await found('quok ind')).toMatchObject([{ id: doc, excerpt: 'The quokka hops over the index' }])
  expect(await found('quokka', reader)).toMatchObject([{ id: doc }])
  expect((await found('plan')).map(({ id }) => id)).toContain(doc)
  await run('doc.setAccess', { doc, access: 'private' })
  expect(await found('quokka', reader)).toEqual([])
  expect(await found('quokka')).toMatchObject([{ id: doc }])
  const { docs } = await ask<{ docs: { id: string }[] }>('doc.list', {}, reader)
  expect(docs.map(({ id }) => id)).not.toContain(doc)
})

test('a version keeps what was said, is told to all, and is read by who may read the doc', async () => {
  const doc = await makeDoc()
  const anna = editor(doc)
  await anna.join()
  anna.write('as it was')
  await anna.settled()
  const principal = must(node.hub.principal(owner))
  const { id } = await nameVersion(node, principal, { doc, name: 'First' })
  anna.write('and later')
  await anna.settled()
  const { state } = await other.store.get(scopeOf('doc', doc))
  await expect
    .poll(() => state.record('docVersion', id), { timeout: 20_000 })
    .toMatchObject({ name: 'First', byId: owner })
  const { tree } = await readVersion(other, principal, { doc, version: id })
  expect(docLines(tree)).toEqual(['as it was'])
  const rae = must(node.hub.principal(reader))
  await expect(nameVersion(node, rae, { doc, name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  await run('doc.setAccess', { doc, access: 'private' })
  await expect(readVersion(node, rae, { doc, version: id })).rejects.toMatchObject({ code: 'not-found' })
})

test('what everybody has left is kept by itself, once in a while', async () => {
  keepVersions(node)
  const doc = await makeDoc()
  const anna = editor(doc)
  await anna.join()
  anna.write('kept')
  await anna.settled()
  const room = node.hub.docs.room(doc)
  await node.hub.docs.onLeft?.(room)
  await node.hub.docs.onLeft?.(room)
  const { state } = await node.store.get(scopeOf('doc', doc))
  expect([...state.records('docVersion')].map(([, fields]) => fields)).toMatchObject([{ byId: owner }])
})
