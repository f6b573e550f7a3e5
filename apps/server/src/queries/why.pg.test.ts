import { must } from '@fulcrum/domain'
import type { Json, LoggedChange, MemberId, Patch } from '@fulcrum/domain'
import type { WhyEntry } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordHistory } from '../scopes/history.ts'
import { changesAfter } from '../storage/log.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { below, oneOf, seededRandom } from '../testing/random.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { cellWhy } from './activity.ts'

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

const items = 40
const commandCount = 800
const cellCount = 1_000

/** The slow plain version: every entry of the log, looked through from the first to the last. */
function bruteForce(log: readonly LoggedChange[], row: number, column: number | string) {
  const entries = log.flatMap((change) => {
    const to = wroteTo(change.patches, row, column)
    if (to === undefined) return []
    const { version, id, at, actor, cause, command } = change
    const from = wroteTo(change.inverse, row, column) ?? null
    const made = wroteTo(change.patches, row, 'createdAt') !== undefined
    return [{ version, id, at, actor, cause, command, from, to, historic: change.historic === true, made }]
  })
  return entries.toSorted((left, right) => right.at - left.at || right.version - left.version)
}

function wroteTo(patches: readonly Patch[], row: number, column: number | string): Json | undefined {
  let found: Json | undefined
  for (const patch of patches) {
    if (patch.op !== 'cells' || patch.column !== column) continue
    for (let index = 0; index < patch.rows.length; index++) {
      if (patch.rows[index] === row) found = patch.values[patch.values.length === 1 ? 0 : index] ?? null
    }
  }
  return found
}

test('why a cell is what it is: for 1,000 cells of a board with a past, what looking through the whole log finds', async () => {
  const random = seededRandom(20_261_126)
  const node = await world.node()
  const people = [
    await world.member(node, 'owner'),
    await world.member(node, 'member'),
    await world.member(node, 'admin'),
  ]
  const owner = must(people[0])
  const { board, scope, group } = await world.board(node, owner)
  const run = (member: MemberId, command: string, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(member) }, command, 1, { board, ...args })
  for (const kind of ['text', 'number', 'status', 'people']) {
    await run(owner, 'column.create', { id: newId(), kind, title: kind })
  }
  for (let at = 0; at < items; at++) await run(owner, 'item.create', { id: newId(), title: `Item ${at}`, group })
  const values: readonly (() => Json)[] = [
    () => `text ${below(random, 50)}`,
    () => below(random, 100),
    () => 1 + below(random, 5),
    () => [oneOf(random, people)],
  ]
  const done: { readonly member: MemberId; readonly change: string; readonly version: number }[] = []
  for (let at = 0; at < commandCount; at++) {
    const member = oneOf(random, people)
    const rows = [...new Set(Array.from({ length: 1 + below(random, 4) }, () => below(random, items)))]
    const column = below(random, 4)
    const value = () => (random() < 0.1 ? null : must(values[column])())
    const step = random()
    const undoing = oneOf(random, [{ member, change: '', version: 0 }, ...done])
    const answer =
      step < 0.7
        ? await run(member, 'item.setCells', { column: column + 1, rows, values: rows.map(value) })
        : step < 0.8
          ? await run(member, 'item.setCells', { column: 'title', rows, values: [`Title ${at}`] })
          : step < 0.85
            ? await run(member, 'item.archive', { rows: [oneOf(random, rows)] })
            : step < 0.9
              ? await run(member, 'item.delete', { rows: [oneOf(random, rows)] })
              : step < 0.95
                ? await run(member, 'item.restore', { rows })
                : await node.executor.run({ principal: () => node.hub.principal(undoing.member) }, 'change.undo', 1, {
                    change: undoing.change,
                    at: [{ scope, version: undoing.version }],
                  })
    const version = answer.ok ? answer.versions[scope] : undefined
    if (answer.ok && answer.change && version) done.push({ member, change: answer.change, version })
  }
  await recordHistory(
    node.store,
    scope,
    Array.from({ length: 60 }, (_, index) => ({
      changeId: newId(),
      at: 1_500_000_000_000 + below(random, 1_000) * 1_000,
      actor: oneOf(random, people),
      cause: { kind: 'import', source: 'file', name: 'old.csv' },
      command: 'item.setCells',
      patches: [{ op: 'cells', column: 1, rows: [index % items], values: [`old ${index}`] }],
      inverse: [{ op: 'cells', column: 1, rows: [index % items], values: [null] }],
    })),
  )
  const log = await changesAfter(world.pool, world.accountId, scope, 0, 1_000_000)
  expect(log.length).toBeGreaterThan(commandCount / 2)
  const context = { hub: node.hub, principal: must(node.hub.principal(owner)) }
  const times: number[] = []
  let entries = 0
  for (let at = 0; at < cellCount; at++) {
    const cell = {
      row: below(random, items),
      column: oneOf(random, [1, 2, 3, 4, 'title', 'archivedAt', 'deletedAt'] as const),
    }
    const from = performance.now()
    const answer = (await cellWhy.answer(context, { board, limit: 500, ...cell })) as { entries: WhyEntry[] }
    times.push(performance.now() - from)
    expect(answer.entries).toEqual(bruteForce(log, cell.row, cell.column))
    entries += answer.entries.length
  }
  expect(entries).toBeGreaterThan(cellCount)
  times.sort((left, right) => left - right)
  const percentile = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
  process.stderr.write(
    `why: ${cellCount} cells, ${log.length} changes, p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms\n`,
  )
})

test('a mirror is so because of its sources, told in one answer to whoever may see them', async () => {
  const node = await world.node()
  const [owner, reader] = [await world.member(node, 'owner'), await world.member(node, 'member')]
  const [a, b] = [await world.board(node, owner), await world.board(node, owner)]
  const run = async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer.result as { number: number }
  }
  const [epic, task] = [newId(), newId()]
  await run('item.create', { board: b.board, id: epic, title: 'Epic', group: b.group })
  await run('item.create', { board: a.board, id: task, title: 'Task', group: a.group })
  const points = (await run('column.create', { board: b.board, id: newId(), kind: 'number', title: 'Points' })).number
  const to = { boards: [{ board: b.board, partner: null }], several: true }
  const link = await run('column.create', { board: a.board, id: newId(), kind: 'connect', title: 'Epic', settings: to })
  const settings = { through: link.number, sources: [{ board: b.board, column: points }], rollUp: 'sum' }
  const sum = await run('column.create', { board: a.board, id: newId(), kind: 'mirror', title: 'Sum', settings })
  await run('item.connect', { board: a.board, column: link.number, rows: [task], values: [[epic]], also: [b.board] })
  await run('item.setCells', { board: b.board, column: points, rows: [epic], values: [7] })
  const far = async (member: MemberId) => {
    const context = { hub: node.hub, principal: must(node.hub.principal(member)) }
    const args = { board: a.board, row: 0, column: sum.number }
    const { entries } = (await cellWhy.answer(context, args)) as { entries: WhyEntry[] }
    return entries.filter(({ of }) => of?.board !== undefined)
  }
  const reason = { actor: owner, from: null, to: 7, of: { board: b.board, row: 0, column: points } }
  expect(await far(reader)).toMatchObject([reason])
  await run('board.setAccess', { board: b.board, access: 'private' })
  expect([await far(reader), await far(owner)]).toMatchObject([[], [reason]])
})
