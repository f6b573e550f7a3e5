import { BoardState, must, scopeOf } from '@fulcrum/domain'
import type { BoardViewSpec, Json, MemberId, Principal, ViewColumn } from '@fulcrum/domain'
import type { LinkedMessage, Viewport } from '@fulcrum/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../../node.ts'
import { buffer, text } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { exportFormats } from '../../exports/compose.ts'
import { Exports } from '../../exports/exports.ts'
import { queries } from '../../queries/all.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let reader: MemberId

interface Place {
  readonly board: string
  readonly group: number
}

let a: Place
let b: Place
/** On a: a connection to b, the sum of its points, and twice the sum. On b: points. */
let connection: number
let sum: number
let twice: number
let points: { id: string; number: number }

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

beforeEach(async () => {
  reader = await world.member(node, 'member')
  a = await world.board(node, owner)
  b = await world.board(node, owner)
  points = await column(b, 'number', 'Points')
  connection = (await column(a, 'connect', 'Epic', { boards: [{ board: b.board, partner: null }], several: true }))
    .number
  const mirror = { through: connection, sources: [{ board: b.board, column: points.number }], rollUp: 'sum' }
  sum = (await column(a, 'mirror', 'Sum', mirror)).number
  twice = (await column(a, 'formula', 'Twice', { text: '{Sum} * 2', type: 'number' })).number
  const epics = [await item(b, 'Small'), await item(b, 'Large')]
  await run('item.setCells', { board: b.board, column: points.number, rows: [0, 1], values: [3, 40] })
  for (const [row, title] of ['Cheap', 'Dear', 'Free'].entries()) {
    await item(a, title)
    const epic = epics[row]
    if (epic)
      await run('item.connect', { board: a.board, column: connection, rows: [row], values: [[epic]], also: [b.board] })
  }
})

async function run(command: string, args: object): Promise<Json> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result
}

async function column({ board }: Place, kind: string, title: string, settings?: object) {
  const id = newId()
  const made = await run('column.create', { board, id, kind, title, ...(settings && { settings }) })
  return { id, number: (made as { number: number }).number }
}

async function item({ board, group }: Place, title: string): Promise<string> {
  const id = newId()
  await run('item.create', { board, id, title, group })
  return id
}

async function ask<T>(name: string, args: object, member = owner, on = node): Promise<T> {
  const query = must(queries.find((each) => each.name === name))
  const principal = must(on.hub.principal(member)) as Principal
  return (await query.answer({ hub: on.hub, principal }, args)) as T
}

/** The cells of a column of board a as a program reads them, item by item. */
async function cells(number: number, member = owner, on = node): Promise<Json[]> {
  const { items } = await ask<{ items: { cells: Record<string, Json> }[] }>('item.list', { board: a.board }, member, on)
  return items.map((each) => each.cells[number] ?? null)
}

async function viewport(
  view: BoardViewSpec,
  member = owner,
): Promise<{ count: number; rows: number[]; cells: Json[] }> {
  const { count, groups, lanes, values } = await ask<Viewport>('board.viewport', { board: a.board, view }, member)
  const lane = lanes.indexOf(`c${sum}`)
  return { count, rows: groups.flatMap(({ rows }) => [...rows]), cells: values.map(([, each]) => each[lane] ?? null) }
}

const number = (value: number) => ({ number: value })
const noAccess = { problem: 'no-access' }

test('first rows are not held back by many far cells, unless it depends on one which rows these are', async () => {
  const second = await world.node()
  const { farCells, store } = second.hub
  const { state } = await store.get(scopeOf('board', a.board))
  const board = must(state instanceof BoardState ? state : null)
  const principal = must(second.hub.principal(owner))
  const errors: unknown[] = []
  const wait = (by: ViewColumn) =>
    farCells.forFirstRows(board, principal, new Set([by]), (error) => errors.push(error), 0)
  const now = () => farCells.seenNow(board, principal).cell(1, sum)
  await wait('title')
  expect(now()).toEqual({ problem: 'loading' })
  await wait(twice)
  expect(now()).toEqual(number(40))
  await wait('title')
  expect([now(), errors]).toEqual([number(40), []])
})

test('a program reads what mirrors and formulas over other boards come to, by the rights of whoever asks', async () => {
  expect(await cells(sum)).toEqual([number(3), number(40), null])
  expect(await cells(twice)).toEqual([{ value: 6 }, { value: 80 }, null])
  await run('board.setAccess', { board: b.board, access: 'private' })
  expect(await cells(sum)).toEqual([number(3), number(40), null])
  expect(await cells(sum, reader)).toEqual([noAccess, noAccess, null])
  const unseen = { error: 'ACCESS', message: '“Sum” reads what is not to be seen here.' }
  expect(await cells(twice, reader)).toEqual([unseen, unseen, null])
  await run('board.setAccess', { board: b.board, access: 'main' })
  expect(await cells(twice, reader)).toEqual([{ value: 6 }, { value: 80 }, null])
})

