import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { docLines, docNodes, docRoot } from '@fulcrum/domain/doc-content'
import type { ServerMessage } from '@fulcrum/protocol'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordFile } from '../files/file-rows.ts'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { readDoc } from './doc-rows.ts'
import { treeOfState } from './doc-tree.ts'

// Nodes of a doc that name what is there and not the writer's: a private board of somebody else, and things of another account.

/** Somebody with a private board, a private doc, a team and a file of their own. */
interface Person {
  readonly world: World
  readonly node: SyncNode
  readonly member: MemberId
  readonly team: string
  readonly workspace: string
  readonly board: string
  readonly view: string
  /** A view that is on the board for themselves alone. */
  readonly ownView: string
  readonly item: string
  readonly column: string
  readonly doc: string
  readonly file: string
}

type Attributes = Readonly<Record<string, string>>

let database: TestDatabase
let world: World
let olga: Person
let sven: Person
let far: Person

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  olga = await settle(world, 'Olga')
  sven = await settle(world, 'Sven')
  far = await settle(await makeWorld(database), 'Fay')
})

afterAll(async () => {
  await far.world.stop()
  await world.stop()
  await database.drop()
})

async function run(node: SyncNode, by: MemberId, command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(by) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

async function settle(home: World, name: string): Promise<Person> {
  const node = await home.node()
  const member = await home.member(node, 'member', name)
  const [workspace, team, view, ownView, item, column, doc] = Array.from({ length: 7 }, newId) as [string, ...string[]]
  const ids = { workspace, team, view, ownView, item, column, doc } as Record<keyof Attributes, string>
  await home.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
  await home.asSystem(node, 'team.create', { id: team, name: `Team of ${name}`, members: [member] })
  const { board, group } = await home.board(node, member)
  const did = (command: string, args: object) => run(node, member, command, args)
  await did('board.setAccess', { board, access: 'private' })
  await did('view.create', { board, id: view, kind: 'table', name: 'All', mine: false, spec: {} })
  await did('view.create', { board, id: ownView, kind: 'table', name: 'Mine', mine: true, spec: {} })
  await did('column.create', {
    board,
    id: column,
    kind: 'number',
    title: 'Salary',
    settings: { unit: '', unitPlace: 'after' },
  })
  await did('item.create', { board, id: item, title: 'Secret', group })
  await did('doc.create', { doc, workspace, name: 'Secret plan', access: 'private' })
  const file = createHash('sha256').update(`${name} ${member}`).digest('hex')
  const kept = { hash: file, sizeBytes: 8, type: 'image/png', isPicture: true }
  await recordFile(home.pool, home.accountId, kept, { member, board: null })
  return { world: home, node, member, board, file, ...ids } as unknown as Person
}

/** Nodes as blocks, or in a line of text, beside a line of words. */
function naming(name: string, attributes: Attributes): (root: Y.XmlFragment) => void {
  return (root) => {
    const node = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [new Y.XmlText('beside it')])
    const inline = must(docNodes.find((kind) => kind.name === name)).within.includes('inline')
    const around = new Y.XmlElement('paragraph')
    if (inline) around.insert(0, [node])
    root.insert(root.length, [line, inline ? around : node])
  }
}

/** A doc of somebody's, open with them, and what the server says to each edit that comes. */
async function writing({ world: { pool, accountId }, node, member, workspace }: Person) {
  const doc = newId()
  // What a doc shows may be seen by all who read it.
  await run(node, member, 'doc.create', { doc, workspace, name: 'Plan', access: 'private' })
  const scope = scopeOf('doc', doc)
  const socket = new TestSocket(node, member)
  await socket.hello(newId())
  await socket.open(scope)
  socket.say({ t: 'doc.sync', scope, vector: 'AA==' })
  await socket.message('doc.state')
  const text = new Y.Doc()
  let n = 0
  return {
    text,
    /** Edits it; an edit that is refused is gone from the writer's page too. */
    async edit(change: (root: Y.XmlFragment) => void): Promise<ServerMessage> {
      const next = new Y.Doc()
      Y.applyUpdate(next, Y.encodeStateAsUpdate(text))
      change(next.getXmlFragment(docRoot))
      const update = Y.encodeStateAsUpdate(next, Y.encodeStateVector(text))
      const mine = (n += 1)
      socket.say({ t: 'doc.update', scope, key: 'raw', n: mine, data: Buffer.from(update).toString('base64') })
      const answer = await socket.wait(() =>
        socket.received.find((each) => (each.t === 'doc.refused' || each.t === 'doc.changed') && each.n === mine),
      )
      if (answer.t === 'doc.changed') Y.applyUpdate(text, update)
      return answer
    },
    async lines(): Promise<readonly string[]> {
      const { updates } = await readDoc(pool, accountId, doc)
      return docLines(treeOfState(Y.mergeUpdates([...updates])))
    },
    end: () => socket.session.ended(),
  }
}

