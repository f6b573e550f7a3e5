import type { Json } from '@fulcrum/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeBackBatch } from '../scopes/batch.ts'
import { openDoors } from '../testing/doors.ts'
import type { Doors } from '../testing/doors.ts'
import { importFileAs } from '../testing/import-bench.ts'
import { TestSocket, newId } from '../testing/world.ts'

/** Limits of work in progress, by every door through which an item comes to a label. */

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

const [todo, doing] = [1, 2]
const labels = [
  { number: todo, name: 'To do', colour: 'grey' },
  { number: doing, name: 'Doing', colour: 'blue' },
]
const full = 'Doing takes 1, and 1 is there: finish one first.'
const refused = { code: 'rule-broken', message: full, details: { rule: 'limits' } }

const limited = (over: 'refuse' | 'warn' = 'refuse') => ({ limits: [{ choice: doing, most: 1, over }] })

describe('programs', () => {
  async function board(kind: string, settings: object, rules: object) {
    const { id: workspace } = await api.run('workspace.create', { name: 'W' })
    const { id } = await api.run('board.create', { workspace, name: 'Board' })
    const numberOf = async (command: string, args: object): Promise<number> =>
      (await api.run<{ number: number }>(command, { board: id, ...args })).result.number
    const group = await numberOf('group.create', { title: 'G' })
    const column = await numberOf('column.create', { kind, title: 'Stage', settings, rules })
    const create = (title: string, value: Json) => ({
      command: 'item.create',
      args: { board: id, title, group, cells: [{ column, value }] },
    })
    return { id, column, create }
  }

  test('are refused one by one, in bulk, and by a restore; what warns lets all in', async () => {
    const { id, column, create } = await board('status', { labels }, limited())
    expect(await api.bulk([create('a', doing), create('b', doing), create('c', todo)])).toMatchObject({
      done: 2,
      refused: 1,
      results: [{ ok: true }, { ok: false, error: refused }, { ok: true }],
    })
    const set = (rows: number[], values: Json[]) => api.run('item.setCells', { board: id, column, rows, values })
    await expect(set([1], [doing])).rejects.toMatchObject({ ...refused, details: { rule: 'limits', rows: [1] } })
    // One goes as the other comes.
    await set([0, 1], [todo, doing])
    await api.run('item.delete', { board: id, rows: [1] })
    await set([0], [doing])
    await expect(api.run('item.restore', { board: id, rows: [1] })).rejects.toMatchObject(refused)

    const warned = await board('status', { labels }, limited('warn'))
    expect(await api.bulk([warned.create('a', doing), warned.create('b', doing)])).toMatchObject({ done: 2 })
  })

  test('count an item for each of its labels where cells hold several', async () => {
    const { id, column, create } = await board('tags', { labels }, limited())
    expect(await api.bulk([create('a', [todo, doing]), create('b', [todo]), create('c', [doing])])).toMatchObject({
      results: [{ ok: true }, { ok: true }, { ok: false, error: refused }],
    })
    const set = (rows: number[], values: Json[]) => api.run('item.setCells', { board: id, column, rows, values })
    await expect(set([1], [[todo, doing]])).rejects.toMatchObject(refused)
    // It was there before: another label beside it is no matter.
    await set([0], [[doing]])
    await set([0, 1], [[todo], [todo, doing]])
  })

  test('count no finished items where the board has a status: those make room, and come back only where there is some', async () => {
    const { id, create } = await board('status', { labels }, limited())
    const stages = ['doing', 'done', 'canceled'].map((stage, at) => ({
      number: at + 1,
      name: stage,
      colour: 'grey',
      stage,
    }))
    const [open, done, canceled] = [1, 2, 3]
    const made = await api.run<{ number: number }>('column.create', {
      board: id,
      kind: 'status',
      title: 'Status',
      role: 'status',
      settings: { labels: stages },
    })
    const say = (rows: number[], values: Json[]) =>
      api.run('item.setCells', { board: id, column: made.result.number, rows, values })
    const isFull = { ...refused, message: 'Doing takes 1 open item, and 1 is there: finish one first.' }
    expect(await api.bulk([create('a', doing), create('b', doing)])).toMatchObject({
      results: [{ ok: true }, { ok: false, error: isFull }],
    })
    await say([0], [done])
    expect(await api.bulk([create('b', doing)])).toMatchObject({ done: 1 })
    for (const status of [open, null]) await expect(say([0], [status])).rejects.toMatchObject(isFull)
    await say([1], [canceled])
    await say([0], [open])
    await expect(say([1], [open])).rejects.toMatchObject(isFull)
  })

  test('set limits only of labels that the column has', async () => {
    const rules = { limits: [{ choice: 9, most: 1, over: 'refuse' }] }
    for (const kind of ['status', 'tags']) {
      await expect(board(kind, { labels }, rules)).rejects.toMatchObject({
        code: 'invalid',
        message: 'This column has no choice number 9.',
      })
    }
  })
})

