import { scopeOf } from '@fulcrum/domain'
import type { BoardState, Json, MemberId, Scope } from '@fulcrum/domain'
import type { ActivityEntry, KeyedItem, TransferPreview, WhyEntry } from '@fulcrum/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { cellWhy, itemActivity } from '../queries/activity.ts'
import { itemFind } from '../queries/item-find.ts'
import { previewTransfer } from '../queries/preview-transfer.ts'
import type { Query } from '../queries/query.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId, TestSocket } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { takeBackBatch } from './batch.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let stranger: MemberId
let here: { board: string; scope: Scope; group: number }
let there: { board: string; scope: Scope; group: number }

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
  stranger = await world.member(node, 'member')
})

beforeEach(async () => {
  here = await world.board(node, owner)
  there = await world.board(node, owner)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object, on = node, batch?: string): Promise<{ [key: string]: Json }> {
  const asker = { principal: () => on.hub.principal(owner), ...(batch !== undefined && { batch }) }
  const answer = await on.executor.run(asker, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  // @NOTE answers of commands are objects or nothing.
  return (answer.result ?? {}) as { [key: string]: Json }
}

async function ask<T>(query: Query, args: object, who = owner): Promise<T> {
  const principal = node.hub.principal(who)
  if (!principal) throw new Error('nobody')
  return (await query.answer({ hub: node.hub, principal }, args)) as T
}

async function column(board: string, kind: string, title: string, settings?: object): Promise<number> {
  return Number(
    (await run('column.create', { board, id: newId(), kind, title, ...(settings && { settings }) }))['number'],
  )
}

async function item(title: string, cells: object[] = [], parent?: number): Promise<{ id: string; row: number }> {
  const id = newId()
  const place = parent === undefined ? { group: here.group } : { parent }
  const { row } = await run('item.create', { board: here.board, id, title, ...place, cells })
  return { id, row: Number(row) }
}

const move = (rows: readonly number[], more: object = {}, on = node) =>
  run('item.moveToBoard', { board: here.board, rows, to: there.board, group: there.group, ...more }, on)

async function boardOn(on: SyncNode, scope: Scope): Promise<BoardState> {
  await on.store.catchUp(scope)
  // @NOTE the scope is a board's.
  return (await on.store.get(scope)).state as BoardState
}

const labels = (...names: string[]) => ({
  labels: names.map((name, at) => ({ number: at + 1, name, colour: 'blue' })),
})

test('a preview counts what the move then does, by name of labels and by kind', async () => {
  const status = await column(here.board, 'status', 'Status', labels('Open', 'Closed', 'Odd'))
  const points = await column(here.board, 'number', 'Points')
  await column(there.board, 'status', 'status', labels('Closed', 'Open'))
  await column(there.board, 'text', 'Points')
  const one = await item('One', [
    { column: status, value: 2 },
    { column: points, value: 5 },
  ])
  const two = await item('Two', [{ column: status, value: 3 }], one.row)
  const asked = { board: here.board, rows: [one.row], to: there.board }
  const preview = await ask<TransferPreview>(previewTransfer, asked)
  expect(preview).toMatchObject({ items: 2, roots: [{ row: 0, items: 2 }], also: [], hidden: false })
  expect(preview.columns).toMatchObject([
    { title: 'Status', to: 1, filled: 2, converted: 0, left: 1, examples: ['Odd'], missing: ['Odd'] },
    { title: 'Points', to: 2, filled: 1, converted: 1, left: 0 },
  ])
  await move([one.row])
  const board = await world.cold(there.scope)
  const rows = [board.rowOf(one.id) ?? -1, board.rowOf(two.id) ?? -1] as const
  expect(rows.map((row) => [board.cell(row, 1), board.cell(row, 2)])).toEqual([
    [1, '5'],
    [null, null],
  ])
  expect(board.system(rows[1], 'aliases')).toMatchObject([{ key: 'BOAR-2', left: [['Status', 'Odd']] }])
})

test('the history of an item goes on over a move, for those who may read it', async () => {
  const from = await column(here.board, 'status', 'Status', labels('Open', 'Closed'))
  const to = await column(there.board, 'status', 'Status', labels('Closed', 'Open'))
  const { row } = await item('One', [{ column: from, value: 1 }])
  await run('item.setCells', { board: here.board, column: from, rows: [row], values: [2] })
  await move([row])
  await run('item.setCells', { board: there.board, column: to, rows: [0], values: [2] })
  const asked = { board: there.board, row: 0 }
  const why = async (who = owner) =>
    (await ask<{ entries: WhyEntry[] }>(cellWhy, { ...asked, column: to }, who)).entries.map((entry) => [
      entry.command,
      entry.from,
      entry.to,
    ])
  // Closed is 1 there and was 2 here.
  const later = [
    ['item.setCells', 1, 2],
    ['item.moveToBoard', null, 1],
  ]
  expect(await why()).toEqual([...later, ['item.setCells', 2, 1], ['item.create', null, 2]])
  const { entries } = await ask<{ entries: ActivityEntry[] }>(itemActivity, asked)
  expect(entries.map(({ command, was }) => [command, was])).toEqual([
    ['item.setCells', undefined],
    ['item.moveToBoard', undefined],
    ['item.setCells', 'BOAR-1'],
    ['item.create', 'BOAR-1'],
  ])
  await run('board.setAccess', { board: here.board, access: 'private' })
  expect(await why(stranger)).toEqual(later)
})

test('messages, links from elsewhere and the old key follow the item', async () => {
  const third = await world.board(node, owner)
  const settings = { boards: [here, there].map(({ board }) => ({ board, partner: null })), several: true }
  const link = await column(third.board, 'connect', 'Link', settings)
  const { id, row } = await item('One')
  await run('item.create', { board: third.board, id: newId(), title: 'Names it', group: third.group })
  const also = [here.board, there.board]
  await run('item.connect', { board: third.board, column: link, rows: [0], values: [[id]], also })
  await run('update.post', { board: here.board, item: id, id: newId(), body: 'Before' })

  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  await socket.open(third.scope)
  await socket.open(scopeOf('item', id))
  const linkedOn = (board: string) =>
    socket.wait(() =>
      socket.received.find(
        (message) =>
          message.t === 'linked' && message.boards?.some((part) => part.board === board && part.items.length > 0),
      ),
    )
  await linkedOn(here.board)
  await move([row])
  await linkedOn(there.board)
  // Who may read the thread is asked anew on the board where the item is now.
  await socket.wait(() =>
    socket.received.find((message) => message.t === 'gone' && message.scope === scopeOf('item', id)),
  )
  await expect(run('update.post', { board: here.board, item: id, id: newId(), body: 'Late' })).rejects.toThrow()
  await run('update.post', { board: there.board, item: id, id: newId(), body: 'After' })
  const { items } = await ask<{ items: KeyedItem[] }>(itemFind, { key: 'boar-1' })
  expect(items.filter((found) => found.id === id)).toMatchObject([{ board: there.board, row: 0 }])
  await run('board.setAccess', { board: there.board, access: 'private' })
  const hidden = await ask<{ items: KeyedItem[] }>(itemFind, { key: 'boar-1' }, stranger)
  expect(hidden.items.filter((found) => found.id === id)).toEqual([])
})

test('two nodes that move the same item at once move it once', async () => {
  const other = await world.node()
  const { id, row } = await item('One')
  await boardOn(other, here.scope)
  await boardOn(other, there.scope)
  const results = await Promise.allSettled([move([row]), move([row], {}, other)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  for (const on of [node, other]) {
    expect([(await boardOn(on, here.scope)).rowOf(id), (await boardOn(on, there.scope)).rowOf(id)]).toEqual([
      undefined,
      0,
    ])
  }
  const { rows } = await world.pool.query('SELECT board, row, moved_to FROM item WHERE id = $1 OR moved_to = $1', [id])
  expect(rows).toHaveLength(2)
})

test('a batch of moves is one step back, and rows of both boards agree with the log', async () => {
  const note = await column(here.board, 'text', 'Note')
  await column(there.board, 'text', 'Note')
  for (let at = 0; at < 6; at++) await item(`Item ${at}`, [{ column: note, value: `note ${at}` }])
  const before = await world.cold(here.scope)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  const batch = newId()
  for (const rows of [
    [0, 1],
    [2, 3],
    [4, 5],
  ]) {
    const args = { board: here.board, rows, to: there.board, group: there.group }
    expect((await socket.run('item.moveToBoard', args, undefined, batch)).ok).toBe(true)
  }
  expect((await world.cold(there.scope)).liveRoots).toBe(6)
  const answer = await takeBackBatch(node, { principal: () => node.hub.principal(owner) }, batch)
  expect(answer).toMatchObject({ changes: 3, kept: 0 })
  const after = await world.cold(here.scope)
  for (let row = 0; row < 6; row++) {
    expect([after.system(row, 'id'), after.cell(row, note), after.isLive(row)]).toEqual([
      before.system(row, 'id'),
      `note ${row}`,
      true,
    ])
  }
  expect((await world.cold(there.scope)).liveRoots).toBe(0)
})

test('messages that came while an item was away are counted where it comes back to', async () => {
  const { id, row } = await item('One')
  const counted = (board: string, count: number) =>
    world.asSystem(node, 'item.countUpdates', { board, item: id, count, lastAt: 1_000 + count })
  const countsOn = async (scope: Scope) => {
    const board = await world.cold(scope)
    const at = board.rowOf(id)
    return at === undefined ? null : [board.system(at, 'updates'), board.system(at, 'lastUpdateAt')]
  }
  await counted(here.board, 2)
  const batch = newId()
  const args = { board: here.board, rows: [row], to: there.board, group: there.group }
  await run('item.moveToBoard', args, node, batch)
  expect(await countsOn(there.scope)).toEqual([2, 1_002])
  await counted(there.board, 5)
  const asker = { principal: () => node.hub.principal(owner) }
  const back = await takeBackBatch(node, asker, batch)
  expect([await countsOn(here.scope), await countsOn(there.scope)]).toEqual([[5, 1_005], null])
  await counted(here.board, 6)
  await takeBackBatch(node, asker, back.batch)
  expect([await countsOn(here.scope), await countsOn(there.scope)]).toEqual([null, [6, 1_006]])
})

test('one’s own message is taken back by the rights on the board where the item is', async () => {
  const { id, row } = await item('One')
  const asker = { principal: () => node.hub.principal(stranger) }
  const message = newId()
  const post = { board: here.board, item: id, id: message, body: 'Said before' }
  const said = await node.executor.run(asker, 'update.post', 1, post)
  if (!said.ok) throw new Error(said.message)
  const at = Object.entries(said.versions).map(([scope, version]) => ({ scope, version }))
  const undo = () => node.executor.run(asker, 'change.undo', 1, { change: said.change, at })
  await move([row])
  // May write where it was, and not where it is.
  await run('board.setAccess', { board: there.board, access: 'private' })
  expect(await undo()).toMatchObject({ ok: false, code: 'forbidden' })
  // The other way round.
  await run('board.setAccess', { board: there.board, access: 'main' })
  await run('board.setAccess', { board: here.board, access: 'private' })
  expect(await undo()).toMatchObject({ ok: true, result: { taken: 1 } })
  const { state } = await node.store.get(scopeOf('item', id))
  expect(state.record('update', message)?.['deletedAt']).toBeDefined()
})

test('what was typed on a page that did not know of the move is done where the item is, or refused with where to look', async () => {
  const [status, points] = [
    await column(here.board, 'status', 'Status', labels('Open', 'Closed')),
    await column(here.board, 'number', 'Points'),
  ]
  const to = await column(there.board, 'status', 'Status', labels('Closed', 'Open'))
  const { id, row } = await item('One', [{ column: status, value: 1 }])
  await move([row])
  const late = { board: here.board, rows: [row] }
  expect(await run('item.setCells', { ...late, column: status, values: [2], seen: [1] })).toEqual({ changed: 1 })
  await run('item.setCells', { ...late, rows: [id], column: 'title', values: ['Said late'] })
  const board = await boardOn(node, there.scope)
  expect([board.cell(0, to), board.system(0, 'title')]).toEqual([1, 'Said late'])
  await expect(run('item.setCells', { ...late, column: points, values: [3] })).rejects.toThrow('moved to another board')
  await run('board.setAccess', { board: there.board, access: 'private' })
  const asker = { principal: () => node.hub.principal(stranger) }
  const refused = await node.executor.run(asker, 'item.setCells', 1, { ...late, column: 'title', values: ['No'] })
  expect(refused).toMatchObject({ ok: false, code: 'conflict', details: { item: id } })
  expect((await boardOn(node, there.scope)).system(0, 'title')).toBe('Said late')
})
