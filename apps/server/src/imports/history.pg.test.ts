import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import type { ImportHistoryEntry } from '@fulcrum/integration-kit'
import type { ActivityEntry, WhyEntry } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import { cellWhy, itemActivity } from '../queries/activity.ts'
import { importDocumentAs, madeDocument } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let workspace: Id<'workspace'>

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner', 'Olga Owner')
  workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const day = 86_400_000
const start = Date.UTC(2024, 0, 1)
const status = {
  key: 'status',
  title: 'Status',
  guess: {
    kind: 'status' as const,
    confidence: 1,
    settings: {
      options: ['Open', 'Doing', 'Done'].map((name) => ({ name, colour: 'blue', count: 1 })),
    },
  },
}
const parts = {
  key: 'parts',
  title: 'Parts',
  guess: {
    kind: 'tags' as const,
    confidence: 1,
    settings: { options: ['ui', 'api', 'db'].map((name) => ({ name, colour: 'teal', count: 1 })) },
  },
}
const people = [
  { key: 'u1', name: 'Ada Lovelace', email: 'ada@example.org' },
  { key: 'u2', name: 'Grace Hopper' },
]

function entry(field: string, at: number, by: string, from: string | null, to: string | null): ImportHistoryEntry {
  return { field, at: start + at * day, by, mode: 'value', from, to }
}

function element(at: number, from: string | null, to: string | null): ImportHistoryEntry {
  return { field: 'parts', at: start + at * day, by: 'u2', mode: 'element', from, to }
}

const records = [
  {
    key: 'A-1',
    title: 'With a past',
    createdAt: start,
    createdBy: 'u1',
    updatedAt: start + 9 * day,
    values: { status: 'Done', parts: ['api', 'db'] },
    history: [
      entry('status', 1, 'u1', 'Open', 'Doing'),
      element(2, null, 'ui'),
      element(3, 'ui', 'api'),
      element(4, null, 'db'),
      entry('status', 5, 'u2', 'Doing', 'Done'),
      entry('status', 6, 'u2', 'Never heard of', 'Done'),
    ],
    comments: [
      { key: '1', at: start + 2 * day, by: 'u1', text: 'First' },
      { key: '2', at: start + 7 * day, by: 'u2', text: ' Second ' },
      { key: '3', at: start + 8 * day, by: null, text: '   ' },
    ],
  },
  { key: 'A-2', title: 'Without', values: { status: 'Open' } },
]

async function why(board: string, row: number, column: number): Promise<readonly WhyEntry[]> {
  const principal = must(node.hub.principal(owner))
  const answer = await cellWhy.answer({ hub: node.hub, principal }, { board, row, column })
  return (answer as { entries: readonly WhyEntry[] }).entries
}

test('history is told with its own times and people, newest first, and patches nothing', async () => {
  const document = madeDocument('made:history', { fields: [status, parts], people, records })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'History' } })
  expect(report).toMatchObject({ history: 6, updates: 2, people: { known: 0, placeholders: 2 } })
  const state = (await node.store.get(scopeOf('board', report.board))).state as BoardState
  const [first, second] = state.columns().map(({ number }) => number)
  expect(state.cell(0, must(first))).toBe(3)
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  const nameOf = (id: string | null) => (id === null ? null : account.record('member', id)?.['name'])
  const told = await why(report.board, 0, must(first))
  expect(
    told.map(({ at, actor, from, to, historic }) => [historic ? at - start : 'now', nameOf(actor), from, to]),
  ).toEqual([
    ['now', 'Olga Owner', null, 3],
    [6 * day, 'Grace Hopper', null, 3],
    [5 * day, 'Grace Hopper', 2, 3],
    [1 * day, 'Ada Lovelace', 1, 2],
  ])
  expect(report.problems).toContainEqual(
    expect.objectContaining({ reason: 'label-missing', field: 'Status', samples: ['Never heard of'] }),
  )
  // Sets are whole on both sides, although the source tells only what left and what joined.
  const sets = await why(report.board, 0, must(second))
  expect(sets.slice(1).map(({ from, to }) => [from, to])).toEqual([
    [[2], [2, 3]],
    [[1], [2]],
    [null, [1]],
  ])
  expect(state.system(0, 'createdAt')).toBe(start)
  expect(nameOf(state.system(0, 'createdBy') as string)).toBe('Ada Lovelace')
  expect(state.system(0, 'updatedAt')).toBe(start + 9 * day)
  const principal = must(node.hub.principal(owner))
  const activity = await itemActivity.answer({ hub: node.hub, principal }, { board: report.board, row: 0 })
  const entries = (activity as { entries: readonly ActivityEntry[] }).entries
  expect(entries.filter(({ historic }) => historic)).toHaveLength(6)
  const cold = await world.cold(state.scope)
  expect(cold.version).toBe(state.version)
  expect(cold.cell(0, must(first))).toBe(3)
})