test('a hidden column is no access, a deleted item or board is a deleted source, and a restored one counts again', async () => {
  await run('column.setAccess', { board: b.board, id: points.id, readers: [owner], editors: null })
  expect(await cells(sum)).toEqual([number(3), number(40), null])
  expect(await cells(sum, reader)).toEqual([noAccess, noAccess, null])
  await run('item.delete', { board: b.board, rows: [0] })
  expect((await cells(sum))[0]).toEqual({ problem: 'gone' })
  await run('item.restore', { board: b.board, rows: [0] })
  expect((await cells(sum))[0]).toEqual(number(3))
  await run('board.delete', { board: b.board })
  expect(await cells(sum)).toEqual([{ problem: 'gone' }, { problem: 'gone' }, null])
  await run('board.restore', { board: b.board })
  expect(await cells(sum)).toEqual([number(3), number(40), null])
})

test('where a connection leads to a hidden board too, a deleted source is one in every place, and a hidden one is none', async () => {
  const c = await world.board(node, owner)
  const secret = await column(c, 'number', 'Secret')
  const boards = [b, c].map(({ board }) => ({ board, partner: null }))
  const both = await column(a, 'connect', 'Both', { boards, several: true })
  const sources = [
    { board: b.board, column: points.number },
    { board: c.board, column: secret.number },
  ]
  const total = await column(a, 'mirror', 'Total', { through: both.number, sources, rollUp: 'sum' })
  const ids = [await item(b, 'Deleted'), await item(c, 'Hidden'), await item(b, 'Seen')]
  await run('item.setCells', { board: b.board, column: points.number, rows: [3], values: [9] })
  for (const [row, id] of ids.entries()) {
    const args = { board: a.board, column: both.number, rows: [row], values: [[id]], also: [b.board, c.board] }
    await run('item.connect', args)
  }
  await run('board.setAccess', { board: c.board, access: 'private' })
  await run('item.delete', { board: b.board, rows: [2] })
  expect(await cells(total.number, reader)).toEqual([{ problem: 'gone' }, noAccess, number(9)])
  // What became of a hidden item is hidden too.
  await run('item.delete', { board: c.board, rows: [0] })
  expect(await cells(total.number, reader)).toEqual([{ problem: 'gone' }, noAccess, number(9)])
  expect(await cells(total.number)).toEqual([{ problem: 'gone' }, { problem: 'gone' }, number(9)])
  const exports = new Exports(node, exportFormats)
  const order = { board: a.board as never, format: 'md' }
  const file = await exports.prepare(
    () => node.hub.principal(reader),
    order,
    () => undefined,
  )
  const lines = (await text(file.format.write(file.table, { mark: false }))).split('\n')
  expect(lines.find((line) => line.includes('Cheap'))?.match(/Source deleted/g)).toHaveLength(2)
  expect(lines.find((line) => line.includes('Dear'))).not.toContain('Source deleted')
  exports.stop()
})

test('every change behind is seen at once: cells, connections, columns, also where the boards are loaded anew', async () => {
  await run('item.setCells', { board: b.board, column: points.number, rows: [0], values: [5] })
  expect(await cells(twice)).toEqual([{ value: 10 }, { value: 80 }, null])
  await run('item.connect', {
    board: a.board,
    column: connection,
    rows: [2],
    values: [[await item(b, 'New')]],
    also: [b.board],
  })
  await run('item.setCells', { board: b.board, column: points.number, rows: [2], values: [1] })
  expect(await cells(twice)).toEqual([{ value: 10 }, { value: 80 }, { value: 2 }])
  await run('column.delete', { board: b.board, id: points.id })
  expect((await cells(sum))[0]).toEqual({ problem: 'no-column' })
  await run('column.restore', { board: b.board, id: points.id })
  expect(await cells(twice)).toEqual([{ value: 10 }, { value: 80 }, { value: 2 }])
  const second = await world.node()
  expect(await cells(twice, reader, second)).toEqual([{ value: 10 }, { value: 80 }, { value: 2 }])
})

