import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { Presence } from './presence.ts'
import { relayPresence } from './presence-relay.ts'

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

test('people of one node see those of the other come, move and go', async () => {
  const [one, two] = [await world.node(), await world.node()]
  const [ana, ben] = [await world.member(one, 'owner'), await world.member(one, 'member')]
  const { scope } = await world.board(one, ana)
  const here = new TestSocket(one, ana)
  const there = new TestSocket(two, ben)
  for (const socket of [here, there]) {
    await socket.hello(newId())
    const opened = await socket.open(scope)
    expect(opened.t).toBe('opened')
  }
  const seen = () => {
    const told = here.received.filter((message) => message.t === 'presence')
    return told.at(-1)?.people.map(({ member, cell }) => [member, cell])
  }
  const cell = { row: 0, column: 'title', editing: true } as const
  there.say({ t: 'presence', scope, cell })
  await expect.poll(seen, { timeout: 20_000 }).toEqual([[ben, cell]])
  here.say({ t: 'presence', scope, cell: null })
  await expect.poll(() => seen()?.length, { timeout: 20_000 }).toBe(2)
  there.session.ended()
  await expect.poll(seen, { timeout: 20_000 }).toEqual([[ana, null]])
})

test('a node that fell silent takes its people with it, and one that comes later is told of those who are here', async () => {
  const [one, two] = [await world.node(), await world.node()]
  const owner = await world.member(one, 'owner')
  const { scope } = await world.board(one, owner)
  const quiet = new Presence(() => {})
  const relay = relayPresence({ presence: quiet, bus: two.bus, nodeId: 'late', againMs: 30, silentMs: 90 })
  const client = newId()
  const other = new Presence(() => {})
  const first = relayPresence({ presence: other, bus: one.bus, nodeId: 'first', againMs: 30, silentMs: 60_000 })
  other.set(scope, { member: owner, client, cell: null })
  await expect.poll(() => quiet.people(scope).length, { timeout: 20_000 }).toBe(1)
  first.stop()
  await expect.poll(() => quiet.people(scope).length, { timeout: 20_000 }).toBe(0)
  relay.stop()
})
