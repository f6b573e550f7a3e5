import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState, ScopeState } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { ServerMessage } from '@fulcrum/protocol'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

function changes(socket: TestSocket) {
  return socket.received.filter(
    (message): message is Extract<ServerMessage, { t: 'changes' }> => message.t === 'changes',
  )
}

async function pair() {
  const [one, two] = [await world.node(), await world.node()]
  const owner = await world.member(one, 'owner')
  const member = await world.member(one, 'member')
  const { board, scope, group } = await world.board(one, owner)
  return { one, two, owner, member, board, scope, group }
}

async function join(node: Awaited<ReturnType<World['node']>>, member: Parameters<World['board']>[1]) {
  const socket = new TestSocket(node, member)
  await socket.hello(newId())
  return socket
}

test('an edit on one node reaches a client of another node, once and in order', async () => {
  const { one, two, owner, member, board, scope, group } = await pair()
  const writer = await join(one, owner)
  await writer.run('column.create', { board, id: newId(), kind: 'status', title: 'Status' })
  const watcher = await join(two, member)
  const opened = await watcher.open(scope)
  const from = must(opened.t === 'opened' ? opened.version : undefined)
  for (let index = 0; index < 20; index++) {
    const answer = await writer.run('item.create', { board, id: newId(), title: `Item ${index}`, group })
    expect(answer.ok).toBe(true)
  }
  await watcher.wait(() => (changes(watcher).flatMap((frame) => frame.changes).length >= 20 ? true : undefined))
  const versions = changes(watcher).flatMap((frame) => frame.changes.map(({ version }) => version))
  expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => from + 1 + index))
})

test('the same command number gives the first answer and changes nothing twice, also on another node', async () => {
  const { one, two, owner, board, scope, group } = await pair()
  const client = newId()
  const first = new TestSocket(one, owner)
  await first.hello(client)
  const args = { board, id: newId(), title: 'Once', group }
  const answer = await first.run('item.create', args, 1)
  const second = new TestSocket(two, owner)
  expect((await second.hello(client)).lastN).toBe(1)
  expect(await second.run('item.create', args, 1)).toEqual(answer)
  expect((await world.cold(scope)).rowCount).toBe(1)
})

test('two nodes that write the same board at once lose nothing and agree', async () => {
  const { one, two, owner, member, board, scope, group } = await pair()
  const [left, right] = [await join(one, owner), await join(two, member)]
  await Promise.all(
    [left, right].map(async (socket) => {
      for (let index = 0; index < 25; index++) {
        const answer = await socket.run('item.create', { board, id: newId(), title: `Item ${index}`, group })
        expect(answer.ok).toBe(true)
      }
    }),
  )
  const cold = await world.cold(scope)
  expect(cold.rowCount).toBe(50)
  expect(new Set(Array.from({ length: 50 }, (_, row) => cold.system(row, 'id'))).size).toBe(50)
  for (const node of [one, two]) {
    await node.store.catchUp(scope)
    expect((await node.store.get(scope)).state.version).toBe(cold.version)
  }
})

test('undo takes back what nobody changed since and keeps the rest', async () => {
  const { one, owner, member, board, scope, group } = await pair()
  const socket = await join(one, owner)
  const other = await join(one, member)
  for (const title of ['A', 'B', 'C']) await socket.run('item.create', { board, id: newId(), title, group })
  const edit = await socket.run('item.setCells', { board, column: 'title', rows: [0, 1, 2], values: ['X'] })
  await other.run('item.setCells', { board, column: 'title', rows: [1], values: ['Theirs'] })
  const version = must(edit.ok ? edit.versions[scope] : undefined)
  const undone = await socket.run('change.undo', { change: edit.ok ? edit.change : '', at: [{ scope, version }] })
  expect(undone).toMatchObject({ ok: true, result: { taken: 2, kept: 1 } })
  const cold = await world.cold(scope)
  expect([0, 1, 2].map((row) => cold.system(row, 'title'))).toEqual(['A', 'Theirs', 'C'])
  const redone = await socket.run('change.redo', {
    change: undone.ok ? undone.change : '',
    at: [{ scope, version: undone.ok ? undone.versions[scope] : 0 }],
  })
  expect(redone.ok).toBe(true)
  const again = await world.cold(scope)
  expect([0, 1, 2].map((row) => again.system(row, 'title'))).toEqual(['X', 'Theirs', 'X'])
})

