import { createApi } from '@fulcrum/client/api'
import type { Api } from '@fulcrum/client/api'
import { fromPublicId, must } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { NewTokenAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, firstOwner, goodPassword, invited } from '../testing/booted-server.ts'
import type { BootedServer, TestBrowser } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

/** What a program is told of formulas that cannot be, and of cells that came to no value. */

let database: TestDatabase
let server: BootedServer
let owner: TestBrowser
let api: Api
let workspace: string

const apiOf = async (browser: TestBrowser): Promise<Api> => {
  const wish = { name: 'A', mayWrite: true, expiresInDays: null, places: null, password: goodPassword }
  return createApi({ url: server.url, token: (await browser.must<NewTokenAnswer>('/auth/token.create', wish)).token })
}

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
  api = await apiOf(owner)
  workspace = (await api.run('workspace.create', { name: 'W' })).id
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

interface Made {
  readonly id: string
  readonly number: number
}

/** A board with some items, and what makes columns on it. */
async function makeBoard(name: string, prefix: string, titles: readonly string[] = []) {
  // Settings name boards by their UUIDs.
  const board = fromPublicId('board', (await api.run('board.create', { workspace, name, prefix })).id)
  const group = (await api.run<{ number: number }>('group.create', { board, title: 'G' })).result.number
  const ids = titles.map(newId)
  for (const [at, title] of titles.entries()) await api.run('item.create', { board, id: must(ids[at]), title, group })
  const column = async (kind: string, title: string, settings?: object): Promise<Made> => {
    const args = { board, kind, title, ...(settings && { settings }) }
    const { id, result } = await api.run<{ number: number }>('column.create', args)
    return { id, number: result.number }
  }
  const formula = (title: string, text: string) => column('formula', title, { text, type: 'blank' })
  const set = (of: Made, values: readonly Json[]) =>
    api.run('item.setCells', { board, column: of.number, rows: values.map((_, row) => row), values })
  const cells = async ({ number }: Made, as = api): Promise<Json[]> => {
    const { items } = await as.query<{ items: { cells: Record<string, Json> }[] }>('item.list', { board })
    return items.map((item) => item.cells[number] ?? null)
  }
  return { board, ids, column, formula, set, cells }
}

test('a formula that cannot be read is refused with the place of what is wrong', async () => {
  const { formula, column } = await makeBoard('Refused', 'REF')
  await column('number', 'Points')
  const refused: [string, object][] = [
    ['{Points} * {Nothing}', { message: expect.stringContaining('{Nothing}'), details: { from: 11, to: 20 } }],
    ['1 +', { details: { from: 3, to: 3 } }],
    [`${'('.repeat(1_000)}1${')'.repeat(1_000)}`, { message: expect.stringMatching(/nested|deep/) }],
    [`${'-'.repeat(1_000)}1`, { message: expect.stringMatching(/nested|deep/) }],
    [`1${' + 1'.repeat(2_000)}`, { message: expect.stringMatching(/long|parts|1,000/) }],
    ['1'.repeat(100_000), { code: 'invalid' }],
  ]
  for (const [text, says] of refused) {
    await expect(formula('Wrong', text), text.slice(0, 40)).rejects.toMatchObject({ code: 'invalid', ...says })
  }
})

test('a formula over a deleted column says which, and comes to a value again once that is restored', async () => {
  const { board, column, formula, set, cells } = await makeBoard('Deleted', 'DEL', ['One'])
  const points = await column('number', 'Points')
  await set(points, [4])
  const twice = await formula('Twice', '{Points} * 2')
  const more = await formula('More', '{Twice} + 1')
  expect(await cells(more)).toEqual([{ value: 9 }])
  await api.run('column.delete', { board, id: points.id })
  const gone = { error: 'REF', message: 'The column “Points” was deleted.' }
  expect([await cells(twice), await cells(more)]).toEqual([[gone], [gone]])
  await expect(formula('New', '{Points}')).rejects.toMatchObject({ message: expect.stringContaining('was deleted') })
  await api.run('column.restore', { board, id: points.id })
  expect(await cells(more)).toEqual([{ value: 9 }])
})

