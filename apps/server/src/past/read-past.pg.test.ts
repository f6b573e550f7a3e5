import { BoardState, must, scopeOf } from '@fulcrum/domain'
import type { Id, LoggedChange, MemberId, Scope } from '@fulcrum/domain'
import type { BoardComparison, BoardMoments } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeCursor } from '../api/page.ts'
import { forgetPurged } from '../consumers/forget-purged.ts'
import type { SyncNode } from '../node.ts'
import { boardAt } from '../queries/board-at.ts'
import { boardCompare } from '../queries/board-compare.ts'
import { boardLife, boardMoments } from '../queries/board-life.ts'
import { checkpointVersions } from '../storage/checkpoints.ts'
import { changesAfter } from '../storage/log.ts'
import { beginCursor } from '../storage/trash.ts'
import { importDocumentAs, madeDocument } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/random.ts'
import { kinds, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { makeCheckpoint, makeCheckpoints } from './make-checkpoints.ts'
import { pastBoard } from './past-boards.ts'
import { recordedAt } from './read-past.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId

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

function runner(board: string, member = owner) {
  return async (command: string, args: object) => {
    const principal = () => node.hub.principal(member)
    const answer = await node.executor.run({ principal }, command, 1, { board, ...args })
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    // @NOTE new columns and items are answered with their numbers and rows.
    return answer as typeof answer & { result: { number: number; row: number } }
  }
}

async function held(scope: Scope): Promise<BoardState> {
  const { state } = await node.store.get(scope)
  if (!(state instanceof BoardState)) throw new Error('a board')
  return state
}

function plain(scope: Scope, log: readonly LoggedChange[], version: number): BoardState {
  const state = new BoardState(scope, kinds)
  for (const change of log) if (change.version <= version) state.apply(change)
  return state
}

/** What is written in a board: its records, and every lane of every row. */
function contents(board: BoardState) {
  const tables = board.tableNames().map((table) => [table, [...board.records(table)].sort()])
  const lanes = board.columns().flatMap((column) => column.lanes.filter(({ own }) => own).map(({ key }) => key))
  const rows = Array.from({ length: board.rowCount }, (_, row) => row).filter((row) => board.exists(row))
  const system = [
    'id',
    'title',
    'group',
    'parent',
    'rank',
    'createdAt',
    'updatedAt',
    'updatedBy',
    'deletedAt',
    'movedTo',
  ]
  return [
    tables,
    rows.map((row) => [row, board.isLive(row), [...system, ...lanes].map((lane) => board.items.get(lane, row))]),
  ]
}

async function ask<T>(
  query: { answer: (context: never, args: never) => Promise<unknown> },
  args: object,
  member = owner,
) {
  const principal = must(node.hub.principal(member))
  // @NOTE each query says what it answers.
  return (await query.answer({ hub: node.hub, principal } as never, args as never)) as T
}

interface Told {
  readonly isThere: boolean
  readonly version: number
  readonly columns: readonly { readonly number: number; readonly title: string }[]
  readonly items: readonly { readonly title: string; readonly cells: Record<string, unknown> }[]
}

test('a checkpoint and the changes after it give every version that a replay from zero gives', async () => {
  const { board, scope, group } = await world.board(node, owner)
  const other = await world.board(node, owner)
  const run = runner(board)
  const random = seededRandom(11)
  const pick = (below: number) => Math.floor(random() * below)
  const column = newId()
  const { number: status } = (await run('column.create', { id: newId(), kind: 'status', title: 'State' })).result
  const { number: note } = (await run('column.create', { id: column, kind: 'text', title: 'Note' })).result
  const rows = () =>
    Math.max(
      1,
      must(node.store.peek(scope)).state instanceof BoardState
        ? (must(node.store.peek(scope)).state as BoardState).rowCount
        : 1,
    )
  const steps: readonly (() => Promise<unknown>)[] = [
    () => run('item.create', { id: newId(), title: `Item ${pick(99)}`, group }),
    () => run('item.create', { id: newId(), title: 'Below', parent: pick(rows()) }),
    () => run('item.setCells', { column: note, rows: [pick(rows())], values: [`note ${pick(99)}`] }),
    () => run('item.setCells', { column: status, rows: [pick(rows()), pick(rows())], values: [1 + pick(3)] }),
    () => run('item.delete', { rows: [pick(rows())] }),
    () => run('item.restore', { rows: [pick(rows())] }),
    () => run('item.archive', { rows: [pick(rows())] }),
    () => run('item.setTemplate', { rows: [pick(rows())], template: pick(2) === 0 }),
    () => run('column.create', { id: newId(), kind: 'number', title: 'More' }),
    () => run('column.changeKind', { id: column, kind: 'long-text' }),
    () => run('group.create', { id: newId(), title: 'Group' }),
    () => run('item.moveToBoard', { rows: [pick(rows())], to: other.board, group: other.group, columns: [] }),
  ]
  const done: { scope: Scope; version: number }[] = []
  let refused = 0
  for (let step = 0; step < 140; step++) {
    const answer = await must(steps[step < 8 ? 0 : pick(steps.length)])().catch(() => (refused += 1))
    if (typeof answer === 'object' && answer !== null && 'versions' in answer) {
      const version = (answer.versions as Record<Scope, number>)[scope]
      if (version !== undefined) done.push({ scope, version })
    }
    const last = done.at(-1)
    if (last && step % 17 === 0) {
      await node.executor.run({ principal: () => node.hub.principal(owner) }, 'change.undo', 1, {
        change: must((await changesAfter(world.pool, world.accountId, scope, last.version - 1, 1))[0]).id,
        at: [last],
      })
    }
    if (step % 45 === 44) await makeCheckpoint(node, world.pool, board)
  }
  expect(refused).toBeLessThan(90)
  expect(await checkpointVersions(world.pool, world.accountId, board)).toHaveLength(3)
  const log = await changesAfter(world.pool, world.accountId, scope, 0)
  const now = await held(scope)
  for (let version = 1; version <= now.version; version += 1 + pick(6)) {
    const read = await recordedAt(node.store, now, version)
    await read.settle()
    await read.load()
    expect(contents(read.state), `version ${version}`).toEqual(contents(plain(scope, log, version)))
  }
})

test('by the rights of today, what was purged is gone from log, checkpoints and past, and a moment before is empty', async () => {
  const { board, scope, group } = await world.board(node, owner)
  const run = runner(board)
  await beginCursor(world.pool, world.accountId, 'purge', scope)
  const { number } = (await run('column.create', { id: newId(), kind: 'text', title: 'Secret' })).result
  await run('item.create', { id: newId(), title: 'Stays', group, cells: [{ column: number, value: 'hidden words' }] })
  await run('item.create', { id: newId(), title: 'Goes', group, cells: [{ column: number, value: 'purged words' }] })
  const [secret] = [...(await held(scope)).columns()]
  const at = Date.now()
  await makeCheckpoint(node, world.pool, board)
  await new Promise((resolve) => setTimeout(resolve, 5))
  await run('item.delete', { rows: [1] })
  const told = await ask<Told>(boardAt, { board, at })
  expect(told.items.map(({ title }) => title)).toEqual(['Stays', 'Goes'])
  await world.asSystem(node, 'item.purge', { board, rows: [1], before: Date.now() + 1_000 })
  expect((await ask<Told>(boardAt, { board, at })).items.map(({ title }) => title)).toEqual(['Stays'])
  await forgetPurged({
    node,
    pool: world.pool,
    stopped: () => false,
    run: async (command, args) => void (await world.asSystem(node, command, args)),
  })
  const items = await recordedAt(node.store, await held(scope), told.version)
  await items.load()
  const read = items.state
  expect([read.system(1, 'title'), read.cell(1, number)]).toEqual([null, null])
  expect(read.cell(0, number)).toBe('hidden words')

  const member = await world.member(node, 'member')
  expect((await ask<Told>(boardAt, { board, at }, member)).items[0]?.cells[number]).toBe('hidden words')
  await run('column.setAccess', { id: must(secret).id, readers: [owner], editors: null })
  const limited = await ask<Told>(boardAt, { board, at }, member)
  expect([limited.columns, limited.items[0]?.cells]).toEqual([[], {}])
  const between = await ask<BoardComparison>(boardCompare, { board, from: at }, member)
  expect(between.columns).toEqual([])
  await run('board.setAccess', { access: 'private' })
  await expect(ask<Told>(boardAt, { board, at }, member)).rejects.toThrow('board')
  expect(await ask<Told>(boardAt, { board, at: at - 3_600_000 })).toMatchObject({ isThere: false, items: [] })
})

test('the changes around a moment are those that the asker may know of', async () => {
  const { board, group } = await world.board(node, owner)
  const run = runner(board)
  const member = await world.member(node, 'member')
  const secret = newId()
  const { number } = (await run('column.create', { id: secret, kind: 'text', title: 'Secret' })).result
  await run('column.setAccess', { id: secret, readers: [owner], editors: null })
  await run('item.create', { id: newId(), title: 'Seen', group })
  for (let time = 0; time < 7; time++) await run('item.setCells', { column: number, rows: [0], values: [`${time}`] })
  await run('view.create', { id: newId(), name: 'Mine', kind: 'table', mine: true, spec: {} })
  const at = Date.now() + 60_000
  const previous = async (by: MemberId) => (await ask<BoardMoments>(boardMoments, { board, at }, by)).previous?.command
  expect([await previous(owner), await previous(member)]).toEqual(['view.create', 'item.create'])
  const first = await ask<BoardMoments>(boardMoments, { board, at: 0 }, member)
  expect([first.previous, first.next?.command]).toEqual([null, 'board.create'])
})

test('who asks for the same moment at once shares one reading, and no cursor sends the server on a long way', async () => {
  const { board, scope, group } = await world.board(node, owner)
  await runner(board)('item.create', { id: newId(), title: 'Only one', group })
  const now = await held(scope)
  const at = Date.now()
  const all = await Promise.all([1, 2, 3, 4].map(() => pastBoard(node.store, now, at, new Set())))
  expect(new Set(all).size).toBe(1)
  const page = (row: number) => ask<Told>(boardAt, { board, at, cursor: writeCursor({ version: 1, row }) })
  for (const row of [-9e15, 0.5]) await expect(page(row), `${row}`).rejects.toThrow('cursor')
  expect((await page(-1)).items).toHaveLength(1)
})

test('an item that went to a board is judged by where it is now', async () => {
  const from = await world.board(node, owner)
  const to = await world.board(node, owner)
  const member = await world.member(node, 'member')
  const run = runner(from.board)
  await run('item.create', { id: newId(), title: 'Wanders', group: from.group })
  const at = Date.now()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await run('item.moveToBoard', { rows: [0], to: to.board, group: to.group, columns: [] })
  expect((await ask<Told>(boardAt, { board: from.board, at }, member)).items).toHaveLength(1)
  await runner(to.board)('board.setAccess', { access: 'private' })
  expect((await ask<Told>(boardAt, { board: from.board, at }, member)).items).toEqual([])
  expect((await ask<Told>(boardAt, { board: from.board, at })).items).toHaveLength(1)
})

test('imported history is the past of a board that was made later, and two moments of it are told apart', async () => {
  const workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
  const start = Date.UTC(2020, 0, 1)
  const day = 86_400_000
  const labels = ['To do', 'Done']
  const record = (index: number) => ({
    key: `A-${index}`,
    title: `Item ${index}`,
    createdAt: start + index * day,
    values: { status: 'Done' },
    history: [
      { field: 'status', at: start + (index + 10) * day, by: null, mode: 'value' as const, from: 'To do', to: 'Done' },
    ],
  })
  const guess = {
    kind: 'status' as const,
    confidence: 1,
    settings: { options: labels.map((name) => ({ name, colour: 'blue', count: 1 })) },
  }
  const document = madeDocument('made:then', {
    fields: [{ key: 'status', title: 'Status', guess }],
    people: [],
    records: [0, 1, 2, 3].map(record),
  })
  const { board } = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Then' } })
  const statuses = async (at: number) => {
    const { columns, items } = await ask<Told>(boardAt, {
      board,
      at,
    })
    const status = columns.find(({ title }) => title === 'Status')?.number ?? -1
    return items.map(({ title, cells }) => `${title} ${String(cells[status])}`)
  }
  expect(await statuses(start - 1)).toEqual([])
  expect(await statuses(start + day)).toEqual(['Item 0 1', 'Item 1 1'])
  expect(await statuses(start + 11 * day)).toEqual(['Item 0 2', 'Item 1 2', 'Item 2 1', 'Item 3 1'])
  expect(await statuses(Date.now())).toEqual(['Item 0 2', 'Item 1 2', 'Item 2 2', 'Item 3 2'])
  const life = await ask<{ since: number; density: number[] }>(boardLife, { board })
  expect(life.since).toBe(start)
  expect(life.density.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(4)
  expect(await ask(boardMoments, { board, at: start + 11 * day })).toMatchObject({
    previous: { at: start + 10 * day },
    next: { at: start + 12 * day },
  })
  const compared = await ask<BoardComparison>(boardCompare, { board, from: start + day, to: start + 11 * day })
  expect(compared.counts).toMatchObject({ added: 2, changed: 2, removed: 0, moved: 0 })
  expect(compared.items[0]).toMatchObject({ key: expect.stringMatching(/-1$/), cells: [{ from: 1, to: 2 }] })

  // What was imported is judged by where it is now, as all else.
  const member = await world.member(node, 'member')
  const elsewhere = await world.board(node, owner)
  await runner(board)('item.moveToBoard', { rows: [1], to: elsewhere.board, group: elsewhere.group, columns: [] })
  await runner(elsewhere.board)('board.setAccess', { access: 'private' })
  const titles = async (who: MemberId) =>
    (await ask<Told>(boardAt, { board, at: start + day }, who)).items.map(({ title }) => title)
  expect(await titles(owner)).toEqual(['Item 0', 'Item 1'])
  expect(await titles(member)).toEqual(['Item 0'])
})

test('boards are due by their changes, by what these touch, or after a week; old checkpoints are thinned', async () => {
  const { board, group } = await world.board(node, owner)
  const run = runner(board)
  const rule = { changes: 5, touches: 100, ageMs: 7 * 86_400_000 }
  const versions = () => checkpointVersions(world.pool, world.accountId, board)
  const make = (now: number) => makeCheckpoints({ node, pool: world.pool, now, rule })
  for (let item = 0; item < 5; item++) await run('item.create', { id: newId(), title: `${item}`, group })
  await make(Date.now())
  expect(await versions()).toHaveLength(1)
  await run('item.create', { id: newId(), title: 'one more', group })
  await make(Date.now())
  expect(await versions()).toHaveLength(1)
  await make(Date.now() + 8 * 86_400_000)
  expect(await versions()).toHaveLength(2)
  await run('item.create', { id: newId(), title: 'and one', group })
  await make(Date.now() + 8 * 86_400_000)
  expect(await versions()).toHaveLength(3)
  await make(Date.now() + 100 * 86_400_000)
  expect(await versions()).toHaveLength(2)
  const { rows } = await world.pool.query<{ loose: number }>(
    `SELECT count(*)::integer AS loose FROM checkpoint_chunk k WHERE board = $1 AND NOT EXISTS (
       SELECT FROM checkpoint c, jsonb_array_elements(c.chunks) p WHERE c.board = k.board AND p->>2 = k.hash)`,
    [scopeOf('board', board).slice(6)],
  )
  expect(rows[0]?.loose).toBe(0)
})
