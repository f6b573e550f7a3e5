import { commands, must } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { openDoors } from '../testing/doors.ts'
import type { Doors } from '../testing/doors.ts'
import { importFileAs } from '../testing/import-bench.ts'
import { TestSocket, newId } from '../testing/world.ts'
import { takeBackBatch } from '../scopes/batch.ts'

/** Every way in which cells come to a board asks the rules of its columns. */

let doors: Doors
let api: Doors['api']
let world: Doors['world']
let node: Doors['node']
let owner: Doors['owner']
let files: Doors['files']

beforeAll(async () => {
  doors = await openDoors()
  ;({ api, world, node, owner, files } = doors)
})

afterAll(() => doors.close())

interface Board {
  readonly board: string
  readonly group: number
  readonly run: (command: string, args: object, batch?: string) => ReturnType<SyncNode['executor']['run']>
  readonly column: (
    kind: string,
    title: string,
    rules?: Json,
    settings?: Json,
  ) => Promise<{ id: string; number: number }>
  readonly item: (cells?: readonly { column: number; value: Json }[]) => Promise<number>
  readonly cell: (row: number, column: number) => Promise<Json>
}

async function makeBoard(): Promise<Board> {
  const { board, group, scope } = await world.board(node, owner)
  const run: Board['run'] = (command, args, batch) =>
    node.executor.run(
      { principal: () => node.hub.principal(owner), ...(batch !== undefined && { batch }) },
      command,
      1,
      { board, ...args },
    )
  const result = async (command: string, args: object): Promise<{ number: number; row: number }> => {
    const answer = await run(command, args)
    if (!answer.ok) throw new Error(answer.message)
    return answer.result as { number: number; row: number }
  }
  return {
    board,
    group,
    run,
    column: async (kind, title, rules, settings) => {
      const id = newId()
      const { number } = await result('column.create', {
        id,
        kind,
        title,
        ...(rules !== undefined && { rules }),
        ...(settings !== undefined && { settings }),
      })
      return { id, number }
    },
    item: async (cells = []) => (await result('item.create', { id: newId(), title: 'Item', group, cells })).row,
    cell: async (row, column) => (await world.cold(scope)).cell(row, column),
  }
}

const broken = (rule: string) => ({ ok: false, code: 'rule-broken', details: { rule } })

test('rules outlive the memory: a node that loads the board asks them, and knows what is unique', async () => {
  const { board, column, item } = await makeBoard()
  const { number } = await column('text', 'Code', { unique: true, pattern: '[A-Z]-\\d' })
  await item([{ column: number, value: 'A-1' }])
  const row = await item()
  const other = await world.node()
  const answer = await other.executor.run({ principal: () => other.hub.principal(owner) }, 'item.setCells', 1, {
    board,
    column: number,
    rows: [row],
    values: ['A-1'],
  })
  expect(answer).toMatchObject({
    ...broken('unique'),
    message: expect.stringMatching(/^Code must be different for each item \(.*1 has this value\)\.$/),
  })
})

test('a socket is answered with the words of the owner; what is kept of the answer quotes nothing', async () => {
  const { board, column, item } = await makeBoard()
  const { number } = await column('rating', 'Value', { range: { max: 3 }, message: 'Three stars are plenty.' })
  const row = await item()
  const socket = new TestSocket(node, owner)
  const client = newId()
  await socket.hello(client)
  const args = { board, column: number, rows: [row], values: [5] }
  expect(await socket.run('item.setCells', args, 1)).toMatchObject({
    ...broken('range'),
    message: 'Value: Three stars are plenty.',
    details: { column: number, rows: [row] },
  })
  const { rows } = await world.pool.query('SELECT answer FROM client_command WHERE client = $1', [client])
  expect(JSON.stringify(rows)).toContain('rule-broken')
  expect(JSON.stringify(rows)).not.toContain('stars')
})

test('people who join a cell, timers, connections from the other side and stages are asked too', async () => {
  const here = await makeBoard()
  const there = await makeBoard()
  const status = await here.column('status', 'Status')
  const entering = { required: { column: status.number, stages: ['done'] } }
  const votes = await here.column('vote', 'Votes', entering)
  const row = await here.item()
  expect(await here.run('item.setCells', { column: status.number, rows: [row], values: [5] })).toMatchObject(
    broken('required'),
  )
  await here.run('item.join', { column: votes.number, row, joined: true })
  expect(await here.run('item.setCells', { column: status.number, rows: [row], values: [5] })).toMatchObject({
    ok: true,
  })
  expect(await here.run('item.join', { column: votes.number, row, joined: false })).toMatchObject(broken('required'))

  const time = await here.column('time-tracking', 'Time', entering)
  const done = await here.item()
  await here.run('item.join', { column: votes.number, row: done, joined: true })
  const session = { column: time.number, item: done, start: 1_000, end: 61_000 }
  expect(await here.run('session.log', session)).toMatchObject({ ok: true })
  await here.run('item.setCells', { column: status.number, rows: [done], values: [5] })
  const person = owner
  expect(
    await here.run('session.remove', { column: time.number, item: done, session: { person, start: 1_000 } }),
  ).toMatchObject(broken('required'))

  const settings = { boards: [{ board: there.board, partner: null }], several: true }
  const links = await here.column('connect', 'Links', undefined, settings)
  const partner = newId()
  const paired = await here.run('column.pair', { id: links.id, other: there.board, partner, title: 'Back' })
  const back = (paired.ok ? paired.result : null) as { number: number }
  const far = await there.item()
  const farId = String((await world.cold(`board:${there.board}`)).system(far, 'id'))
  const connect = (value: Json) =>
    here.run('item.connect', { column: links.number, rows: [row], values: [value], also: [there.board] })
  expect(await connect([farId])).toMatchObject({ ok: true })
  await there.run('column.update', { id: partner, rules: { required: 'always', message: 'Each needs one.' } })
  expect(await connect(null)).toMatchObject({ ...broken('required'), details: { column: back.number, rows: [far] } })
})

