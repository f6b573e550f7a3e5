import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '@fulcrum/domain'
import type { BoardViewSpec } from '@fulcrum/domain'
import type { ServerMessage, Viewport } from '@fulcrum/protocol'
import { boardViewport } from '../queries/viewport.ts'
import { fillBoard } from '../testing/fill.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { watchStatements } from '../testing/statements.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

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

const view: BoardViewSpec = {
  filter: { column: 1, operator: 'at-least', value: 100 },
  sort: [{ column: 1, direction: 'desc' }],
  groupBy: 2,
}

/** A node that holds a board of `count` items, and a socket of a member on it. */
async function boardOf(count: number) {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const { board, scope } = await world.board(node, owner)
  const maker = new TestSocket(node, owner)
  await maker.hello(newId())
  for (const kind of ['number', 'status', 'text']) {
    await maker.run('column.create', { board, id: newId(), kind, title: kind })
  }
  await fillBoard(world.pool, world.accountId, board, count)
  const reader = await world.node()
  const [socket, writer] = [new TestSocket(reader, owner), new TestSocket(reader, owner)]
  await socket.hello(newId())
  await writer.hello(newId())
  return { node: reader, owner, board, scope, socket, writer }
}

async function openWith(socket: TestSocket, scope: string, spec: BoardViewSpec | 'opening'): Promise<Viewport> {
  const from = socket.received.length
  socket.say({ t: 'open', scope, view: spec })
  const opened = await socket.wait(() =>
    socket.received
      .slice(from)
      .find((message): message is Extract<ServerMessage, { t: 'opened' }> => message.t === 'opened'),
  )
  return must(opened.viewport)
}

const valueAt = (viewport: Viewport, lane: string) => {
  const at = viewport.lanes.indexOf(lane)
  return new Map(viewport.values.map(([row, values]) => [row, values[at]]))
}

test('a board opens with the first rows of the view, its groups with counts, and the values to paint', async () => {
  const { scope, socket } = await boardOf(2_000)
  const viewport = await openWith(socket, scope, view)
  const numbers = Array.from({ length: 2_000 }, (_, row) => ({
    row,
    number: (row * 7919) % 1000,
    status: 1 + (row % 5),
  }))
  const shown = numbers.filter(({ number }) => number >= 100)
  expect(viewport.count).toBe(shown.length)
  expect(viewport.groups.map(({ key, count }) => [key, count])).toEqual(
    [1, 2, 3, 4, 5].map((status) => [status, shown.filter((each) => each.status === status).length]),
  )
  const expected = shown
    .toSorted((left, right) => left.status - right.status || right.number - left.number || left.row - right.row)
    .slice(0, 200)
    .map(({ row }) => row)
  expect(viewport.groups.flatMap(({ rows }) => rows)).toEqual(expected)
  expect([...valueAt(viewport, 'title')][0]).toEqual([expected[0], `Item ${expected[0]}`])
  expect(viewport.lanes).toEqual(expect.arrayContaining(['id', 'c1', 'c2', 'c3']))
})

test('it opens with the view that was chosen for all or for oneself, where no other is asked for', async () => {
  const { board, scope, socket, writer, node } = await boardOf(50)
  const made = async (name: string, spec: BoardViewSpec) => {
    const id = newId()
    await writer.run('view.create', { board, id, name, kind: 'table', mine: false, spec })
    return id
  }
  await made('First', {})
  const [down, up] = (['desc', 'asc'] as const).map((direction) => ({ sort: [{ column: 1, direction }] }))
  const [forAll, forOne] = [await made('Down', must(down)), await made('Up', must(up))]
  const member = await world.member(node, 'viewer')
  const theirs = new TestSocket(node, member)
  await theirs.hello(newId())
  const rows = async (of: TestSocket, spec: BoardViewSpec | 'opening') => {
    await node.store.catchUp(scope)
    return (await openWith(of, scope, spec)).groups.flatMap((group) => group.rows)
  }
  const [plain, falling, rising] = [
    await rows(socket, {}),
    await rows(socket, must(down)),
    await rows(socket, must(up)),
  ]
  expect(new Set([plain, falling, rising].map(String)).size).toBe(3)
  expect(await rows(theirs, 'opening')).toEqual(plain)
  await writer.run('view.setOpening', { board, id: forAll, mine: false })
  expect(await rows(theirs, 'opening')).toEqual(falling)
  await theirs.run('view.setOpening', { board, id: forOne, mine: true })
  expect(await rows(theirs, 'opening')).toEqual(rising)
  expect(await rows(socket, 'opening')).toEqual(falling)
})

test('a view that was opened stays right while the board changes', async () => {
  const { board, scope, socket, writer, node, owner } = await boardOf(300)
  await openWith(socket, scope, view)
  await writer.run('item.setCells', { board, column: 1, rows: [7, 8], values: [5_000, 1] })
  const again = await openWith(socket, scope, { ...view, groupBy: null })
  expect(again.groups[0]?.rows[0]).toBe(7)
  expect(again.groups[0]?.rows).not.toContain(8)
  const principal = must(node.hub.principal(owner))
  const page = (offset: number) =>
    boardViewport.answer({ hub: node.hub, principal }, { board, view: { ...view, groupBy: null }, offset, limit: 50 })
  const pages = (await Promise.all([0, 50, 100, 150].map(page))) as Viewport[]
  expect(pages.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))).toEqual(again.groups[0]?.rows)
})

test('a column that its reader may not read is neither shown nor filtered nor sorted by', async () => {
  const { board, scope, writer, node } = await boardOf(300)
  const member = await world.member(node, 'member')
  const [column] = (await world.cold(scope)).columns()
  await writer.run('column.setAccess', { board, id: must(column).id, readers: [newId()], editors: null })
  await node.store.catchUp(scope)
  const socket = new TestSocket(node, member)
  await socket.hello(newId())
  const viewport = await openWith(socket, scope, view)
  expect(viewport.count).toBe(300)
  expect(viewport.lanes).not.toContain('c1')
  const sorted = viewport.groups.map(({ rows }) => rows.every((row, at) => at === 0 || (rows[at - 1] ?? 0) < row))
  expect(sorted).toEqual([true, true, true, true, true])
})

/** Without the question for versions that every node asks each moment. */
function asked(texts: readonly string[]): number {
  return texts.filter((text) => !text.startsWith('SELECT scope, version FROM scope WHERE account = $1 AND scope = ANY'))
    .length
}

test('opening takes no more statements for many rows than for few', async () => {
  const counts: number[][] = []
  for (const count of [10, 5_000]) {
    const { scope, socket } = await boardOf(count)
    const watch = watchStatements(world.pool)
    await openWith(socket, scope, view)
    const cold = asked(watch.texts)
    await openWith(socket, scope, view)
    watch.stop()
    counts.push([cold, asked(watch.texts) - cold])
  }
  expect(counts[1]).toEqual(counts[0])
  expect(counts[1]?.[1]).toBeLessThanOrEqual(1)
})
