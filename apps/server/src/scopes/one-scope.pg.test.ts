import { must } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { versionsOf } from '../storage/log.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { watchStatements } from '../testing/statements.ts'
import { makeWorld, newId } from '../testing/world.ts'
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

test('an ordinary edit is one statement and moves one scope', async () => {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const { board, scope, group } = await world.board(node, owner)
  const item = newId()
  const client = newId()
  let n = 0
  const run = async (command: string, args: object) => {
    const asker = { principal: () => node.hub.principal(owner), client: { id: client, n: ++n } }
    const answer = await node.executor.run(asker, command, 1, { board, ...args })
    expect(answer.ok).toBe(true)
  }
  await run('column.create', { id: newId(), kind: 'text', title: 'Text' })
  await run('column.create', { id: newId(), kind: 'people', title: 'Who' })
  await run('item.create', { id: item, title: 'First', group })
  await run('update.post', { item, id: newId(), body: 'warms the thread' })
  const edits: readonly (readonly [scope: Scope, command: string, args: object])[] = [
    [scope, 'item.setCells', { column: 1, rows: [0], values: ['x'] }],
    [scope, 'item.setCells', { column: 1, rows: [0], values: ['y'.repeat(900)] }],
    [scope, 'item.setCells', { column: 2, rows: [0], values: [[owner]] }],
    [scope, 'item.setCells', { column: 'title', rows: [0], values: ['Renamed'] }],
    [scope, 'item.create', { id: newId(), title: 'Second', group, cells: [{ column: 1, value: 'z' }] }],
    [scope, 'item.move', { rows: [1], after: null }],
    [scope, 'item.archive', { rows: [1] }],
    [scope, 'group.create', { id: newId(), title: 'Next' }],
    [`item:${item}`, 'update.post', { item, id: newId(), body: 'Hello' }],
  ]
  const all = async () => {
    const { rows } = await world.pool.query<{ scope: Scope }>('SELECT scope FROM scope WHERE account = $1', [
      world.accountId,
    ])
    return versionsOf(
      world.pool,
      world.accountId,
      rows.map((row) => row.scope),
    )
  }
  for (const [moved, command, args] of edits) {
    const before = await all()
    const watch = watchStatements(world.pool)
    await run(command, args)
    watch.stop()
    const after = await all()
    const writes = watch.texts.filter((text) => /\b(INSERT|UPDATE|DELETE|BEGIN)\b/.test(text))
    expect([command, writes.length]).toEqual([command, 1])
    const changed = [...after].filter(([each, version]) => before.get(each) !== version).map(([each]) => each)
    // A message also reaches its board's counter, later and by a change of its own.
    expect([command, changed.filter((each) => each === moved || !command.startsWith('update.'))]).toEqual([
      command,
      [moved],
    ])
  }
  expect(must((await all()).get(`account:${world.accountId}`))).toBeGreaterThan(0)
})
