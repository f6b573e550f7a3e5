import type { Json, MemberId } from '@fulcrum/domain'
import { must, scopeOf } from '@fulcrum/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { queries } from '../queries/all.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { followColumns } from './renew-far.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let following: ReturnType<typeof followColumns>

interface Place {
  readonly board: string
  readonly group: number
}

/** The board that reads, and the one that is read, whose items are named by those of the first. */
let a: Place
let b: Place
let effort: { id: string; number: number }
/** The items of the second board. */
let epics: string[]

const stateLabels = ['To do', 'Doing', 'Working'].map((name, at) => ({ number: at + 1, name, colour: 'grey' }))
const asOwner = { principal: () => node.hub.principal(owner) }

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
  following = followColumns({ node, pool: world.pool, log: silentLog, everyMs: 20 })
  a = await world.board(node, owner)
  b = await world.board(node, owner)
  effort = await column(b, 'text', 'Effort')
  const settings = { boards: [{ board: b.board, partner: null }], several: true }
  const connection = (await column(a, 'connect', 'Epic', settings)).number
  epics = [newId(), newId()]
  for (const id of epics) await run('item.create', { board: b.board, id, title: 'Epic', group: b.group })
  await run('item.setCells', { board: b.board, column: effort.number, rows: [0, 1], values: ['3', '40'] })
  await run('item.create', { board: a.board, id: newId(), title: 'Story', group: a.group })
  await run('item.connect', { board: a.board, column: connection, rows: [0], values: [epics], also: [b.board] })
})

afterEach(() => following.stop())

