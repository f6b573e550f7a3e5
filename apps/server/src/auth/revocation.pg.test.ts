import { must, scopeOf } from '@fulcrum/domain'
import type { SessionAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited } from '../testing/booted-server.ts'
import type { BootedServer, TestWire } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let nodes: [BootedServer, BootedServer]
let owner: { browser: TestBrowser; session: SessionAnswer }
let board: string

beforeAll(async () => {
  database = await testDatabase()
  nodes = [await bootServer(database.url), await bootServer(database.url)]
  owner = await firstOwner(nodes[0])
  const workspace = newId()
  board = newId()
  await owner.browser.must('/api/workspace.create', { id: workspace, name: 'Workspace' })
  await owner.browser.must('/api/board.create', { board, workspace, name: 'Board' })
})

afterAll(async () => {
  for (const node of nodes) await node.stop()
  await database.drop()
})

/** A member with an open board on both nodes, by one session or by two. */
async function onBothNodes() {
  const { browser: here, session } = await invited(owner.browser, 'member')
  const there = new TestBrowser(nodes[1])
  await there.must('/auth/sign-in', { email: session.email, password: goodPassword })
  const sockets = [must(await here.socket()), must(await there.socket())]
  for (const socket of sockets) await opened(socket)
  return { here, there, sockets, session }
}

async function opened(socket: TestWire): Promise<void> {
  const scope = scopeOf('board', board)
  socket.say({ t: 'open', scope })
  await socket.wait((message) => message.t === 'opened' && message.scope === scope)
}

/** Measures from a moment until all sockets are closed, and prints it: a figure, no verdict. */
async function untilCut(what: string, since: number, sockets: readonly TestWire[]): Promise<void> {
  const closed = await Promise.all(sockets.map((socket) => socket.closed))
  const [first, second] = closed.map((at) => (at - since).toFixed(0))
  process.stdout.write(`${what}: cut after ${first} ms on this node, ${second} ms on the other\n`)
}

/** What a session must not do any more, on any node. */
async function expectOutside(browser: TestBrowser): Promise<void> {
  for (const server of nodes) {
    const moved = new TestBrowser(server)
    moved.cookie = browser.cookie
    expect((await moved.get('/auth/session')).status).toBe(401)
    expect((await moved.post('/api/tree.list')).status).toBe(401)
    expect((await moved.post('/api/board.update', { board, name: 'Taken' })).status).toBe(401)
    expect((await moved.get(`/sync/chunks?scope=board:${board}&lanes=title`)).status).toBe(401)
    expect(await moved.socket()).toBeUndefined()
  }
}

test('removing a member cuts their sockets, sessions and caches on both nodes', async () => {
  const { here, there, sockets, session } = await onBothNodes()
  const since = performance.now()
  await owner.browser.must('/api/member.remove', { id: session.member })
  await untilCut('member removed', since, sockets)
  for (const socket of sockets) expect(socket.received.at(-1)).toMatchObject({ t: 'bye', reason: 'signed-out' })
  await expectOutside(here)
  await expectOutside(there)
})

test('nothing reaches a removed member after the removal, though others edit on', async () => {
  const { sockets, session } = await onBothNodes()
  await owner.browser.must('/api/member.remove', { id: session.member })
  await Promise.all(sockets.map(({ closed }) => closed))
  const heard = sockets.map(({ received }) => received.length)
  await owner.browser.must('/api/board.update', { board, name: 'After' })
  const watcher = must(await owner.browser.socket())
  await opened(watcher)
  expect(sockets.map(({ received }) => received.length)).toEqual(heard)
  watcher.close()
})

test('ending the other sessions cuts a socket of the other node', async () => {
  const { here, there, sockets } = await onBothNodes()
  const since = performance.now()
  await here.must('/auth/session.end', { others: true })
  const at = await must(sockets[1]).closed
  process.stdout.write(`session ended: cut after ${(at - since).toFixed(0)} ms on the other node\n`)
  await expectOutside(there)
  expect(must(sockets[0]).isOpen).toBe(true)
  must(sockets[0]).close()
})

test('a new password, by oneself or by a link, cuts both nodes', async () => {
  const one = await onBothNodes()
  let since = performance.now()
  await one.here.must('/auth/password.change', { current: goodPassword, next: 'nine quiet otters' })
  await untilCut('password changed, hashing included', since, one.sockets)
  await expectOutside(one.there)

  const two = await onBothNodes()
  const { url } = await owner.browser.must<{ url: string }>('/auth/reset.create', { member: two.session.member })
  since = performance.now()
  const token = url.slice(url.indexOf('#') + 1)
  await new TestBrowser(nodes[1]).must('/auth/link/accept', { token, password: 'nine quiet otters' })
  await untilCut('password reset, hashing included', since, two.sockets)
  await expectOutside(two.here)
})

test('a session whose end no message told is found by looking', async () => {
  const { session, sockets } = await onBothNodes()
  await database.pool.query(
    'DELETE FROM auth_session USING member WHERE member.id = $1 AND member.user_id = auth_session.user_id',
    [session.member],
  )
  await Promise.all(sockets.map(({ closed }) => closed))
})

test('a role that sinks counts at the next message, on both nodes, without a new sign-in', async () => {
  const { here, there, sockets, session } = await onBothNodes()
  await owner.browser.must('/api/member.setRole', { id: session.member, role: 'viewer' })
  await must(sockets[1]).wait((message) => message.t === 'gone' && message.reason === 'reset')
  for (const browser of [here, there]) {
    expect((await browser.post('/api/board.update', { board, name: 'Taken' })).status).toBe(403)
  }
  for (const socket of sockets) socket.close()
})

test('a membership that ended takes its session rows with it', async () => {
  const { session, sockets } = await onBothNodes()
  await owner.browser.must('/api/member.remove', { id: session.member })
  await Promise.all(sockets.map(({ closed }) => closed))
  await expect
    .poll(
      async () => {
        const { rowCount } = await database.pool.query(
          'SELECT 1 FROM auth_session JOIN member ON member.user_id = auth_session.user_id WHERE member.id = $1',
          [session.member],
        )
        return rowCount
      },
      { timeout: 20_000 },
    )
    .toBe(0)
})
