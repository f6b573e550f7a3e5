import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import { treeList } from '../queries/tree-list.ts'
import { shownRows } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { seedDemo } from './seed.ts'

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

const now = Date.now()

function account() {
  return must(node.store.peek(scopeOf('account', world.accountId))).state
}

async function tree(): Promise<readonly TreeBoard[]> {
  const principal = { kind: 'system', memberId: null } as const
  const answer = await treeList.answer({ hub: node.hub, principal }, {})
  return (answer as { boards: readonly TreeBoard[] }).boards
}

test('the sample workspace has a team, boards, a running sprint and ten weeks of history', async () => {
  await seedDemo(node, { log: silentLog, now })
  const people = [...account().records('member')].map(([, fields]) => fields)
  expect(people).toHaveLength(8)
  expect(people.every(({ placeholder, removedAt }) => placeholder === true && removedAt === undefined)).toBe(true)
  const boards = await tree()
  expect(boards.map(({ name }) => name).sort()).toEqual([
    'Bug queue',
    'Releases',
    'Roadmap',
    'Sprints',
    'Technical debt',
  ])
  let items = 0
  for (const { id } of boards) items += (await world.cold(scopeOf('board', id))).rowCount
  expect(items).toBeGreaterThan(350)
  expect(items).toBeLessThan(450)
  const sprints = must(boards.find(({ name }) => name === 'Sprints')).id
  const board = (await node.store.get(scopeOf('board', sprints))).state as BoardState
  const rows = shownRows(board, (id) => String(account().record('member', id)?.['name']))
  const group = (row: number) => String(board.group(Number(board.system(row, 'group')))?.['title'])
  const running = rows.filter((_, row) => group(row).includes('running') && board.system(row, 'parent') === null)
  for (const status of ['To do', 'In progress', 'In review', 'Done', 'Blocked']) {
    expect(running.map((row) => row['Status'])).toContain(status)
  }
  const { rows: found } = await world.pool.query<{ first: number; last: number; count: number }>(
    'SELECT min(at) AS first, max(at) AS last, count(*) AS count FROM change WHERE historic',
  )
  const [history] = found
  expect(history?.count).toBeGreaterThan(1_200)
  expect(now - (history?.first ?? 0)).toBeGreaterThan(60 * 86_400_000)
  expect(now - (history?.first ?? 0)).toBeLessThan(75 * 86_400_000)
  expect(history?.last).toBeLessThanOrEqual(now)
  const { rows: messages } = await world.pool.query<{ body: string }>(
    "SELECT body FROM update WHERE body LIKE '%@[member:%'",
  )
  expect(messages.length).toBeGreaterThan(10)
  // Everything in it has its place in time: what an item says now is what its history says last.
  for (const { at } of (
    await world.pool.query<{ at: number }>('SELECT at FROM change WHERE NOT historic AND scope LIKE $1', ['board:%'])
  ).rows) {
    expect(at).toBeLessThan(history?.first ?? 0)
  }
})

test('it is made once, leaves by one command with its people, and returns by undoing it', async () => {
  await seedDemo(node, { log: silentLog, now })
  const workspaces = [...account().records('workspace')]
  expect(workspaces).toHaveLength(1)
  const [id] = must(workspaces[0])
  const [taken] = must([...account().records('member')][0])
  await world.asSystem(node, 'member.join', {
    id: taken,
    user: newId(),
    name: 'A real one',
    email: 'real@example.org',
    role: 'member',
  })
  await world.asSystem(node, 'workspace.delete', { id, deleted: true })
  expect(await tree()).toEqual([])
  const there = () => [...account().records('member')].filter(([, { removedAt }]) => removedAt === undefined)
  expect(there().map(([member]) => member)).toEqual([taken])
  await seedDemo(node, { log: silentLog, now })
  expect(await tree()).toEqual([])
  await world.asSystem(node, 'workspace.delete', { id, deleted: false })
  expect(await tree()).toHaveLength(5)
  expect(there()).toHaveLength(8)
})
