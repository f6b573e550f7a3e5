import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import type { SyncNode } from '../node.ts'
import { filesFolder, importFileAs, shownRows } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
const files = filesFolder()

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
})

afterAll(async () => {
  files.remove()
  await world.stop()
  await database.drop()
})

// The same three issues: as the table that a tracker exports, without history and with people by name, and as it answers a search.
const table = `Issue key,Issue id,Parent id,Summary,Status,Assignee,Creator,Created,Labels,Labels,Comment
AB-1,1,,Engine,In Progress,Ada Lovelace,Grace Hopper,01/Feb/24 9:00 AM,core,fast,01/Feb/24 10:05 AM;Ada Lovelace;Started
AB-2,2,1,Wheels,To Do,,Grace Hopper,01/Feb/24 9:30 AM,,,
AB-3,3,,Paint,To Do,Grace Hopper,Grace Hopper,02/Feb/24 9:00 AM,,,
`
const ada = { accountId: '5b:1', displayName: 'Ada Lovelace' }
const grace = { accountId: '5b:2', displayName: 'Grace Hopper', emailAddress: 'grace@example.org' }

function issue(number: number, fields: object, changelog: object = { histories: [] }) {
  const self = `https://tracker.example/rest/api/2/issue/${number}`
  return { id: String(number), self, key: `AB-${number}`, fields: { creator: grace, ...fields }, changelog }
}

const search = {
  issues: [
    issue(
      1,
      {
        summary: 'Engine, finished',
        status: { name: 'Done' },
        assignee: ada,
        created: '2024-02-01T09:00:12.000+0000',
        labels: ['core', 'fast'],
        comment: {
          comments: [
            { id: '70', author: ada, created: '2024-02-01T10:05:31.000+0000', body: 'Started' },
            { id: '71', author: grace, created: '2024-02-03T10:00:00.000+0000', body: 'Looks good' },
          ],
        },
      },
      {
        histories: [
          {
            author: ada,
            created: '2024-02-04T08:00:00.000+0000',
            items: [{ field: 'status', fromString: 'In Progress', toString: 'Done' }],
          },
        ],
      },
    ),
    issue(2, {
      summary: 'Wheels',
      status: { name: 'To Do' },
      created: '2024-02-01T09:30:40.000+0000',
      parent: { key: 'AB-1' },
    }),
    issue(3, {
      summary: 'Paint',
      status: { name: 'To Do' },
      assignee: grace,
      created: '2024-02-02T09:00:00.000+0000',
    }),
  ],
}

async function imported(first: [string, string], second: [string, string]) {
  const workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
  const { board } = await importFileAs(node, owner, files.write(...first), { target: { workspace, name: 'AB' } })
  const people = await placeholders()
  const report = await importFileAs(node, owner, files.write(...second), {
    target: { board: board as Id<'board'> },
  })
  // @NOTE the scope's kind says that its state is a board's.
  const state = (await node.store.get(scopeOf('board', board))).state as BoardState
  const { rows: updates } = await world.pool.query<{ body: string }>(
    'SELECT body FROM update WHERE board_id = $1 AND deleted_at IS NULL ORDER BY at',
    [board],
  )
  return { report, state, updates: updates.map(({ body }) => body), people, peopleAfter: await placeholders() }
}

async function placeholders(): Promise<string[]> {
  const { rows } = await world.pool.query<{ name: string }>('SELECT name FROM member WHERE placeholder ORDER BY name')
  return rows.map(({ name }) => name)
}

function nameOf(id: string): string {
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  return String(account.record('member', id)?.['name'])
}

/** People of their own for each case, so that none is known from the one before. */
function renamed(content: string, suffix: string): string {
  return content
    .replaceAll('Lovelace', `Lovelace ${suffix}`)
    .replaceAll('Hopper', `Hopper ${suffix}`)
    .replaceAll('5b:', `5${suffix}:`)
    .replaceAll('grace@', `grace-${suffix}@`)
}

test.each([
  ['the table and then the search', 'a', ['ab.csv', table], ['ab.json', JSON.stringify(search)]],
  ['the search and then the table', 'b', ['ab.json', JSON.stringify(search)], ['ab.csv', table]],
] as const)('%s of one project make each item, person and comment once', async (_, suffix, first, second) => {
  const before = await placeholders()
  const { report, state, updates, people, peopleAfter } = await imported(
    [first[0], renamed(first[1], suffix)],
    [second[0], renamed(second[1], suffix)],
  )
  expect(report).toMatchObject({ isNewBoard: false, items: { created: 0 }, people: { placeholders: 0 }, columns: 0 })
  expect(state.rowCount).toBe(3)
  expect(state.system(1, 'parent')).toBe(0)
  expect(updates).toEqual(['Started', 'Looks good'])
  expect(people).toEqual([...before, `Ada Lovelace ${suffix}`, `Grace Hopper ${suffix}`].toSorted())
  expect(peopleAfter).toEqual(people)
  const isTableLast = second[0] === 'ab.csv'
  expect(shownRows(state, nameOf)[0]).toMatchObject({
    Title: isTableLast ? 'Engine' : 'Engine, finished',
    Status: isTableLast ? 'In Progress' : 'Done',
    Assignee: `Ada Lovelace ${suffix}`,
    Labels: 'core, fast',
  })
})
