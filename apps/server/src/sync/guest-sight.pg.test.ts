import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const account = () => scopeOf('account', world.accountId)

async function socketOf(member: MemberId): Promise<TestSocket> {
  const socket = new TestSocket(node, member)
  await socket.hello(newId())
  return socket
}

/** Everything that a socket was told, as text. */
function told(socket: TestSocket): string {
  return JSON.stringify(socket.received)
}

const version = async () => (await node.store.get(account())).state.version

/** Waits until a socket has been told of the account up to now. */
async function upToDate(socket: TestSocket): Promise<void> {
  const now = await version()
  await socket.wait(() =>
    socket.received.find(
      (message) => message.t === 'changes' && message.changes.some((change) => change.version >= now),
    ),
  )
}

test('no address of a member reaches a guest: not at opening, not by a change, not by what was missed', async () => {
  const guest = await world.member(node, 'guest', 'Guest')
  const other = await world.member(node, 'guest', 'Other guest')
  const anna = await world.member(node, 'member', 'Anna')
  const [guests, members] = [await socketOf(guest), await socketOf(anna)]
  const before = await version()
  for (const socket of [guests, members]) await socket.open(account())
  expect(told(guests)).toContain('"Anna"')
  expect(told(guests)).toContain(`${guest}@example.org`)
  expect(told(members)).toContain(`${other}@example.org`)

  const ben = await world.member(node, 'member', 'Ben')
  await world.asSystem(node, 'member.nameSources', { people: [{ id: anna, source: 'jira:anna@elsewhere.org' }] })
  await world.asSystem(node, 'member.setRole', { id: ben, role: 'admin' })
  for (const socket of [guests, members]) await upToDate(socket)
  expect(told(guests)).toContain('"Ben"')
  expect(told(members)).toContain(`${ben}@example.org`)

  const opened = must(guests.received.find((message) => message.t === 'opened'))
  const late = await socketOf(guest)
  const { fingerprint } = opened as { readonly fingerprint: string }
  expect(await late.open(account(), { version: before, fingerprint })).toMatchObject({ t: 'resumed' })
  await upToDate(late)

  for (const socket of [guests, late]) {
    for (const member of [other, anna, ben]) expect(told(socket)).not.toContain(`${member}@example.org`)
    expect(told(socket)).not.toContain('elsewhere.org')
  }
})

test('who becomes a guest opens the account afresh, and who stops being one sees the addresses', async () => {
  const cleo = await world.member(node, 'member', 'Cleo')
  const dan = await world.member(node, 'member', 'Dan')
  const socket = await socketOf(cleo)
  const whole = await socket.open(account())
  expect(JSON.stringify(whole)).toContain(`${dan}@example.org`)

  await world.asSystem(node, 'member.setRole', { id: cleo, role: 'guest' })
  await socket.wait(() => socket.received.find((message) => message.t === 'gone' && message.reason === 'reset'))
  const { fingerprint, version: at } = whole as { readonly fingerprint: string; readonly version: number }
  const narrowed = await socket.open(account(), { version: at, fingerprint })
  expect(narrowed).toMatchObject({ t: 'opened' })
  expect(JSON.stringify(narrowed)).not.toContain(`${dan}@example.org`)

  await world.asSystem(node, 'member.setRole', { id: cleo, role: 'member' })
  await socket.wait(() => (socket.received.filter((message) => message.t === 'gone').length === 2 ? true : undefined))
  expect(JSON.stringify(await socket.open(account()))).toContain(`${dan}@example.org`)
})
