import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId, Scope } from '@fulcrum/domain'
import { docLines, docRoot } from '@fulcrum/domain/doc-content'
import type { ServerMessage } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { treeOfState } from './doc-tree.ts'
import { keepVersion } from './versions.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let workspace: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member', 'Olga')
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function makeDoc(): Promise<string> {
  const doc = newId()
  const args = { doc, workspace, name: 'Plan' }
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, 'doc.create', 1, args)
  expect(answer).toMatchObject({ ok: true })
  return doc
}

/** An update that adds nodes, each with a line of text. */
function adding(...lines: readonly (readonly [node: string, text: string])[]): Uint8Array {
  const doc = new Y.Doc()
  const nodes = lines.map(([name, text]) => {
    const node = new Y.XmlElement(name)
    node.insert(0, [new Y.XmlText(text)])
    return node
  })
  doc.getXmlFragment(docRoot).insert(0, nodes)
  return Y.encodeStateAsUpdate(doc)
}

async function opened(scope: Scope): Promise<TestSocket> {
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  await socket.open(scope)
  return socket
}

type Changed = Extract<ServerMessage, { t: 'doc.changed' }>

const changesOf = ({ received }: TestSocket): Changed[] => received.filter((each) => each.t === 'doc.changed')

/** What somebody sees who was told this. */
function seen(changes: readonly Changed[]): string[] {
  const doc = new Y.Doc()
  for (const { data } of changes) if (data !== '') Y.applyUpdate(doc, Buffer.from(data, 'base64'))
  return docLines(treeOfState(Y.encodeStateAsUpdate(doc)))
}

test('parts of two tabs come between each other, and what is too long is refused once', async () => {
  const scope = scopeOf('doc', await makeDoc())
  const socket = await opened(scope)
  socket.say({ t: 'doc.sync', scope, vector: 'AA==' })
  await socket.message('doc.state')
  const [left, right] = ['left', 'right'].map((text) => Buffer.from(adding(['paragraph', text])).toString('base64'))
  const half = 40
  const part = (key: string, data: string, more: boolean) =>
    socket.say({ t: 'doc.update', scope, key, n: 1, data, ...(more && { more }) })
  part('left', must(left).slice(0, half), true)
  part('right', must(right).slice(0, half), true)
  part('left', must(left).slice(half), false)
  part('right', must(right).slice(half), false)
  await socket.wait(() => (changesOf(socket).length === 2 ? true : undefined))
  expect(seen(changesOf(socket)).toSorted()).toEqual(['left', 'right'])
  const piece = 'A'.repeat(160_000)
  for (let at = 0; at < 24; at++) part('long', piece, true)
  part('long', piece, false)
  part('after', must(left), false)
  await socket.wait(() => changesOf(socket).find(({ key }) => key === 'after'))
  const refused = socket.received.filter((each) => each.t === 'doc.refused')
  expect(refused).toMatchObject([{ key: 'long', code: 'too-large' }])
})

test('a text that becomes no version is not kept', async () => {
  const doc = await makeDoc()
  const keeping = keepVersion(node, { doc, name: 'x'.repeat(10_000), by: owner })
  await expect(keeping).rejects.toMatchObject({ code: 'invalid' })
  const { rows } = await world.pool.query('SELECT FROM doc_text WHERE doc = $1', [doc])
  expect(rows).toEqual([])
})