test("nobody undoes another person's change", async () => {
  const { one, owner, member, board, scope, group } = await pair()
  const [socket, other] = [await join(one, owner), await join(one, member)]
  const made = await socket.run('item.create', { board, id: newId(), title: 'Mine', group })
  const at = [{ scope, version: made.ok ? made.versions[scope] : 0 }]
  const refused = await other.run('change.undo', { change: made.ok ? made.change : '', at })
  expect(refused).toMatchObject({ ok: false, code: 'forbidden' })
})

test('a member who is removed is cut on every node at once', async () => {
  const { one, two, owner, member, scope } = await pair()
  const [boss, here, there] = [await join(one, owner), await join(one, member), await join(two, member)]
  await here.open(scope)
  await there.open(scope)
  await boss.run('member.remove', { id: member })
  await here.message('bye')
  await there.message('bye')
  expect([here.closed, there.closed]).toEqual([true, true])
  const late = await two.executor.run({ principal: () => two.hub.principal(member) }, 'workspace.create', 1, {
    id: newId(),
    name: 'Late',
  })
  expect(late).toMatchObject({ ok: false, code: 'signed-out' })
})

test('whoever greets a node before it has heard that they joined is let in as a member', async () => {
  const { one, two, scope } = await pair()
  const account = scopeOf('account', world.accountId)
  // The second node hears nothing while this goes on: neither of somebody else who joins, nor of the one who greets it.
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const deaf = two.store.locked([account], () => held)
  await world.member(one, 'member')
  const socket = new TestSocket(two, await world.member(one, 'member'))
  const welcome = socket.hello(newId())
  release()
  await deaf
  await welcome
  expect((await socket.open(scope)).t).toBe('opened')
  expect(socket.closed).toBe(false)
})

test('a board that becomes private closes for whoever is not on it', async () => {
  const { one, owner, member, board, scope } = await pair()
  const [boss, watcher] = [await join(one, owner), await join(one, member)]
  await watcher.open(scope)
  await boss.run('board.setAccess', { board, access: 'private' })
  expect(await watcher.message('gone')).toMatchObject({ scope, reason: 'no-access' })
  expect(await watcher.open(scope)).toMatchObject({ t: 'gone', reason: 'no-access' })
})

test('a column that a member may not read reaches them neither whole nor in changes', async () => {
  const { one, owner, member, board, scope, group } = await pair()
  const boss = await join(one, owner)
  const column = newId()
  await boss.run('column.create', { board, id: column, kind: 'text', title: 'Salary' })
  await boss.run('item.create', { board, id: newId(), title: 'Ann', group })
  const watcher = await join(one, member)
  await watcher.open(scope)
  await boss.run('column.setAccess', { board, id: column, readers: [owner], editors: null })
  await watcher.message('gone')
  watcher.received.length = 0
  const opened = await watcher.open(scope)
  await boss.run('item.setCells', { board, column: 1, rows: [0], values: ['secret'] })
  await boss.run('column.update', { board, id: column, title: 'Secret pay' })
  await watcher.wait(() => (changes(watcher).flatMap((frame) => frame.changes).length >= 2 ? true : undefined))
  const heard = JSON.stringify([opened, ...watcher.received])
  expect(heard).not.toMatch(/secret|Salary|Secret pay/)
  const edit = await watcher.run('item.setCells', { board, column: 1, rows: [0], values: ['mine'] })
  expect(edit).toMatchObject({ ok: false, code: 'not-found' })
})

test('a client that comes back gets what it missed, and a fresh start where its rights changed', async () => {
  const { one, owner, board, scope, group } = await pair()
  const socket = await join(one, owner)
  const opened = await socket.open(scope)
  if (opened.t !== 'opened') throw new Error('not opened')
  for (let index = 0; index < 5; index++) await socket.run('item.create', { board, id: newId(), title: 'x', group })
  const back = await join(one, owner)
  const resumed = await back.open(scope, { version: opened.version, fingerprint: opened.fingerprint })
  expect(resumed.t).toBe('resumed')
  const frame = await back.wait(() => changes(back)[0])
  expect(frame.changes).toMatchObject([{ since: opened.version, version: opened.version + 5 }])
  const stranger = await join(one, owner)
  expect((await stranger.open(scope, { version: opened.version, fingerprint: 'other' })).t).toBe('opened')
})

