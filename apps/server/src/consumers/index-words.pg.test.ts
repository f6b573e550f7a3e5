import type { Json, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { indexWords } from './index-words.ts'
import { purgePass } from './purge.ts'

const dayMs = 24 * 60 * 60 * 1_000

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object): Promise<Json> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result
}

const indexer = (on = node) => indexWords({ node: on, pool: world.pool, log: silentLog, everyMs: 60_000 })

/** Everything that the index holds. */
async function dump(): Promise<string> {
  const { rows: entries } = await world.pool.query<{ line: string }>(
    `SELECT concat_ws(' ', board, row, part, source, text, words) AS line FROM search_entry ORDER BY 1`,
  )
  const { rows: words } = await world.pool.query<{ line: string }>(
    `SELECT concat_ws(' ', board, part, word, uses) AS line FROM search_word ORDER BY 1`,
  )
  // Each word of any board once, and no other.
  const { rows: vocabulary } = await world.pool.query<{ line: string }>(
    'SELECT word AS line FROM search_vocabulary ORDER BY 1',
  )
  const { rows: distinct } = await world.pool.query('SELECT DISTINCT word AS line FROM search_word ORDER BY 1')
  expect(vocabulary).toEqual(distinct)
  return [...entries, ...words].map(({ line }) => line).join('\n')
}

async function caughtUp(on = node): Promise<string> {
  const index = indexer(on)
  await index.catchUp()
  await index.stop()
  return dump()
}

/** What an index that begins with nothing holds. */
async function fromNothing(on = node): Promise<string> {
  await world.pool.query('TRUNCATE search_entry, search_word, search_vocabulary, search_cursor')
  return caughtUp(on)
}

async function place() {
  const { board, group } = await world.board(node, owner)
  const item = async (title: string, more: object = {}) => {
    const id = newId()
    // @NOTE a new item is answered with its row.
    const { row } = (await run('item.create', { board, group, id, title, ...more })) as { row: number }
    return { id, row }
  }
  const column = async (kind: string) => {
    const id = newId()
    // @NOTE a new column is answered with its number.
    const { number } = (await run('column.create', { board, id, kind, title: kind })) as { number: number }
    return { id, number }
  }
  const set = (number: number | 'title', row: number, value: Json) =>
    run('item.setCells', { board, column: number, rows: [row], values: [value] })
  return { board, group, item, column, set }
}

test('after every kind of change, the index is the one that begins with nothing', async () => {
  const on = await place()
  const index = indexer()
  const text = await on.column('text')
  const long = await on.column('long-text')
  const first = await on.item('First alpha')
  const below = await on.item('Below alpha beta', { parent: first.row })
  const second = await on.item('Second gamma')
  const message = newId()
  await index.catchUp()
  const steps: (() => Promise<unknown>)[] = [
    () => on.set('title', first.row, 'First delta delta'),
    () => on.set(text.number, second.row, 'Cell words epsilon'),
    () => on.set(long.number, second.row, `Long zeta ${'words '.repeat(400)}`),
    () => run('update.post', { board: on.board, item: second.id, id: message, body: 'Message eta' }),
    () => run('update.edit', { board: on.board, item: second.id, id: message, body: 'Message theta' }),
    () => run('item.delete', { board: on.board, rows: [first.row] }),
    () => run('column.delete', { board: on.board, id: text.id }),
    () => run('item.restore', { board: on.board, rows: [first.row] }),
    () => run('column.restore', { board: on.board, id: text.id }),
    () => on.set(text.number, second.row, null),
    () => run('item.archive', { board: on.board, rows: [below.row] }),
    () => run('item.setTemplate', { board: on.board, rows: [first.row], template: true }),
    () => run('update.delete', { board: on.board, item: second.id, id: message }),
  ]
  for (const step of steps) {
    await step()
    await index.catchUp()
  }
  await index.stop()
  const kept = await dump()
  expect(kept).toContain('second')
  expect(kept).not.toMatch(/first|epsilon|eta$|theta|gammas/m)
  expect(kept).toBe(await fromNothing())
})

test('what one node began another goes on with, whenever it is cut off, and two at once come to the same', async () => {
  const on = await place()
  for (let at = 0; at < 30; at++) await on.item(`Kilo ${at} lima`)
  // Stopped before its first board is done.
  const cut = indexer()
  void cut.catchUp()
  await cut.stop()
  const other = await world.node()
  for (let at = 0; at < 10; at++) await on.set('title', at, `Mike ${at}`)
  await Promise.all([caughtUp(), caughtUp(other)])
  const kept = await caughtUp(other)
  expect(kept.match(/Kilo/g)?.length).toBe(20)
  expect(kept).toBe(await fromNothing())
})

test('what is purged is in no entry and no word; what moves goes along with its messages', async () => {
  const on = await place()
  const other = await place()
  const gone = await on.item('Obliterated papa')
  const moved = await on.item('Wandering quebec')
  await run('update.post', { board: on.board, item: moved.id, id: newId(), body: 'Romeo said so' })
  const index = indexer()
  await index.catchUp()
  expect(await dump()).toContain('obliterated')
  await run('item.delete', { board: on.board, rows: [gone.row] })
  await purgePass({ node, pool: world.pool, log: silentLog, now: () => Date.now() + 31 * dayMs })
  await run('item.moveToBoard', {
    board: on.board,
    to: other.board,
    rows: [moved.row],
    group: other.group,
    columns: [],
  })
  await index.catchUp()
  await index.stop()
  const kept = await dump()
  expect(kept).not.toMatch(/obliterated/i)
  const lines = kept.split('\n').filter((line) => /wandering|romeo/i.test(line))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.every((line) => line.startsWith(other.board))).toBe(true)
  expect(kept).toBe(await fromNothing())
})

test('an edit waits for no index, and needs none', async () => {
  const on = await place()
  await world.pool.query('ALTER TABLE search_entry RENAME TO search_entry_away')
  await on.item('Sierra')
  const index = indexer()
  await index.catchUp()
  await world.pool.query('ALTER TABLE search_entry_away RENAME TO search_entry')
  await index.catchUp()
  await index.stop()
  expect(await dump()).toContain('Sierra')
})