test('filters, orders and counts go by what the reader sees: a filter tells nothing of what is hidden', async () => {
  const dear: BoardViewSpec = {
    filter: { and: [{ column: sum, operator: 'at-least', value: 10 }] } as never,
    sort: [{ column: sum, direction: 'desc' }],
  }
  const byTwice: BoardViewSpec = { sort: [{ column: twice, direction: 'desc' }] }
  expect((await viewport({ sort: [{ column: sum, direction: 'desc' }] })).rows).toEqual([1, 0, 2])
  expect(await viewport(dear)).toEqual({ count: 1, rows: [1], cells: [40] })
  expect((await viewport(byTwice)).rows).toEqual([1, 0, 2])
  await run('board.setAccess', { board: b.board, access: 'private' })
  expect(await viewport(dear)).toEqual({ count: 1, rows: [1], cells: [40] })
  expect(await viewport(dear, reader)).toEqual({ count: 0, rows: [], cells: [] })
  expect((await viewport(byTwice, reader)).rows).toEqual([0, 1, 2])
  expect((await viewport({}, reader)).cells).toEqual([null, null, null])
  // What is not to be seen is no empty cell.
  const empty: BoardViewSpec = { filter: { column: sum, operator: 'is-empty' } }
  expect([(await viewport(empty)).rows, (await viewport(empty, reader)).rows]).toEqual([[2], [2]])
  const hidden: BoardViewSpec = { filter: { column: sum, operator: 'has-problem' } }
  expect([(await viewport(hidden)).rows, (await viewport(hidden, reader)).rows]).toEqual([[], [0, 1]])
  const found = async (member: MemberId) =>
    (await ask<{ items: unknown[] }>('item.list', { board: a.board, view: dear }, member)).items.length
  expect([await found(owner), await found(reader)]).toEqual([1, 0])
})

test('what a mirror of a mirror says goes by the rights on the last board', async () => {
  const c = await world.board(node, owner)
  const through = (await column(c, 'connect', 'Task', { boards: [{ board: a.board, partner: null }], several: true }))
    .number
  const settings = { through, sources: [{ board: a.board, column: sum }], rollUp: 'sum' }
  const chained = (await column(c, 'mirror', 'Chained', settings)).number
  const { items } = await ask<{ items: { id: string }[] }>('item.list', { board: a.board })
  await item(c, 'All')
  const values = [items.slice(0, 2).map(({ id }) => id)]
  await run('item.connect', { board: c.board, column: through, rows: [0], values, also: [a.board] })
  const total = async (member: MemberId) => {
    const { items: found } = await ask<{ items: { cells: Record<string, Json> }[] }>(
      'item.list',
      { board: c.board },
      member,
    )
    return found[0]?.cells[chained] ?? null
  }
  expect([await total(owner), await total(reader)]).toEqual([number(43), number(43)])
  await run('item.setCells', { board: b.board, column: points.number, rows: [0], values: [4] })
  expect(await total(reader)).toEqual(number(44))
  await run('board.setAccess', { board: b.board, access: 'private' })
  expect(await total(owner)).toEqual(number(44))
  expect(await total(reader)).toEqual(noAccess)
})

test('the server never holds what anybody sees where it could be read without asking whose it is', async () => {
  await cells(twice)
  const { state } = await node.store.get(scopeOf('board', a.board))
  // @NOTE the scope is a board's.
  const board = state as unknown as { cell: (row: number, column: number) => Json }
  expect(board.cell(1, sum)).toEqual({ problem: 'loading' })
})

test('who has a board open is told of far cells of the boards that it names as they see them, whatever changes behind', async () => {
  const c = await world.board(node, owner)
  const boards = [{ board: a.board, partner: null }]
  const through = (await column(c, 'connect', 'Task', { boards, several: true })).number
  await column(c, 'mirror', 'Chained', { through, sources: [{ board: a.board, column: sum }], rollUp: 'sum' })
  const { items } = await ask<{ items: { id: string }[] }>('item.list', { board: a.board })
  const task = must(items[0]).id
  await item(c, 'All')
  await run('item.connect', { board: c.board, column: through, rows: [0], values: [[task]], also: [a.board] })
  const socket = new TestSocket(node, reader)
  await socket.hello(newId())
  await socket.open(scopeOf('board', c.board))
  const told = (value: Json) =>
    socket.wait(() => {
      const parts = socket.received
        .filter((message): message is LinkedMessage => message.t === 'linked')
        .flatMap(({ boards: all = [] }) => all.flatMap((part) => part.items))
      const cells = parts.filter(({ id }) => id === task).at(-1)?.cells ?? []
      const cell = cells.find(([number]) => number === sum)?.[1]
      return JSON.stringify(cell) === JSON.stringify(value) || undefined
    })
  await told(number(3))
  await run('item.setCells', { board: b.board, column: points.number, rows: [0], values: [7] })
  await told(number(7))
  await run('board.setAccess', { board: b.board, access: 'private' })
  await told(noAccess)
  await run('item.setCells', { board: b.board, column: points.number, rows: [0], values: [777] })
  await run('board.setAccess', { board: b.board, access: 'main' })
  await told(number(777))
})

