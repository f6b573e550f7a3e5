import { must } from '@fulcrum/domain'
import type { StackAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeStack } from '../queries/change-stack.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { takeBackBatch } from './batch.ts'

let database: TestDatabase
let world: World

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const rows = 60

async function boardWithItems() {
  const node = await world.node()
  const [owner, other] = [await world.member(node, 'owner'), await world.member(node, 'member')]
  const { board, scope, group } = await world.board(node, owner)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  for (const kind of ['text', 'number']) await socket.run('column.create', { board, id: newId(), kind, title: kind })
  for (let at = 0; at < rows; at++) await socket.run('item.create', { board, id: newId(), title: `Item ${at}`, group })
  const as = (member: typeof owner) => ({ principal: () => node.hub.principal(member) })
  const stack = async () =>
    (await changeStack.answer({ hub: node.hub, principal: must(node.hub.principal(owner)) }, { scope })) as StackAnswer
  return { node, owner, other, board, scope, socket, as, stack }
}

/** A paste: two columns in slices, under one batch, as a client sends it. */
async function paste(socket: TestSocket, board: string, batch: string): Promise<void> {
  const half = rows / 2
  for (const column of [1, 2]) {
    for (const from of [0, half]) {
      const slice = Array.from({ length: half }, (_, at) => from + at)
      const values = slice.map((row) => (column === 1 ? `pasted ${row}` : row))
      const answer = await socket.run('item.setCells', { board, column, rows: slice, values }, undefined, batch)
      expect(answer.ok).toBe(true)
    }
  }
}

test('a batch is one step: undone whole, done again whole, by what the log says alone', async () => {
  const { node, owner, board, scope, socket, as, stack } = await boardWithItems()
  const batch = newId()
  await paste(socket, board, batch)
  const cells = async () => {
    const cold = await world.cold(scope)
    return Array.from({ length: rows }, (_, row) => [cold.cell(row, 1), cold.cell(row, 2)])
  }
  const pasted = await cells()
  expect(pasted[7]).toEqual(['pasted 7', 7])
  const top = must((await stack()).undo[0])
  expect([top.batch, top.command]).toEqual([batch, 'item.setCells'])
  const progress: number[] = []
  const undone = await takeBackBatch(node, as(owner), batch, {
    onProgress: (done) => progress.push(done),
  })
  expect(undone).toMatchObject({ changes: 4, taken: rows * 2, kept: 0 })
  expect(progress).toEqual([1, 2, 3, 4])
  expect(await cells()).toEqual(pasted.map(() => [null, null]))
  expect(must((await stack()).undo[0]).command).toBe('item.create')
  expect(must((await stack()).redo[0]).batch).toBe(undone.batch)
  const redone = await takeBackBatch(await world.node(), as(owner), undone.batch)
  expect(redone).toMatchObject({ changes: 4, taken: rows * 2, kept: 0 })
  expect(await cells()).toEqual(pasted)
  expect((await stack()).redo).toEqual([])
})

test('what others changed since stays, and is counted', async () => {
  const { node, owner, other, board, scope, socket, as } = await boardWithItems()
  const batch = newId()
  await paste(socket, board, batch)
  await node.executor.run(as(other), 'item.setCells', 1, { board, column: 1, rows: [3, 4], values: ['theirs'] })
  const undone = await takeBackBatch(node, as(owner), batch)
  expect(undone).toMatchObject({ taken: rows * 2 - 2, kept: 2 })
  const cold = await world.cold(scope)
  expect([cold.cell(3, 1), cold.cell(5, 1)]).toEqual(['theirs', null])
  await expect(takeBackBatch(node, as(owner), batch)).rejects.toMatchObject({ code: 'conflict' })
})

test('a batch that was cut in the middle of its undo is taken back by asking again', async () => {
  const { node, owner, board, scope, socket, as } = await boardWithItems()
  const batch = newId()
  await paste(socket, board, batch)
  const cut = takeBackBatch(node, as(owner), batch, {
    onProgress: (done) => {
      if (done === 2) throw new Error('the process ended here')
    },
  })
  await expect(cut).rejects.toThrow('ended here')
  expect(await takeBackBatch(node, as(owner), batch)).toMatchObject({ changes: 2, taken: rows })
  const cold = await world.cold(scope)
  expect([cold.cell(3, 1), cold.cell(3, 2)]).toEqual([null, null])
})

test('nobody takes the batch of another person back', async () => {
  const { node, other, board, socket, as } = await boardWithItems()
  const batch = newId()
  await paste(socket, board, batch)
  await expect(takeBackBatch(node, as(other), batch)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(takeBackBatch(node, as(other), newId())).rejects.toMatchObject({ code: 'not-found' })
})
