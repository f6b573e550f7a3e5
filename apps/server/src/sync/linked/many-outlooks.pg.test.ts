import { must } from '@fulcrum/domain'
import type { BoardViewSpec, Json, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../../node.ts'
import { queries } from '../../queries/all.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'

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

async function run(command: string, args: object): Promise<Json> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result
}

const numberOf = (made: Json) => must((made as { number?: number }).number)

async function column(board: string, kind: string, title: string, settings?: object): Promise<number> {
  return numberOf(await run('column.create', { board, id: newId(), kind, title, ...(settings && { settings }) }))
}

test('more readers than outlooks are kept, at once and in turn, each see what is theirs', async () => {
  const items = 40
  const a = await world.board(node, owner)
  const others = await Promise.all(Array.from({ length: 4 }, () => world.board(node, owner)))
  const connection = await column(a.board, 'connect', 'Parts', {
    boards: others.map(({ board }) => ({ board, partner: null })),
    several: true,
  })
  const sources: { board: string; column: number }[] = []
  const parts: string[][] = []
  for (const { board, group } of others) {
    const points = await column(board, 'number', 'Points')
    sources.push({ board, column: points })
    const ids: string[] = []
    for (let at = 0; at < items; at++) {
      const id = newId()
      ids.push(id)
      await run('item.create', { board, id, title: `Part ${at}`, group, cells: [{ column: points, value: at + 1 }] })
    }
    parts.push(ids)
  }
  const sum = await column(a.board, 'mirror', 'Sum', { through: connection, sources, rollUp: 'sum' })
  for (let at = 0; at < items; at++) {
    await run('item.create', { board: a.board, id: newId(), title: `Item ${at}`, group: a.group })
    // Each item has a part on one of the boards.
    await run('item.connect', {
      board: a.board,
      column: connection,
      rows: [at],
      values: [[must(parts[at % 4]?.[at])]],
      also: others.map(({ board }) => board),
    })
  }
  const readers: { readonly id: MemberId; readonly sees: readonly boolean[] }[] = []
  for (const { board } of others) await run('board.setAccess', { board, access: 'private' })
  for (let each = 0; each < 16; each++) {
    const id = await world.member(node, 'member')
    const sees = others.map((_, bit) => ((each >> bit) & 1) === 1)
    for (const [bit, { board }] of others.entries()) {
      if (sees[bit]) await run('board.setMember', { board, id, subject: 'member', role: 'viewer' })
    }
    readers.push({ id, sees })
  }
  const ask = async (member: MemberId, view?: BoardViewSpec) => {
    const query = must(queries.find(({ name }) => name === 'item.list'))
    const principal = must(node.hub.principal(member))
    const answer = (await query.answer(
      { hub: node.hub, principal },
      { board: a.board, limit: 100, ...(view && { view }) },
    )) as { items: { row: number; cells: Record<string, Json> }[] }
    return answer.items.map(({ row, cells }) => [row, cells[sum] ?? null] as const)
  }
  const filled: BoardViewSpec = {
    filter: { and: [{ column: sum, operator: 'at-least', value: 0 }] } as never,
    sort: [{ column: sum, direction: 'desc' }],
  }
  const seen = (sees: readonly boolean[], plus: number) =>
    Array.from(
      { length: items },
      (_, at) => [at, sees[at % 4] ? { number: at + 1 + (at === 3 ? plus : 0) } : { problem: 'no-access' }] as const,
    )
  for (const plus of [0, 100, 200]) {
    if (plus > 0)
      await run('item.setCells', {
        board: must(others[3]).board,
        column: must(sources[3]).column,
        rows: [3],
        values: [4 + plus],
      })
    const answers = await Promise.all(readers.map(({ id }) => ask(id)))
    answers.forEach((answer, at) => expect(answer).toEqual(seen(must(readers[at]).sees, plus)))
    const views = await Promise.all(readers.map(({ id }) => ask(id, filled)))
    views.forEach((answer, at) => {
      const own = seen(must(readers[at]).sees, plus).filter(([, cell]) => 'number' in cell)
      expect(new Set(answer.map(([row]) => row))).toEqual(new Set(own.map(([row]) => row)))
    })
  }
}, 120_000)