test('a file has what its reader sees, whatever the format', async () => {
  const exports = new Exports(node, exportFormats)
  const fileFor = async (member: MemberId, format: string) => {
    const order = { board: a.board as never, format }
    const { format: made, table } = await exports.prepare(
      () => node.hub.principal(member),
      order,
      () => undefined,
    )
    return text(made.write(table, { mark: false }))
  }
  const seen = /\b40\b[^\n]*\b80\b/
  await run('board.setAccess', { board: b.board, access: 'private' })
  for (const format of ['csv', 'md', 'json']) {
    expect(await fileFor(owner, format), format).toMatch(seen)
    const file = await fileFor(reader, format)
    expect(file, format).toMatch(/no.access/i)
    expect(file, format).not.toMatch(seen)
    expect(file, format).not.toMatch(/Small|Large/)
  }
  expect(await fileFor(owner, 'md')).toContain('| Small |')
  expect(await fileFor(reader, 'md')).toContain('| No access |')
  await run('item.delete', { board: b.board, rows: [0] })
  expect(await fileFor(owner, 'md')).toContain('| Source deleted |')
  exports.stop()
})

test('formulas take in at once that a column became another kind, and say which error it is where they cannot', async () => {
  const own = await column(a, 'number', 'Own')
  const plain = (await column(a, 'formula', 'Plain', { text: '{Own}', type: 'blank' })).number
  const far = (await column(a, 'formula', 'Far', { text: 'SUM({Epic.Points}) + {Own}', type: 'blank' })).number
  const after = (await column(a, 'formula', 'After', { text: '{Plain} & "!"', type: 'blank' })).number
  await run('item.setCells', { board: a.board, column: own.number, rows: [0], values: [7] })
  const firsts = async () => (await Promise.all([plain, far, after].map((each) => cells(each)))).map(([first]) => first)
  expect(await firsts()).toEqual([{ value: 7 }, { value: 10 }, { value: '7!' }])
  const to = newId()
  await run('column.changeKind', { board: a.board, id: own.id, to, kind: 'text' })
  expect(await firsts()).toMatchObject([
    { value: '7' },
    { error: 'TYPE', message: expect.stringContaining('number and a text') },
    { value: '7!' },
  ])
  await run('column.delete', { board: a.board, id: to })
  expect(await firsts()).toMatchObject([
    { error: 'REF', message: expect.stringContaining('“Own”') },
    { error: 'REF', message: expect.stringContaining('“Own”') },
    { error: 'REF' },
  ])
  await run('column.restore', { board: a.board, id: to })
  expect(await firsts()).toMatchObject([
    { value: '7' },
    { error: 'TYPE', message: expect.stringContaining('number and a text') },
    { value: '7!' },
  ])
  await run('column.changeKind', { board: a.board, id: to, to: newId(), kind: 'number' })
  expect(await firsts()).toEqual([{ value: 7 }, { value: 10 }, { value: '7!' }])
})

test('a workbook has far cells as numbers that a spreadsheet can add up, and says why there is none', async () => {
  const exports = new Exports(node, exportFormats)
  const cellsFor = async (member: MemberId) => {
    const order = { board: a.board as never, format: 'xlsx' }
    const { format, table } = await exports.prepare(
      () => node.hub.principal(member),
      order,
      () => undefined,
    )
    const zip = await fromBufferPromise(await buffer(format.write(table, { mark: false })), { lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      if (String(entry.fileName) !== 'xl/worksheets/sheet1.xml') continue
      const sheet = await text(await zip.openReadStreamPromise(entry))
      return [...sheet.matchAll(/<row [^>]*>.*?<\/row>/gs)].map(([row]) =>
        [...row.matchAll(/<c r="[A-Z]+\d+"([^>]*)>(.*?)<\/c>/gs)].map(([, kind = '', inner = '']) => {
          const shown = inner.replace(/<[^>]*>/g, '')
          return kind.includes('t="') ? shown : Number(shown)
        }),
      )
    }
    return []
  }
  const rowOf = async (title: string, member: MemberId) =>
    must((await cellsFor(member)).find((row) => row.includes(title)))
  expect(await rowOf('Dear', owner)).toEqual(expect.arrayContaining([40, 80]))
  await run('board.setAccess', { board: b.board, access: 'private' })
  const hidden = await rowOf('Dear', reader)
  expect(hidden).not.toContain(40)
  expect(hidden).not.toContain(80)
  expect(hidden).toEqual(
    expect.arrayContaining([
      '#no-access: Something that counts here is on a board, or in a column, that you may not see.',
      '#ACCESS: “Sum” reads what is not to be seen here.',
    ]),
  )
  expect((await rowOf('Free', reader)).filter((cell) => String(cell).startsWith('#'))).toEqual([])
  await run('item.delete', { board: b.board, rows: [1] })
  expect(await rowOf('Dear', owner)).toContainEqual(expect.stringMatching(/^#gone: /))
  exports.stop()
})