async function run(command: string, args: object): Promise<Json> {
  const answer = await node.executor.run(asOwner, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result
}

async function column({ board }: Place, kind: string, title: string, settings: object = {}) {
  const id = newId()
  const made = await run('column.create', { board, id, kind, title, settings })
  return { id, number: (made as { number: number }).number }
}

async function cell(number: number): Promise<Json> {
  const query = must(queries.find(({ name }) => name === 'item.list'))
  const principal = must(node.hub.principal(owner))
  const answer = await query.answer({ hub: node.hub, principal }, { board: a.board })
  const { items } = answer as unknown as { items: { cells: Record<string, Json> }[] }
  return items[0]?.cells[number] ?? null
}

/** The formulas of the first board as they are kept. */
async function textsOfFormulas(): Promise<readonly string[]> {
  const columns = (await world.cold(scopeOf('board', a.board))).columns()
  return columns.flatMap(({ kind, settings }) => (kind.id === 'formula' ? [(settings as { text: string }).text] : []))
}

const formula = (title: string, text: string) => column(a, 'formula', title, { text, type: 'blank' })

test('formulas and mirrors go on with the column that another board puts in the place of the one that they read', async () => {
  const first = (await formula('First', 'FIRST({Epic.Effort})')).number
  const twice = (await formula('Longer', '{First} & "!"')).number
  const connection = 1
  const sources = [{ board: b.board, column: effort.number }]
  const mirrored = (await column(a, 'mirror', 'Efforts', { through: connection, sources, rollUp: 'list' })).number
  expect([await cell(first), await cell(twice)]).toEqual([{ value: '3' }, { value: '3!' }])
  const to = newId()
  await run('column.changeKind', { board: b.board, id: effort.id, to, kind: 'number' })
  await expect.poll(() => cell(first)).toEqual({ value: 3 })
  expect(await cell(twice)).toEqual({ value: '3!' })
  expect(JSON.stringify(await cell(mirrored))).toContain('40')
  await run('column.delete', { board: b.board, id: to })
  await expect
    .poll(() => cell(first))
    .toMatchObject({
      error: 'REF',
      message: expect.stringMatching(/^The column “Effort” of the board “.+” was deleted\.$/) as string,
    })
  await run('column.restore', { board: b.board, id: effort.id })
  await expect.poll(() => cell(first)).toEqual({ value: '3' })
})

test('a formula over another board takes in that a formula there comes to another type, and so do those that read it', async () => {
  const size = await column(b, 'formula', 'Size', { text: 'LEN({Effort})', type: 'blank' })
  const all = (await formula('All', 'SUM({Epic.Size})')).number
  const first = (await formula('First', 'FIRST({Epic.Size})')).number
  const further = (await formula('Further', '{First} & "!"')).number
  expect([await cell(all), await cell(first), await cell(further)]).toEqual([
    { value: 3 },
    { value: 1 },
    { value: '1!' },
  ])
  await run('column.update', { board: b.board, id: size.id, settings: { text: '{Effort} & "h"', type: 'blank' } })
  await expect.poll(() => cell(first)).toEqual({ value: '3h' })
  expect(await cell(further)).toEqual({ value: '3h!' })
  // What takes no texts cannot take that in, and says so.
  expect(await cell(all)).toMatchObject({
    error: 'TYPE',
    message: expect.stringMatching(/^\{Epic\.Size\} does not fit any more: /) as string,
  })
  await run('column.update', { board: b.board, id: size.id, settings: { text: 'LEN({Effort}) * 2', type: 'blank' } })
  await expect.poll(() => cell(all)).toEqual({ value: 6 })
  await expect.poll(() => cell(first)).toEqual({ value: 2 })
})

test('what names a label of another board goes on with its new name and with the label that it became, and comes back by undo', async () => {
  const state = await column(b, 'status', 'State', { labels: stateLabels })
  await run('item.setCells', { board: b.board, column: state.number, rows: [0, 1], values: [2, 3] })
  const sources = [{ board: b.board, column: state.number }]
  await column(a, 'mirror', 'States', { through: 1, sources, rollUp: 'list' })
  const doing = (await formula('At work', 'COUNTIF({Epic.State}, "Doing")')).number
  const shown = (await formula('Shown', 'IF({States} = "Doing", "yes", "no")')).number
  const said = async () => [await cell(doing), await cell(shown)]
  expect(await said()).toEqual([{ value: 1 }, { value: 'no' }])

  const labels = stateLabels.map((label) => (label.number === 2 ? { ...label, name: 'At it' } : label))
  await run('column.update', { board: b.board, id: state.id, settings: { labels } })
  await expect.poll(said).toEqual([{ value: 1 }, { value: 'no' }])
  await run('item.connect', { board: a.board, column: 1, rows: [0], values: [epics.slice(0, 1)], also: [b.board] })
  await expect.poll(said).toEqual([{ value: 1 }, { value: 'yes' }])

  const merge = { board: b.board, id: state.id, from: [2], into: 3 }
  const merged = await node.executor.run(asOwner, 'column.mergeLabels', 1, merge)
  await run('item.setCells', { board: b.board, column: state.number, rows: [0], values: [3] })
  await expect.poll(said).toEqual([{ value: 1 }, { value: 'yes' }])
  await run('item.setCells', { board: b.board, column: state.number, rows: [0], values: [1] })
  await expect.poll(said).toEqual([{ value: 0 }, { value: 'no' }])

  if (!merged.ok) throw new Error(merged.message)
  const at = Object.entries(merged.versions).map(([scope, version]) => ({ scope, version }))
  await run('change.undo', { change: merged.change, at })
  await run('item.setCells', { board: b.board, column: state.number, rows: [0], values: [2] })
  await expect.poll(said).toEqual([{ value: 1 }, { value: 'yes' }])

  const settings = { labels: labels.toReversed().map((label, at) => ({ ...label, number: at + 7 })), several: false }
  await run('column.changeKind', { board: b.board, id: state.id, to: newId(), kind: 'dropdown', settings })
  await expect.poll(said).toEqual([{ value: 1 }, { value: 'yes' }])
})

test('what names a merged label of another board goes on with the one that it became in the column that takes the place', async () => {
  const state = await column(b, 'status', 'State', { labels: stateLabels })
  await run('item.setCells', { board: b.board, column: state.number, rows: [0, 1], values: [2, 3] })
  const working = (await formula('At work', 'COUNTIF({Epic.State}, "Doing")')).number
  await run('column.mergeLabels', { board: b.board, id: state.id, from: [2], into: 3 })
  await expect.poll(() => cell(working)).toEqual({ value: 2 })
  const settings = { labels: [{ number: 1, name: 'Working', colour: 'grey' }], several: false }
  await run('column.changeKind', { board: b.board, id: state.id, to: newId(), kind: 'dropdown', settings })
  await expect.poll(textsOfFormulas).toEqual([expect.stringMatching(/:3\}, \{#1\.[0-9a-f-]+:3:1\}\)$/)])
  expect(await cell(working)).toEqual({ value: 2 })
})

test('a column without labels in the place of one with them tells nobody what a label there is called', async () => {
  const state = await column(b, 'status', 'State', { labels: stateLabels })
  const working = (await formula('At work', 'COUNTIF({Epic.State}, "Doing")')).number
  const labels = stateLabels.map((label) => (label.number === 2 ? { ...label, name: 'Layoff' } : label))
  await run('column.update', { board: b.board, id: state.id, settings: { labels } })
  const before = await textsOfFormulas()
  await run('column.changeKind', { board: b.board, id: state.id, to: newId(), kind: 'text' })
  await expect.poll(() => cell(working)).toMatchObject({ error: 'REF' })
  await world.asSystem(node, 'column.renew', { board: a.board })
  expect(await textsOfFormulas()).toEqual(before)
  expect(JSON.stringify(await cell(working))).not.toContain('Layoff')
})
