import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { Watching } from './watching.ts'

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

test('who went is forgotten after a while and known again when asked about; who is here is kept up', async () => {
  const owner = await world.member(node, 'owner')
  const away = await world.member(node, 'member')
  const { board, group } = await world.board(node, owner)
  const item = newId()
  const run = async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
    expect(answer).toMatchObject({ ok: true })
  }
  await run('item.create', { board, id: item, title: 'Watched', group })
  const watch = () => run('item.watch', { board, item })
  const told: string[] = []
  const watching = new Watching({
    store: node.store,
    bus: { onMoved: () => () => undefined } as never,
    log: silentLog,
    onChanged: (memberId) => told.push(memberId),
    isHere: (memberId) => memberId === owner,
    keptMs: 0,
  })
  try {
    for (const member of [owner, away]) expect((await watching.know(member)).size).toBe(0)
    expect(watching.size).toBe(2)
    await expect.poll(() => watching.size, { timeout: 10_000 }).toBe(1)
    expect(watching.of(away)).toBeUndefined()
    told.length = 0
    await watch()
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([owner])
    expect([...(watching.of(owner) ?? [])]).toEqual([item])
    expect((await watching.know(away)).size).toBe(0)
  } finally {
    await watching.stop()
  }
})
