import { dayAt, must, scopeOf } from '@fulcrum/domain'
import type { BoardState, CellColumn, Id, Json, LoggedChange, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { changesAfter } from '../storage/log.ts'
import { importDocumentAs, madeDocument } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/random.ts'
import { watchStatements } from '../testing/statements.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { boardHistory } from './board-history.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let workspace: Id<'workspace'>

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const dayMs = 86_400_000
const days = 30
const labels = ['To do', 'In progress', 'Done']

interface Told {
  readonly first: number
  readonly items: number
  readonly historic: number
  readonly lines: readonly { readonly key: Json; readonly values: readonly number[] }[]
}

async function ask(args: object, member = owner): Promise<Told> {
  const principal = must(node.hub.principal(member))
  // @NOTE the query's result says that it is this.
  return (await boardHistory.answer({ hub: node.hub, principal }, { days, ...args })) as Told
}

/** Items of the last weeks with what their source told of them. */
function documentWithPast(random: () => number) {
  const now = Date.now()
  const label = () => must(labels[Math.floor(random() * labels.length)])
  const records = Array.from({ length: 20 }, (_, at) => {
    const createdAt = now - Math.floor(random() * 25 * dayMs)
    let from = label()
    const times = Array.from(
      { length: Math.floor(random() * 4) },
      () => createdAt + Math.floor(random() * (now - createdAt)),
    )
    const history = times
      .sort((left, right) => left - right)
      .map((time) => {
        const entry = { field: 'status', at: time, by: null, mode: 'value' as const, from, to: label() }
        from = entry.to
        return entry
      })
    return { key: `A-${at}`, title: `Item ${at}`, createdAt, values: { status: from }, history }
  })
  const guess = {
    kind: 'status' as const,
    confidence: 1,
    settings: { options: labels.map((name) => ({ name, colour: 'blue', count: 1 })) },
  }
  return madeDocument('made:past', { fields: [{ key: 'status', title: 'Status', guess }], people: [], records })
}

/** The slow plain way: for each day, each cell of each item is looked up in all of the log. */
function replayed(board: BoardState, log: readonly LoggedChange[], status: number, key: Json, day: number): number {
  const changes = log.toSorted((left, right) => left.at - right.at || left.version - right.version)
  const isUntil = ({ at }: LoggedChange) => dayAt(at, 'UTC') <= day
  const made = (change: LoggedChange, row: number) =>
    change.patches.some((patch) => patch.op === 'cells' && patch.column === 'createdAt' && patch.rows.includes(row))
  const valueIn = (patches: LoggedChange['patches'], row: number, column: CellColumn): Json | undefined => {
    let value: Json | undefined
    for (const patch of patches) {
      if (patch.op !== 'cells' || patch.column !== column || !patch.rows.includes(row)) continue
      value = (patch.values.length === 1 ? patch.values[0] : patch.values[patch.rows.indexOf(row)]) ?? null
    }
    return value
  }
  const cell = (row: number, column: CellColumn): Json => {
    const of = changes.filter((change) => !made(change, row) && valueIn(change.patches, row, column) !== undefined)
    const last = of.findLast(isUntil)
    const here = typeof column === 'number' ? board.cell(row, column) : board.system(row, column)
    const making = changes.find((change) => made(change, row))
    if (making && isUntil(making) && must(of.at(-1) ?? making).at < making.at) return here
    if (last) return valueIn(last.patches, row, column) ?? null
    return of[0] ? (valueIn(of[0].inverse, row, column) ?? null) : here
  }
  let count = 0
  for (let row = 0; row < board.rowCount; row++) {
    if (!board.exists(row) || dayAt(Number(board.system(row, 'createdAt')), 'UTC') > day) continue
    if ((['deletedAt', 'archivedAt', 'templateAt'] as const).some((away) => cell(row, away) !== null)) continue
    if (cell(row, status) === key) count += 1
  }
  return count
}

test('each day is what a replay of the whole log gives, with imported history, as the board goes on', async () => {
  const random = seededRandom(7)
  const report = await importDocumentAs(node, owner, documentWithPast(random), { target: { workspace, name: 'Past' } })
  const scope = scopeOf('board', report.board)
  const { state } = await node.store.get(scope)
  // @NOTE the scope's kind says that its state is a board's.
  const board = state as BoardState
  const status = must(board.columns().find(({ title }) => title === 'Status')).number
  const group = Number(board.system(0, 'group'))
  const run = (command: string, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, { board: report.board, ...args })
  const seen = new Set<string>()
  for (let round = 0; round < 4; round++) {
    const before = board.version
    for (let left = round === 0 ? 0 : 6; left > 0; left--) {
      const row = Math.floor(random() * board.rowCount)
      const commands: readonly (readonly [string, object])[] = [
        ['item.setCells', { rows: [row], cells: [{ column: status, value: 1 + Math.floor(random() * 3) }] }],
        ['item.delete', { rows: [row] }],
        ['item.archive', { rows: [row] }],
        ['item.setTemplate', { rows: [row], template: true }],
        ['item.restore', { rows: [row] }],
        ['item.create', { id: newId(), title: 'New', group }],
      ]
      const [command, args] = must(commands[Math.floor(random() * commands.length)])
      await run(command, args)
    }
    // As if it had been done over the last days.
    await world.pool.query('UPDATE change SET at = at - (version * 7919 % 9) * $3 WHERE scope = $1 AND version > $2', [
      scope,
      round === 0 ? board.version : before,
      dayMs,
    ])
    const log = await changesAfter(world.pool, world.accountId, scope, 0)
    const told = await ask({ board: report.board, by: status })
    expect(told.historic).toBe(log.filter(({ historic }) => historic).length)
    for (const key of [1, 2, 3, null]) {
      const line = told.lines.find((each) => each.key === key)
      for (let at = 0; at < days; at++) {
        const expected = replayed(board, log, status, key, told.first + at)
        seen.add(`${String(key)} ${expected}`)
        expect(line?.values[at] ?? 0, `round ${round}, label ${String(key)}, day ${at}`).toBe(expected)
      }
    }
  }
  expect(seen.size).toBeGreaterThan(12)
})

test('asked again, the log is not read; after a change only what came since', async () => {
  const { board, group } = await world.board(node, owner)
  const run = (command: string, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, { board, ...args })
  await run('item.create', { id: newId(), title: 'One', group })
  expect((await ask({ board })).lines[0]?.values.at(-1)).toBe(1)
  const statements = watchStatements(world.pool)
  await ask({ board })
  expect(statements.texts.filter((text) => text.includes('FROM change'))).toEqual([])
  statements.stop()
  await run('item.create', { id: newId(), title: 'Two', group })
  expect((await ask({ board })).lines[0]?.values.slice(-2)).toEqual([0, 2])
})

test('a column that a reader may not see is as if it were not there, and one that follows from others is refused', async () => {
  const { board, group } = await world.board(node, owner)
  const run = async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, {
      board,
      ...args,
    })
    if (!answer.ok) throw new Error(answer.message)
    // @NOTE a new column is answered with its number.
    return answer.result as { number: number }
  }
  const id = newId()
  const { number } = await run('column.create', { id, kind: 'number', title: 'Cost' })
  await run('item.create', { id: newId(), title: 'One', group, cells: [{ column: number, value: 7 }] })
  expect((await ask({ board, sum: number })).lines[0]?.values.at(-1)).toBe(7)
  await run('column.setAccess', { id, readers: [owner], editors: null })
  const member = await world.member(node, 'member')
  await expect(ask({ board, sum: number }, member)).rejects.toThrow('you have no access')
  const formula = await run('column.create', {
    id: newId(),
    kind: 'formula',
    title: 'Twice',
    settings: { text: '1 + 1', type: 'blank' },
  })
  await expect(ask({ board, by: formula.number })).rejects.toThrow('follow from others')
})
