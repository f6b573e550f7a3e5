import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { changesAfter } from './log.ts'
import { wirePage } from './wire-pages.ts'

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

test('the text that the database writes of changes is what taking them apart would give', async () => {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const { board, scope, group } = await world.board(node, owner)
  const client = newId()
  let n = 0
  const run = (command: string, args: object, batch?: string) => {
    const asker = {
      principal: () => node.hub.principal(owner),
      client: { id: client, n: ++n },
      ...(batch && { batch }),
    }
    return node.executor.run(asker, command, 1, { board, ...args })
  }
  await run('column.create', { id: newId(), kind: 'text', title: 'A "quoted" \\ title \u2028 with ünïcode 🎉' })
  for (let at = 0; at < 30; at++) await run('item.create', { id: newId(), title: `Item ${at}`, group })
  const all = Array.from({ length: 30 }, (_, row) => row)
  await run(
    'item.setCells',
    { column: 1, rows: all, values: all.map((row) => `long text ${row} "${'x'.repeat(40)}"`) },
    newId(),
  )
  const page = await wirePage(world.pool, world.accountId, scope, 0, 1_000)
  const changes = await changesAfter(world.pool, world.accountId, scope, 0)
  const expected = changes.map(({ version, id, at, actor, cause, command, patches, batch, client, n }) => ({
    version,
    id,
    at,
    actor,
    cause,
    command,
    patches,
    ...(batch !== undefined && { batch }),
    ...(client !== undefined && { client, n }),
  }))
  expect(JSON.parse(page.text)).toEqual(expected)
  expect([page.count, page.isPlain]).toEqual([changes.length, true])
  expect(page.rows).toBeGreaterThanOrEqual(changes.length - 1 + 30)
  const part = await wirePage(world.pool, world.accountId, scope, 3, 5)
  expect((JSON.parse(part.text) as { version: number }[]).map(({ version }) => version)).toEqual([4, 5, 6, 7, 8])
  await run('view.create', { id: newId(), name: 'Own', kind: 'table', mine: true, spec: {} })
  expect((await wirePage(world.pool, world.accountId, scope, changes.length, 10)).isPlain).toBe(false)
  expect(await wirePage(world.pool, world.accountId, scope, 10_000, 10)).toEqual({
    text: '[]',
    count: 0,
    rows: 0,
    isPlain: true,
  })
})
