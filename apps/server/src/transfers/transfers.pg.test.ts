import { scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, Json, MemberId, Scope } from '@fulcrum/domain'
import type { TransferStart, TransferStatus } from '@fulcrum/protocol'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { Transfers } from './transfers.ts'

interface Place {
  readonly board: string
  readonly scope: Scope
  readonly group: number
}

let database: TestDatabase
let world: World
let node: SyncNode
let member: MemberId
let here: Place
let there: Place
let transfers: Transfers

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  member = await world.member(node, 'member')
})

beforeEach(async () => {
  here = await world.board(node, member)
  there = await world.board(node, member)
  transfers = new Transfers(node, { log: silentLog, sweepMs: 100 })
  return () => transfers.stop()
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object, who = member): Promise<{ [key: string]: Json }> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(who) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  // @NOTE answers of commands are objects or nothing.
  return (answer.result ?? {}) as { [key: string]: Json }
}

/** Items with a cell each, in the order of their titles; below `parent` where that is given. */
async function fill(count: number, parent: number | null = null): Promise<void> {
  for (let at = 0; at < count; at += 500) {
    const numbers = Array.from({ length: Math.min(500, count - at) }, (_, index) => at + index)
    const same = <T>(value: T) => numbers.map(() => value)
    const system = { principal: () => ({ kind: 'system', memberId: member }) as const, batch: newId() }
    const create = {
      ids: numbers.map(() => newId()),
      titles: numbers.map((each) => `Item ${each}`),
      groups: same(parent === null ? here.group : null),
      parents: same(parent),
      ranks: numbers.map((each) => `a${String(each).padStart(6, '0')}V`),
      sourceKeys: numbers.map((each) => `${parent === null ? 'I' : 'S'}-${each}`),
      createdAt: same(1),
      createdBy: same(member),
      cells: [{ column: 1, at: numbers.map((_, index) => index), values: numbers.map((each) => `note ${each}`) }],
    }
    const answer = await node.executor.run(system, 'item.import', 1, { board: here.board, create })
    if (!answer.ok) throw new Error(answer.message)
  }
}

async function notes(): Promise<void> {
  for (const { board } of [here, there]) {
    await run('column.create', { board, id: newId(), kind: 'text', title: 'Note' })
  }
}

const order = (rows: readonly number[], more: Partial<TransferStart> = {}): TransferStart => ({
  board: here.board as Id<'board'>,
  rows: [...rows],
  to: there.board as Id<'board'>,
  group: there.group,
  how: 'move',
  columns: [],
  labels: [],
  messages: false,
  ...more,
})

const upTo = (count: number) => Array.from({ length: count }, (_, row) => row)

async function ended(id: string, who = member): Promise<TransferStatus> {
  for (;;) {
    const status = await transfers.status(who, id)
    if (status.state !== 'running' && status.state !== 'taking-back') return status
    await sleep(10)
  }
}

/** What people see of a board: each live item by its title and note, with its identity. */
async function content({ scope }: Place): Promise<(readonly Json[])[]> {
  const board: BoardState = await world.cold(scope)
  return Array.from({ length: board.rowCount }, (_, row) => row)
    .filter((row) => board.isLive(row))
    .map((row) => [board.system(row, 'title'), board.cell(row, 1), board.system(row, 'id')] as const)
    .sort((left, right) => (String(left[0]) < String(right[0]) ? -1 : 1))
}

/** Has a process of its own do it, and kills that, `kill -9`, when its last of so many commands is done. Gives the transfer. */
async function killedAfter(commands: number, what: TransferStart | { undo: string }): Promise<string> {
  const script = path.join(import.meta.dirname, '../testing/transfer-target.ts')
  const child = spawn(process.execPath, [script, database.url, member, JSON.stringify(what), String(commands)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.includes('still') && said.length === 2) child.kill('SIGKILL')
  }
  await exit
  expect(said).toContain('still')
  expect(said).not.toContain('done')
  return said.find((line) => line !== 'still') ?? ''
}

test('a selection moves in steps as one piece of work, which one undo takes back', async () => {
  await notes()
  await fill(350)
  const before = await content(here)
  const started = await transfers.start(member, order(upTo(350)))
  expect(started).toMatchObject({ total: 350, message: null })
  expect(await ended(started.id)).toMatchObject({ state: 'done', done: 350, row: null })
  expect([await content(here), await content(there)]).toEqual([[], before])
  const asker = { principal: () => node.hub.principal(member) }
  const back = await transfers.takeBack(asker, started.id)
  expect(back).toMatchObject({ changes: 4, kept: 0 })
  expect([await content(here), await content(there)]).toEqual([before, []])
  await transfers.takeBack(asker, back.batch)
  expect([await content(here), await content(there)]).toEqual([[], before])
})