test('comments become messages of the item, with their authors and times', async () => {
  const document = madeDocument('made:comments', { fields: [status, parts], people, records })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Comments' } })
  const state = (await node.store.get(scopeOf('board', report.board))).state as BoardState
  expect(state.system(0, 'updates')).toBe(2)
  expect(state.system(0, 'lastUpdateAt')).toBe(start + 7 * day)
  const thread = (await node.store.get(scopeOf('item', String(state.system(0, 'id'))))).state
  const messages = [...thread.records('update')]
    .map(([, fields]) => fields)
    .sort((a, b) => Number(a['at']) - Number(b['at']))
  expect(messages.map(({ body, at }) => [body, at])).toEqual([
    ['First', start + 2 * day],
    ['Second', start + 7 * day],
  ])
  expect(report.problems).toContainEqual(expect.objectContaining({ reason: 'update-empty', count: 1 }))
})

test('a second import adds the history and comments that are new, and no others', async () => {
  const document = madeDocument('made:again', { fields: [status, parts], people, records })
  const first = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Again' } })
  const target = { board: first.board as Id<'board'> }
  expect(await importDocumentAs(node, owner, document, { target })).toMatchObject({
    items: { created: 0, updated: 0, unchanged: 2 },
    history: 0,
    updates: 0,
  })
  const [one, two] = records
  const later = madeDocument('made:again', {
    fields: [status, parts],
    people,
    records: [
      {
        ...must(one),
        history: [...(one?.history ?? []), entry('status', 10, 'u1', 'Done', 'Open')],
        values: { status: 'Open', parts: ['api', 'db'] },
        comments: [...(one?.comments ?? []), { key: '4', at: start + 11 * day, by: 'u1', text: 'Reopened' }],
      },
      must(two),
    ],
  })
  expect(await importDocumentAs(node, owner, later, { target })).toMatchObject({
    items: { created: 0, updated: 1, unchanged: 1 },
    history: 1,
    updates: 1,
  })
  const state = (await node.store.get(scopeOf('board', first.board))).state as BoardState
  expect(state.system(0, 'updates')).toBe(3)
})

test('people are found by the key of the source, then by e-mail, then by a name that is all the source has', async () => {
  const mailed = await world.member(node, 'member', 'Somebody Else')
  await world.member(node, 'member', 'Nadia Named')
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  const document = madeDocument('made:people', {
    fields: [status],
    people: [
      { key: 'k1', name: 'By Mail', email: `${mailed.toUpperCase()}@example.org` },
      { key: 'name:nadia named', name: 'Nadia Named' },
      { key: 'k3', name: 'Nadia Named' },
    ],
    records: [{ key: 'x', title: 'X', createdBy: 'k1' }],
  })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'People' } })
  expect(report.people).toEqual({ known: 2, placeholders: 1 })
  expect(account.record('member', mailed)?.['sources']).toContain('made:people:k1')
})