test('long cells, references and deletions are in the database as they are in memory', async () => {
  const { one, owner, member, board, scope, group } = await pair()
  const socket = await join(one, owner)
  await socket.run('column.create', { board, id: newId(), kind: 'text', title: 'Text' })
  await socket.run('column.create', { board, id: newId(), kind: 'people', title: 'Owner' })
  await socket.run('item.create', { board, id: newId(), title: 'Parent', group })
  await socket.run('item.create', { board, id: newId(), title: 'Child', parent: 0 })
  const long = 'x'.repeat(900)
  for (const values of [[long], ['short'], [long], [null], [long]]) {
    expect((await socket.run('item.setCells', { board, column: 1, rows: [0, 1], values })).ok).toBe(true)
  }
  expect((await socket.run('item.setCells', { board, column: 2, rows: [0], values: [[owner, member]] })).ok).toBe(true)
  expect((await socket.run('item.setCells', { board, column: 2, rows: [0], values: [[member]] })).ok).toBe(true)
  const { rows } = await world.pool.query('SELECT to_id FROM link WHERE board = $1', [board])
  expect(rows).toEqual([{ to_id: member }])
  await socket.run('item.delete', { board, rows: [0] })
  const cold = await world.cold(scope)
  const held = (await one.store.get(scope)).state as typeof cold
  for (const state of [cold, held]) {
    expect([state.cell(0, 1), state.cell(1, 1), state.cell(0, 2)]).toEqual([long, long, [member]])
    expect([state.isLive(0), state.isLive(1)]).toEqual([false, false])
  }
  await socket.run('item.restore', { board, rows: [0] })
  expect((await world.cold(scope)).isLive(1)).toBe(true)
})

/** Takes the frames of a client that comes back into the copy that it had. */
function follow(copy: ScopeState, socket: TestSocket): void {
  for (const { version, since = version - 1, more, patches = [], at = 0 } of changes(socket).flatMap(
    (frame) => frame.changes,
  )) {
    expect(since).toBe(copy.version)
    copy.apply({ version: more ? copy.version : version, patches, at, actor: null })
  }
}

test.each(['the node that made them', 'a node that must read them in the log'])(
  'a client that missed hundreds of changes is where the board is, while more are made: by %s',
  async (who) => {
    const { one, two, owner, board, scope, group } = await pair()
    const socket = await join(one, owner)
    await socket.run('column.create', { board, id: newId(), kind: 'text', title: 'Text' })
    for (let row = 0; row < 3; row++) await socket.run('item.create', { board, id: newId(), title: 'x', group })
    const opened = await socket.open(scope)
    if (opened.t !== 'opened') throw new Error('not opened')
    const copy = await world.cold(scope)
    const principal = () => one.hub.principal(owner)
    const edit = (at: number) =>
      one.executor.run({ principal }, 'item.setCells', 1, {
        board,
        column: at % 2 === 0 ? 'title' : 1,
        rows: [at % 3],
        values: [`Text ${at}`],
      })
    for (let at = 0; at < 300; at++) await edit(at)
    const node = who === 'the node that made them' ? one : two
    const back = await join(node, owner)
    const [resumed] = await Promise.all([
      back.open(scope, { version: opened.version, fingerprint: opened.fingerprint }),
      edit(300),
    ])
    expect(resumed).toMatchObject({ t: 'resumed', version: opened.version })
    await back.wait(() => (changes(back).at(-1)?.changes.at(-1)?.version === opened.version + 301 ? true : undefined))
    follow(copy, back)
    const cold = await world.cold(scope)
    const texts = (state: BoardState) => [0, 1, 2].map((row) => [state.system(row, 'title'), state.cell(row, 1)])
    expect([copy.version, texts(copy)]).toEqual([cold.version, texts(cold)])
    expect(JSON.stringify(changes(back)).length).toBeLessThan(5_000)
  },
)

