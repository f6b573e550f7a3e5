import { scopeOf } from '@fulcrum/domain'
import type { Fields, Json, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { takeBackBatch } from './batch.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let [author, copier]: MemberId[] = []
let here: { board: string; group: number }
let there: { board: string; group: number }
let item: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  author = await world.member(node, 'member', 'Ada')
  copier = await world.member(node, 'member', 'Ben')
})

beforeEach(async () => {
  here = await world.board(node, author as MemberId)
  there = await world.board(node, copier as MemberId)
  item = newId()
  await run(author, 'item.create', { board: here.board, id: item, title: 'Told', group: here.group })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(who: MemberId | undefined, command: string, args: object, batch?: string) {
  const asker = { principal: () => node.hub.principal(who as MemberId), ...(batch !== undefined && { batch }) }
  const answer = await node.executor.run(asker, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  // @NOTE answers of commands are objects or nothing.
  return (answer.result ?? {}) as { [key: string]: Json }
}

async function post(body: string, more: object = {}): Promise<string> {
  const id = newId()
  await run(author, 'update.post', { board: here.board, item, id, body, ...more })
  return id
}

async function messages(of: string): Promise<(Fields & { id: string })[]> {
  const { state } = await node.store.get(scopeOf('item', of))
  return [...state.records('update')]
    .map(([id, fields]): Fields & { id: string } => ({ ...fields, id }))
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((left, right) => Number(left['at']) - Number(right['at']) || (left.id < right.id ? -1 : 1))
}

/** Copies the item. */
async function copied(batch: string): Promise<string> {
  const args = { board: here.board, rows: [0], to: there.board, group: there.group }
  const { copies } = await run(copier, 'item.copyToBoard', args, batch)
  const [thread] = copies as { item: string; copy: string }[]
  expect(thread?.item).toBe(item)
  return String(thread?.copy)
}

test('messages are copied with authors, times and answers, marked as copies, and go with one step back', async () => {
  const first = await post('A question')
  const answer = await post('An answer', { parent: first })
  const gone = await post('Taken away')
  await run(author, 'update.delete', { board: here.board, item, id: gone })
  const batch = newId()
  const copy = await copied(batch)
  const args = { board: here.board, item, to: there.board, copy }
  expect(await run(copier, 'update.copy', args, batch)).toEqual({ copied: 2, next: null })
  const before = await messages(item)
  const after = await messages(copy)
  expect(after).toMatchObject(
    before.map(({ id, at, body }) => ({
      at,
      body,
      authorId: author,
      boardId: there.board,
      copiedFrom: id,
      copiedBy: copier,
    })),
  )
  expect(after.find(({ copiedFrom }) => copiedFrom === answer)?.['parentId']).toBe(
    after.find(({ copiedFrom }) => copiedFrom === first)?.id,
  )
  // A part that is sent again makes no twins.
  expect(await run(copier, 'update.copy', args, batch)).toEqual({ copied: 0, next: null })
  await takeBackBatch(node, { principal: () => node.hub.principal(copier as MemberId) }, batch)
  expect(await messages(copy)).toEqual([])
  expect(await messages(item)).toEqual(before)
})

test('a long thread is copied in parts', async () => {
  for (let at = 0; at < 3; at++) await post(`${at} ${'x'.repeat(70_000)}`)
  const copy = await copied(newId())
  const args = { board: here.board, item, to: there.board, copy }
  const parts: Json[] = []
  for (let after: Json | undefined; after !== null;) {
    const part = await run(copier, 'update.copy', { ...args, ...(after !== undefined && { after }) })
    parts.push(part['copied'] ?? null)
    after = part['next'] ?? null
  }
  expect(parts).toEqual([1, 1, 1])
  expect((await messages(copy)).map(({ body }) => String(body)[0])).toEqual(['0', '1', '2'])
})

test('words of others come to no item but a copy of one’s own, and from no board that is not to be seen', async () => {
  await post('Secret')
  const copy = await copied(newId())
  const args = { board: here.board, item, to: there.board, copy }
  await expect(run(author, 'update.copy', args)).rejects.toThrow('update.copy')
  await expect(run(copier, 'update.copy', { ...args, to: here.board, copy: item })).rejects.toThrow('update.copy')
  await run(author, 'board.setAccess', { board: here.board, access: 'private' })
  await expect(run(copier, 'update.copy', args)).rejects.toThrow('update.copy')
  expect(await messages(copy)).toEqual([])
})
