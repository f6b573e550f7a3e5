import { BoardState, must } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ImportDoor } from '../imports/engine/import-door.ts'
import type { SyncNode } from '../node.ts'
import { queries } from '../queries/all.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { setStage } from '../testing/rights-stage.ts'
import type { Stage, StageBoard } from '../testing/rights-stage.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

// What the editor writes, who sees only items that name them in `People`, and what stands beside these that they do not see.

let database: TestDatabase
let world: World
let stage: Stage
let people: number

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  stage = await setStage(world)
  people = await narrow(stage.main)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const on = () => ({ board: stage.main.board })
const did = (command: string, args: object) => stage.did('boardOwner', command, { ...on(), ...args })
const editor = (command: string, args: object) => stage.as('editor', command, { ...on(), ...args })
const named = (column = people) => [{ column, value: [stage.id('editor')] }]

/** Gives the editor a grant that shows only what names them in a new column of people. */
async function narrow({ board }: Pick<StageBoard, 'board'>): Promise<number> {
  const number = await column({ board }, 'people')
  const rows = { columns: [number], watched: false }
  const grant = { board, id: stage.id('editor'), subject: 'member', role: 'editor', rows }
  await stage.did('boardOwner', 'board.setMember', grant)
  return number
}

async function column({ board }: Pick<StageBoard, 'board'>, kind: string, settings?: object): Promise<number> {
  const args = { board, id: newId(), kind, title: kind, ...(settings && { settings }) }
  const { result } = await stage.did('boardOwner', 'column.create', args)
  // @NOTE columns answer with their number.
  return (result as { number: number }).number
}

async function make(more: object = {}, board: StageBoard = stage.main): Promise<string> {
  const id = newId()
  const args = { board: board.board, id, title: 'Item', group: board.group.number, ...more }
  await stage.did('boardOwner', 'item.create', args)
  return id
}

async function board(): Promise<BoardState> {
  const { state } = await stage.node.store.get(stage.main.scope)
  if (!(state instanceof BoardState)) throw new Error('the stage is a board')
  return state
}

async function cell(item: string, of: 'parent' | 'rank' | number): Promise<Json> {
  const state = await board()
  const row = must(state.rowOf(item))
  return typeof of === 'number' ? state.cell(row, of) : state.system(row, of)
}

test('items that are not shown make room for one that is put among them', async () => {
  const hidden = await make()
  const first = await make({ cells: named(), after: hidden })
  const rank = await cell(hidden, 'rank')
  let count = 0
  for (; count < 400 && (await cell(hidden, 'rank')) === rank; count++) {
    const id = newId()
    const put = { id, title: 'Between', group: stage.main.group.number, after: first, cells: named() }
    expect(await editor('item.create', put), String(count)).toMatchObject({ ok: true })
  }
  expect(count).toBeLessThan(400)
})

test('a timer that runs where it is not shown any more stops when another starts', async () => {
  const time = await column(stage.main, 'time-tracking')
  const [one, other] = [await make({ cells: named() }), await make({ cells: named() })]
  expect(await editor('session.start', { column: time, item: one, at: 1_000 })).toMatchObject({ ok: true })
  await did('item.setCells', { column: people, rows: [one], values: [null] })
  expect(await editor('session.stop', { column: time, item: one })).toMatchObject({ ok: false })
  expect(await editor('session.start', { column: time, item: other, at: 2_000 })).toMatchObject({ ok: true })
  expect(await cell(one, time)).toMatchObject([{ start: 1_000, end: 2_000 }])
})

test('nothing is put below an item that is not shown, but what stood there and is put back', async () => {
  const hidden = await make()
  const below = await make({ parent: hidden, cells: named() })
  const other = await make({ cells: named() })
  const answer = await editor('item.move', { rows: [below, other], after: null })
  expect(answer).toMatchObject({ ok: false, code: 'not-found' })
  expect(await cell(other, 'parent')).toBeNull()

  const out = await editor('item.move', { rows: [below], parent: null })
  if (!out.ok) throw new Error(out.message)
  expect(await cell(below, 'parent')).toBeNull()
  const at = [{ scope: stage.main.scope, version: must(out.versions[stage.main.scope]) }]
  expect(await stage.as('editor', 'change.undo', { change: out.change, at })).toMatchObject({ ok: true })
  expect(await cell(below, 'parent')).toBe((await board()).rowOf(hidden))
})

test('no item waits for itself by one that is not shown on a board behind', async () => {
  const [second, third] = [await stage.board(), await stage.board()]
  const peopleThere = await narrow(second)
  await narrow(third)
  const waits = async (from: StageBoard, to: StageBoard) => {
    const settings = { boards: [{ board: to.board, partner: null }], refuses: false }
    return { from, to, column: await column(from, 'dependency', settings) }
  }
  const [there, behind, back] = [
    await waits(stage.main, second),
    await waits(second, third),
    await waits(third, stage.main),
  ]
  const mine = await make({ cells: named() })
  const next = await make({ cells: named(peopleThere) }, second)
  const free = await make({ cells: named(peopleThere) }, second)
  const connect = ({ from, to, column: number }: typeof there, item: string, value: string) => ({
    board: from.board,
    column: number,
    rows: [item],
    values: [[{ item: value, type: 'finish-start', lag: 0 }]],
    also: [to.board],
  })
  await stage.did('boardOwner', 'item.connect', connect(behind, next, third.item))
  await stage.did('boardOwner', 'item.connect', connect(back, third.item, mine))
  const answer = await stage.as('editor', 'item.connect', connect(there, mine, next))
  expect(answer).toMatchObject({ ok: false, code: 'conflict', details: {} })
  expect(await stage.as('editor', 'item.connect', connect(there, mine, free))).toMatchObject({ ok: true })
})

test('the server fills no board for somebody who sees only some items of it', async () => {
  const door = (memberId = stage.id('editor')) =>
    new ImportDoor({
      node: stage.node,
      importer: { memberId, principal: () => stage.node.hub.principal(memberId) },
      cause: { kind: 'import', source: 'csv', name: 'x.csv' },
      batch: newId(),
    })
  const title = { ...on(), column: 'title', rows: [0], values: ['Filled'] }
  await expect(door().fill(stage.main.board, 'item.setCells', title)).rejects.toThrow('may not import')
  await door(stage.id('boardOwner')).fill(stage.main.board, 'item.setCells', title)
})

test('a node that has just started knows what somebody watches before it answers them', async () => {
  const other = await stage.board()
  const rows = { columns: [], watched: true }
  const grant = { board: other.board, id: stage.id('editor'), subject: 'member', role: 'editor', rows }
  await stage.did('boardOwner', 'board.setMember', grant)
  await stage.did('boardOwner', 'item.watch', { board: other.board, item: other.item, member: stage.id('editor') })
  const title = { board: other.board, column: 'title', rows: [other.item], values: ['Written offline'] }
  const principalOn = (node: SyncNode) => must(node.hub.principal(stage.id('editor')))
  const fresh = await world.node()
  const answer = await fresh.executor.run({ principal: () => principalOn(fresh) }, 'item.setCells', 1, title)
  expect(answer).toMatchObject({ ok: true })

  const another = await world.node()
  const find = must(queries.find(({ name }) => name === 'item.find'))
  const asked = { hub: another.hub, principal: principalOn(another) }
  const { state } = await another.store.get(other.scope)
  const key = state instanceof BoardState ? state.keyOf(0) : ''
  expect(JSON.stringify(await find.answer(asked, { key }))).toContain('Written offline')
})