test('undo of many changes leaves out those that a rule is against, and says how many', async () => {
  const { run, column, item, cell } = await makeBoard()
  const { id, number } = await column('number', 'Points')
  const rows = [await item([{ column: number, value: 1 }]), await item([{ column: number, value: 9 }])]
  const batch = newId()
  for (const row of rows) await run('item.setCells', { column: number, rows: [row], values: [5] }, batch)
  await run('column.update', { id, rules: { range: { max: 8 } } })
  const principal = () => node.hub.principal(owner)
  expect(await takeBackBatch(node, { principal }, batch)).toMatchObject({ taken: 1, kept: 1 })
  expect([await cell(must(rows[0]), number), await cell(must(rows[1]), number)]).toEqual([1, 5])
})

test('an import brings every item, leaves out the values that a rule is against, and lists them by column', async () => {
  const { board, column } = await makeBoard()
  const points = await column('number', 'Points', { range: { max: 8 } })
  const code = await column('text', 'Code', { unique: true, required: 'always' })
  const csv = 'Title,Points,Code\nA,3,The first of all words\nB,99,The first  of all WORDS\nC,,\n'
  const report = await importFileAs(node, owner, files.write('rules.csv', csv), { target: { board: board as never } })
  expect(report.problems.filter(({ reason }) => reason.startsWith('rule-'))).toMatchObject([
    { field: 'Points', reason: 'rule-range', count: 1, samples: ['99'] },
    { field: 'Code', reason: 'rule-unique', count: 1, samples: ['The first of all WORDS'] },
    { field: 'Code', reason: 'rule-required', count: 1, samples: [] },
  ])
  const state = await world.cold(`board:${board}`)
  expect([0, 1, 2].map((row) => [points, code].map(({ number }) => state.cell(row, number)))).toEqual([
    [3, 'The first of all words'],
    [null, null],
    [null, null],
  ])
})

test('a program is told the column, the rule and the rows, for each command of many', async () => {
  const { id: workspace } = await api.run('workspace.create', { name: 'W' })
  const { id: board } = await api.run('board.create', { workspace, name: 'Board' })
  const { number: group } = (await api.run<{ number: number }>('group.create', { board, title: 'G' })).result
  const rules = { required: 'always', unique: true, message: 'Take the number of the order.' }
  const { number: column } = (
    await api.run<{ number: number }>('column.create', { board, kind: 'text', title: 'Order', rules })
  ).result
  const create = (title: string, value: string | null) => ({
    command: 'item.create',
    args: { board, title, group, ...(value !== null && { cells: [{ column, value }] }) },
  })
  const many = await api.bulk([create('a', 'O-1'), create('b', null), create('c', ' o-1'), create('d', 'O-2')])
  expect(many).toMatchObject({
    done: 2,
    refused: 2,
    results: [
      { ok: true },
      { ok: false, error: { code: 'rule-broken', details: { column, rule: 'required' } } },
      { ok: false, error: { code: 'rule-broken', details: { column, rule: 'unique', other: 0 } } },
      { ok: true },
    ],
  })
  const values = await api
    .run('item.setCells', { board, column, rows: [0, 1], values: ['O-3', 'o-3'] })
    .catch((error: unknown) => error)
  expect(values).toMatchObject({ code: 'rule-broken', details: { rows: [1] } })
  const single = api.run('item.create', { board, title: 'x', group })
  await expect(single).rejects.toMatchObject({
    code: 'rule-broken',
    message: 'Order: Take the number of the order.',
    details: { column, rule: 'required', rows: expect.any(Array) },
  })
})

test('only what brings things as they stood, or asks of a plan itself, is not asked', () => {
  const unasked = commands.filter(({ rules }) => rules !== undefined).map(({ name }) => name)
  expect(unasked.toSorted()).toEqual(['archive.put', 'board.build', 'board.duplicate', 'item.import'])
  expect(commands.filter(({ rules, settle }) => (rules === undefined) === (settle === undefined))).toEqual([])
})