const label = 'x'

/** Nodes that name something of a person; `mixed` has ids of two people in one node. */
const cases: readonly {
  readonly what: string
  readonly node: string
  readonly of: (whose: Person) => Attributes
  /** Everybody of the account may name it. */
  readonly forAll?: true
  /** What may be asked of the owner alone. */
  readonly mixed?: (mine: Person, theirs: Person) => Attributes
}[] = [
  { what: 'a board', node: 'liveView', of: ({ board }) => ({ board, label }) },
  {
    what: 'a view',
    node: 'liveView',
    of: ({ board, view }) => ({ board, view, label }),
    mixed: (mine, { view }) => ({ board: mine.board, view, label }),
  },
  {
    what: 'a view of one’s own',
    node: 'liveView',
    of: ({ board, ownView: view }) => ({ board, view, label }),
    mixed: ({ view }, { board }) => ({ board, view, label }),
  },
  {
    what: 'a cell',
    node: 'liveCell',
    of: ({ item, column }) => ({ item, column, label }),
    mixed: (mine, { column }) => ({ item: mine.item, column, label }),
  },
  { what: 'an item', node: 'mention', of: ({ item: id }) => ({ kind: 'item', id, label }) },
  { what: 'a board by a mention', node: 'mention', of: ({ board: id }) => ({ kind: 'board', id, label }) },
  { what: 'a doc', node: 'mention', of: ({ doc: id }) => ({ kind: 'doc', id, label }) },
  { what: 'a file', node: 'image', of: ({ file }) => ({ file, name: 'x.png', alt: label }) },
  { what: 'a person', node: 'mention', of: ({ member: id }) => ({ kind: 'member', id, label }), forAll: true },
  { what: 'a team', node: 'mention', of: ({ team: id }) => ({ kind: 'team', id, label }), forAll: true },
]

test('every node that names something outside of a doc is tried', () => {
  const naming = docNodes.filter(({ references }) => references !== undefined).map(({ name }) => name)
  expect(new Set(cases.map(({ node }) => node))).toEqual(new Set(naming))
})

describe.each([
  { whose: 'somebody else of this account', other: () => sven, isFar: false },
  { whose: 'another account', other: () => far, isFar: true },
])('of $whose', ({ other, isFar }) => {
  test.each(cases)('$what is refused, with nothing lost, and taken of whose it is', async (each) => {
    const theirs = await writing(other())
    expect(await theirs.edit(naming(each.node, each.of(other())))).toMatchObject({ t: 'doc.changed' })
    theirs.end()
    const mine = await writing(olga)
    expect(await mine.edit(naming(each.node, each.of(olga)))).toMatchObject({ t: 'doc.changed' })
    const before = await mine.lines()
    const wrong = [each.of(other()), ...(each.mixed ? [each.mixed(olga, other()), each.mixed(other(), olga)] : [])]
    if (isFar || !each.forAll) {
      for (const attributes of wrong) {
        const answer = await mine.edit(naming(each.node, attributes))
        expect([attributes, answer]).toMatchObject([attributes, { t: 'doc.refused', code: 'invalid' }])
        // One answer is for what is not theirs and for what is not there.
        const nowhere = Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [key, /^[0-9a-f-]{36}$/.test(value) ? newId() : value]),
        )
        const missing = await mine.edit(
          naming(each.node, { ...nowhere, ...('file' in nowhere && { file: 'a'.repeat(64) }) }),
        )
        expect('message' in missing && missing.message).toBe('message' in answer && answer.message)
      }
    } else {
      expect(await mine.edit(naming(each.node, each.of(other())))).toMatchObject({ t: 'doc.changed' })
    }
    // Neither the line beside it came, nor is any gone; and it goes on.
    if (isFar || !each.forAll) expect(await mine.lines()).toEqual(before)
    expect(await mine.edit(naming(each.node, each.of(olga)))).toMatchObject({ t: 'doc.changed' })
    mine.end()
  })

  test('a node that named what is mine is not turned to what is theirs', async () => {
    const mine = await writing(olga)
    const { board, view } = olga
    await mine.edit(naming('liveView', { board, view, label }))
    const before = await mine.lines()
    const turned = (attributes: Attributes) => (root: Y.XmlFragment) => {
      const node = root.get(1) as Y.XmlElement
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
    }
    for (const attributes of [
      { board: other().board },
      { view: other().view },
      { board: other().board, view: other().view },
      { view: other().ownView, board: other().board },
    ]) {
      expect(await mine.edit(turned(attributes))).toMatchObject({ t: 'doc.refused', code: 'invalid' })
    }
    expect(await mine.lines()).toEqual(before)
    expect((mine.text.getXmlFragment(docRoot).get(1) as Y.XmlElement).getAttributes()).toEqual({ board, view, label })
    mine.end()
  })
})