test('a client that comes back is told which of its own commands are among what it missed', async () => {
  const { one, owner, board, scope, group } = await pair()
  const client = newId()
  const socket = new TestSocket(one, owner)
  await socket.hello(client)
  const opened = await socket.open(scope)
  if (opened.t !== 'opened') throw new Error('not opened')
  await socket.run('item.create', { board, id: newId(), title: 'x', group }, 7)
  const other = await join(one, owner)
  await other.run('item.create', { board, id: newId(), title: 'y', group }, 8)
  const back = new TestSocket(one, owner)
  await back.hello(client)
  await back.open(scope, { version: opened.version, fingerprint: opened.fingerprint })
  const frame = await back.wait(() => changes(back)[0])
  expect(frame.changes.map(({ confirms }) => confirms)).toEqual([[7]])
})

test('bad messages close the socket with a reason and harm nobody', async () => {
  const { one, owner } = await pair()
  for (const bad of [
    '',
    '{',
    'null',
    '{"t":"open"}',
    '{"t":"run","n":-1}',
    '{"__proto__":{"t":"hello"}}',
    '[]',
    '"x"',
  ]) {
    const socket = await join(one, owner)
    socket.session.receive(bad)
    expect(await socket.message('bye')).toMatchObject({ reason: 'invalid' })
  }
})

test('whoever lost a board takes back none of their messages there', async () => {
  const { one, owner, member, board, group } = await pair()
  const [boss, socket] = [await join(one, owner), await join(one, member)]
  const [item, id] = [newId(), newId()]
  await boss.run('item.create', { board, id: item, title: 'Item', group })
  await socket.run('update.post', { board, item, id, body: 'First words' })
  const edited = await socket.run('update.edit', { board, item, id, body: 'Other words' })
  if (!edited.ok) throw new Error(edited.message)
  const at = Object.entries(edited.versions).map(([scope, version]) => ({ scope, version }))
  await boss.run('board.setAccess', { board, access: 'private' })
  expect(await socket.run('change.undo', { change: edited.change, at })).toMatchObject({ code: 'forbidden' })
  await boss.run('board.setAccess', { board, access: 'main' })
  expect(await socket.run('change.undo', { change: edited.change, at })).toMatchObject({ ok: true })
})

test('whoever loses a board while what they missed is read in the log gets none of it', async () => {
  const { one, two, owner, member, board, scope, group } = await pair()
  const socket = await join(two, member)
  const opened = await socket.open(scope)
  if (opened.t !== 'opened') throw new Error('the board did not open')
  const boss = await join(one, owner)
  for (const title of ['A', 'B', 'C']) await boss.run('item.create', { board, id: newId(), title, group })
  const three = await world.node()
  const back = await join(three, member)
  const held = await three.store.get(scope)
  // Nobody reads the log until the board is private.
  const holder = await world.pool.connect()
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE change IN ACCESS EXCLUSIVE MODE')
  back.say({ t: 'open', scope, version: opened.version, fingerprint: opened.fingerprint })
  const waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'change'::regclass"
  await vi.waitFor(async () => expect((await holder.query(waiting)).rowCount).toBeGreaterThan(0), { timeout: 30_000 })
  held.state.patch([{ op: 'put', table: 'board', id: board, fields: { access: 'private' } }], 0, null)
  await holder.query('ROLLBACK')
  holder.release()
  expect(await back.message('gone')).toMatchObject({ scope, reason: 'no-access' })
  expect(changes(back)).toEqual([])
})

test('a socket that closes while a scope opens for it leaves nothing behind', async () => {
  const { one, member, scope } = await pair()
  const socket = await join(one, member)
  const opening = one.hub.open(socket.session, scope, { version: 0, fingerprint: '' })
  socket.session.ended()
  await opening
  expect(one.hub.inUse(scope)).toBe(false)
})

test('a socket says once who it is: no other profile comes in by it', async () => {
  const { one, member } = await pair()
  const socket = await join(one, member)
  socket.say({ t: 'hello', protocol: protocolVersion, client: newId() })
  expect(await socket.message('bye')).toMatchObject({ reason: 'invalid' })
})
