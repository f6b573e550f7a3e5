import { scopeOf } from '@fulcrum/domain'
import type { BoardState, Json, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../../node.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let admin: MemberId
let boards: string[]
/** On each board the connection to the next one. */
let connections: number[]

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  admin = await world.member(node, 'admin')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  boards = []
  connections = []
  const names = ['North', 'East', 'South', 'West']
  for (const name of names) {
    const { board } = await world.board(node, owner)
    await run('board.update', { board, name })
    boards.push(board)
  }
  for (const [at] of names.entries()) {
    const settings = { boards: [{ board: boardAt(at + 1), partner: null }], several: true }
    connections.push((await column(at, 'connect', 'Next', settings)).number)
  }
})

function boardAt(at: number): string {
  return String(boards[at % boards.length])
}

async function say(command: string, args: object, member = owner) {
  return node.executor.run({ principal: () => node.hub.principal(member) }, command, 1, args)
}

async function run(command: string, args: object, member = owner): Promise<Json> {
  const answer = await say(command, args, member)
  if (!answer.ok) throw new Error(answer.message)
  return answer.result
}

async function column(at: number, kind: string, title: string, settings: object, member = owner) {
  const id = newId()
  const made = await run('column.create', { board: boardAt(at), id, kind, title, settings }, member)
  return { id, number: (made as { number: number }).number }
}

const sumOf = (text: string) => ({ text, type: 'blank' })

/** A formula on each board that reads the next one's, the last one a plain number; the first formula's column. */
async function chain(length: number): Promise<{ id: string; number: number }[]> {
  const made: { id: string; number: number }[] = []
  for (let at = length - 1; at >= 0; at--) {
    made.unshift(
      await column(at, 'formula', `Total ${at}`, sumOf(at === length - 1 ? '1' : `SUM({Next.Total ${at + 1}})`)),
    )
  }
  return made
}

test.each([3, 4])('a circle over %i boards is refused by the names of its boards and columns', async (length) => {
  boards = boards.slice(0, length)
  const last = length - 1
  const back = { boards: [{ board: boardAt(0), partner: null }], several: true }
  const home = await column(last, 'connect', 'Home', back)
  const made = await chain(length)
  const closing = { board: boardAt(last), id: made[last]?.id, settings: sumOf('SUM({Home.Total 0})') }
  const names = ['North', 'East', 'South', 'West']
  const way = Array.from({ length: last }, (_, at) => `“Total ${at}” of “${names[at]}”`)
  await expect(run('column.update', closing)).rejects.toThrow(`“Total ${last}” → ${way.join(' → ')} → “Total ${last}”`)
  const mirror = { through: home.number, sources: [{ board: boardAt(0), column: made[0]?.number }], rollUp: 'sum' }
  const mirrored = await column(last, 'mirror', 'Mirrored', mirror)
  expect(mirrored.number).toBeGreaterThan(0)
  const text = { ...closing, settings: sumOf('{Mirrored} + 1') }
  await expect(run('column.update', text)).rejects.toThrow('in a circle')
})

test('who may not see a board on the way learns nothing of it', async () => {
  boards = boards.slice(0, 3)
  const back = { boards: [{ board: boardAt(0), partner: null }], several: true }
  await column(2, 'connect', 'Home', back)
  const made = await chain(3)
  await run('board.setAccess', { board: boardAt(1), access: 'private' })
  const settings = sumOf('SUM({Home.Total 0})')
  const answer = await say('column.update', { board: boardAt(2), id: made[2]?.id, settings }, admin)
  expect(answer).toMatchObject({ ok: false })
  expect(JSON.stringify(answer)).toContain('a column that you may not see')
  expect(JSON.stringify(answer)).not.toContain('East')
})

test('a formula over a board that its author may not see is refused, and names nothing of it', async () => {
  await chain(2)
  await run('board.setAccess', { board: boardAt(1), access: 'private' })
  for (const title of ['Total 1', 'Total 2']) {
    const settings = sumOf(`SUM({Next.${title}})`)
    const args = { board: boardAt(0), id: newId(), kind: 'formula', title: 'Guess', settings }
    expect(JSON.stringify(await say('column.create', args, admin))).toContain(`There is no column {${title}}`)
  }
})

test('boards that are changed at the same time so that they read each other end with an error in the cells', async () => {
  boards = boards.slice(0, 2)
  const first = await column(0, 'formula', 'First', sumOf('1'))
  const second = await column(1, 'formula', 'Second', sumOf('1'))
  await column(1, 'connect', 'Home', { boards: [{ board: boardAt(0), partner: null }], several: true })
  const answers = await Promise.all([
    say('column.update', { board: boardAt(0), id: first.id, settings: sumOf('SUM({Next.Second})') }),
    say('column.update', { board: boardAt(1), id: second.id, settings: sumOf('SUM({Home.First})') }),
  ])
  expect(answers.some(({ ok }) => ok)).toBe(true)
  const { state } = await node.store.get(scopeOf('board', boardAt(0)))
  const principal = node.hub.principal(owner)
  if (!principal) throw new Error('no owner')
  // @NOTE the scope is a board's.
  const seen = await node.hub.farCells.seenBy(state as BoardState, principal)
  expect(seen.hasToDerive).toBe(false)
})