test('an item goes with five thousand sub-items in one change, and comes back', async () => {
  await notes()
  await fill(1)
  await fill(5_000, 0)
  const before = await content(here)
  const { id } = await transfers.start(member, order([0]))
  expect(await ended(id)).toMatchObject({ state: 'done', done: 5_001, row: 0 })
  expect([await content(here), await content(there)]).toEqual([[], before])
  const back = await transfers.takeBack({ principal: () => node.hub.principal(member) }, id)
  expect(back).toMatchObject({ changes: 1, kept: 0 })
  expect([await content(here), await content(there)]).toEqual([before, []])
}, 240_000)

test('where a step is refused, all that went before it is taken back', async () => {
  await notes()
  await fill(250)
  const before = await content(here)
  const text = (await world.cold(here.scope)).column(1)
  // Item 240 has a cell that only some may read, and no column there takes it.
  const { number } = await run('column.create', { board: here.board, id: newId(), kind: 'text', title: 'Pay' })
  await run('item.setCells', { board: here.board, column: number, rows: [240], values: ['1'] })
  const id = (await world.cold(here.scope)).column(Number(number))?.id
  await run('column.setAccess', { board: here.board, id, readers: [member], editors: null })
  expect(text?.title).toBe('Note')
  const { id: transfer } = await transfers.start(member, order(upTo(250)))
  const status = await ended(transfer)
  expect(status).toMatchObject({ state: 'failed', done: 0 })
  expect(status.message).toContain('Only some may read “Pay”')
  expect([await content(here), await content(there)]).toEqual([before, []])
})

test('a transfer that is cancelled leaves both boards as they were', async () => {
  await notes()
  await fill(600)
  const before = await content(here)
  const { id } = await transfers.start(member, order(upTo(600)))
  while ((await transfers.status(member, id)).done === 0) await sleep(1)
  await transfers.cancel(member, id)
  expect(await ended(id)).toMatchObject({ state: 'cancelled', done: 0 })
  expect([await content(here), await content(there)]).toEqual([before, []])
  const other = await world.member(node, 'owner')
  await expect(transfers.status(other, id)).rejects.toThrow('does not exist')
})

test.for(['move', 'copy'] as const)(
  'a process that is killed while it does a %s is followed by another, which does the rest',
  async (how) => {
    await notes()
    await fill(900)
    const before = await content(here)
    await transfers.stop()
    const id = await killedAfter(3, order(upTo(900), { how }))
    expect(await content(there)).toHaveLength(300)
    transfers = new Transfers(node, { log: silentLog, sweepMs: 50 })
    expect(await ended(id)).toMatchObject({ state: 'done', done: 900 })
    const texts = (items: readonly (readonly Json[])[]) => items.map(([title, note]) => [title, note])
    expect(texts(await content(there))).toEqual(texts(before))
    expect(await content(here)).toEqual(how === 'move' ? [] : before)
    const asker = { principal: () => node.hub.principal(member) }
    expect(await transfers.takeBack(asker, id)).toMatchObject({ changes: 9, kept: 0 })
    expect([await content(here), await content(there)]).toEqual([before, []])
  },
)

test('an undo that is cut off by the death of its process is finished by the next', async () => {
  await notes()
  await fill(900)
  const before = await content(here)
  const { id } = await transfers.start(member, order(upTo(900)))
  await ended(id)
  await transfers.stop()
  await killedAfter(4, { undo: id })
  expect(await content(there)).toHaveLength(500)
  transfers = new Transfers(node, { log: silentLog, sweepMs: 50 })
  await ended(id)
  expect([await content(here), await content(there)]).toEqual([before, []])
})

test('a message that was posted the moment before goes with the copy', async () => {
  await notes()
  await fill(2)
  const [, , item] = (await content(here))[1] ?? []
  await run('update.post', { board: here.board, item, id: newId(), body: 'Just said' })
  const { id } = await transfers.start(member, order([0, 1], { how: 'copy', messages: true }))
  expect(await ended(id)).toMatchObject({ state: 'done' })
  const [, , copy] = (await content(there))[1] ?? []
  const { state } = await node.store.get(scopeOf('item', String(copy)))
  expect([...state.records('update')].map(([, { body }]) => body)).toEqual(['Just said'])
})

test('what cannot go for all that is known is refused before anything went', async () => {
  await notes()
  await fill(1)
  await fill(10_000, 0)
  await expect(transfers.start(member, order([0]))).rejects.toThrow('“Item 0” has 10,000 sub-items')
  await expect(transfers.start(member, order([99_999]))).rejects.toThrow('None of these items')
  const guest = await world.member(node, 'viewer')
  await expect(transfers.start(guest, order([0]))).rejects.toThrow('does not exist')
})