describe('people and files', () => {
  async function board() {
    const { board, group, scope } = await world.board(node, owner)
    const socket = new TestSocket(node, owner)
    await socket.hello(newId())
    const settings = { labels }
    await socket.run('column.create', {
      board,
      id: newId(),
      kind: 'status',
      title: 'Stage',
      settings,
      rules: limited(),
    })
    const make = (value: Json, batch?: string) =>
      socket.run(
        'item.create',
        { board, id: newId(), title: 'x', group, cells: [{ column: 1, value }] },
        undefined,
        batch,
      )
    const set = (rows: number[], values: Json[], batch?: string) =>
      socket.run('item.setCells', { board, column: 1, rows, values }, undefined, batch)
    const cells = async () => {
      const state = await world.cold(scope)
      return Array.from({ length: state.rowCount }, (_, row) => state.cell(row, 1))
    }
    return { board, make, set, cells }
  }

  test('are answered by sync in the words of the limit, alone and within a batch', async () => {
    const { make, set, cells } = await board()
    for (const value of [doing, todo, todo]) expect(await make(value)).toMatchObject({ ok: true })
    expect(await set([1], [doing])).toMatchObject({ ok: false, ...refused })
    // A rule of a program works the same way: many commands under one batch, each of which is asked.
    const batch = newId()
    expect(await set([0], [todo], batch)).toMatchObject({ ok: true })
    expect(await set([1, 2], [doing, doing], batch)).toMatchObject({ ok: false, code: 'rule-broken' })
    expect(await set([2], [doing], batch)).toMatchObject({ ok: true })
    expect(await cells()).toEqual([todo, todo, doing])
    // Together both steps leave one there, and so does taking them back.
    expect(await takeBackBatch(node, { principal: () => node.hub.principal(owner) }, batch)).toMatchObject({ taken: 2 })
    expect(await cells()).toEqual([doing, todo, todo])
  })

  test('two who take the last place at once: one has it, the other is told', async () => {
    const { board: id, make, cells } = await board()
    for (const value of [todo, todo]) await make(value)
    const run = (row: number) =>
      node.executor.run({ principal: () => node.hub.principal(owner) }, 'item.setCells', 1, {
        board: id,
        column: 1,
        rows: [row],
        values: [doing],
      })
    const answers = await Promise.all([run(0), run(1)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await cells()).filter((value) => value === doing)).toHaveLength(1)
  })

  test('files are let in, and what they bring counts', async () => {
    const { board: id, make, set, cells } = await board()
    await make(todo)
    const file = files.write('work.csv', 'Title,Stage\nA,Doing\nB,Doing\n')
    const report = await importFileAs(node, owner, file, { target: { board: id as never } })
    expect(report.problems).toEqual([])
    expect((await cells()).filter((value) => value === doing)).toHaveLength(2)
    expect(await set([0], [doing])).toMatchObject({
      ok: false,
      message: 'Doing takes 1, and 2 are there: finish one first.',
    })
  })
})