test('items are grouped by the error of a formula, which says where it came about', async () => {
  const { board, column, formula, set, cells } = await makeBoard('Grouped', 'GRP', ['One', 'None', 'Zero', 'Two'])
  const parts = await column('number', 'Parts')
  await set(parts, [1, null, 0, 1])
  const cost = await formula('Cost', '6 / {Parts}')
  const twice = await formula('Twice', '{Cost} * 2')
  expect(await cells(cost)).toEqual([{ value: 6 }, null, { error: 'DIV0' }, { value: 6 }])
  expect((await cells(twice))[2]).toEqual({ error: 'DIV0', message: '“Cost” divides by zero.' })
  const rowsOf = async (view: object) => {
    const { groups } = await api.query<{ groups: { rows: number[] }[] }>('board.viewport', { board, view })
    return groups.map(({ rows }) => rows).filter((rows) => rows.length > 0)
  }
  expect(await rowsOf({ groupBy: twice.number })).toEqual([[0, 3], [2], [1]])
  expect(await rowsOf({ sort: [{ column: twice.number, direction: 'desc' }] })).toEqual([[0, 3, 2, 1]])
})

test('a circle over three boards is refused with the way round it', async () => {
  const all = [await makeBoard('A', 'AA'), await makeBoard('B', 'BB'), await makeBoard('C', 'CC')]
  const totals: Made[] = []
  for (const [at, each] of all.entries()) {
    const next = must(all[(at + 1) % all.length]).board
    await each.column('connect', 'Next', { boards: [{ board: next, partner: null }], several: true })
    totals.push(await each.formula(`Total ${at}`, '1'))
  }
  const update = (at: number, text: string) =>
    api.run('column.update', {
      board: must(all[at]).board,
      id: must(totals[at]).id,
      settings: { text, type: 'blank' },
    })
  await update(0, 'SUM({Next.Total 1})')
  await update(1, 'SUM({Next.Total 2})')
  await expect(update(2, 'SUM({Next.Total 0})')).rejects.toMatchObject({
    message: expect.stringContaining('“Total 2” → “Total 0” of “A” → “Total 1” of “B” → “Total 2”'),
  })
})

test('through a board that may not be seen a mirror of a mirror has no access, and tells nothing else', async () => {
  const [far, middle, near] = [
    await makeBoard('Far', 'FAR', ['Secret']),
    await makeBoard('Middle', 'MID', ['Between']),
    await makeBoard('Near', 'NEA', ['Here']),
  ]
  const hours = await far.column('number', 'Hours')
  await far.set(hours, [7])
  const connected = async (from: typeof far, to: typeof far): Promise<Made> => {
    const link = await from.column('connect', 'Link', { boards: [{ board: to.board, partner: null }], several: true })
    const place = { board: from.board, column: link.number, also: [to.board] }
    await api.run('item.connect', { ...place, rows: [0], values: [[must(to.ids[0])]] })
    return link
  }
  const mirror = async (on: typeof far, of: typeof far, column: Made): Promise<Made> => {
    const link = await connected(on, of)
    const sources = [{ board: of.board, column: column.number }]
    return on.column('mirror', 'Sum', { through: link.number, sources, rollUp: 'sum' })
  }
  const between = await mirror(middle, far, hours)
  const last = await mirror(near, middle, between)
  const over = await near.formula('Over', '{Sum} * 2')
  const reader = await apiOf((await invited(owner, 'member')).browser)
  expect([await near.cells(last, reader), await near.cells(over, reader)]).toEqual([[{ number: 7 }], [{ value: 14 }]])
  await api.run('board.setAccess', { board: middle.board, access: 'private' })
  expect(await near.cells(last, reader)).toEqual([{ problem: 'no-access' }])
  const unseen = { error: 'ACCESS', message: '“Sum” reads what is not to be seen here.' }
  expect(await near.cells(over, reader)).toEqual([unseen])
  await api.run('board.setAccess', { board: middle.board, access: 'main' })
  await api.run('board.setAccess', { board: far.board, access: 'private' })
  expect(await near.cells(last, reader)).toEqual([{ problem: 'no-access' }])
  expect(await near.cells(last)).toEqual([{ number: 7 }])
})
