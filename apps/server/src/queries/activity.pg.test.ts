import { must } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { ActivityEntry } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemActivity } from './activity.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

/** Calls an item by so many names, one after another. */
async function rename(board: string, row: number, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at++)
    await run('item.setCells', { board, rows: [row], column: 'title', values: [`Name ${at}`] })
}

/** All that happened to an item, page by page. */
async function everything(board: string, row: number): Promise<readonly ActivityEntry[]> {
  const found: ActivityEntry[] = []
  let cursor: string | undefined
  do {
    const args = { board, row, limit: 250, ...(cursor !== undefined && { cursor }) }
    const answer = await itemActivity.answer({ hub: node.hub, principal: must(node.hub.principal(owner)) }, args)
    const page = answer as { entries: readonly ActivityEntry[]; next: string | null }
    found.push(...page.entries)
    // Each page goes further back, or this would have no end.
    expect(page.next ?? undefined).not.toBe(cursor ?? null)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

const titles = (entries: readonly ActivityEntry[]) =>
  JSON.stringify(entries.map(({ patches }) => patches)).match(/Name \d+/g)

test('the activity of an item goes back to its beginning, however much happened to it, also where it was before', async () => {
  const [here, there] = [await world.board(node, owner), await world.board(node, owner)]
  const item = newId()
  await run('item.create', { board: here.board, id: item, title: 'Name 0', group: here.group })
  await rename(here.board, 0, 1, 650)
  await run('item.moveToBoard', { board: here.board, to: there.board, rows: [0], group: there.group })
  await rename(there.board, 0, 650, 1_260)
  const entries = await everything(there.board, 0)
  expect(new Set(entries.map(({ id, scope }) => `${scope} ${id}`)).size).toBe(entries.length)
  expect(entries.at(-1)).toMatchObject({ command: 'item.create' })
  const known = new Set(titles(entries))
  expect(known.size).toBe(1_260)
  const times = entries.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((left, right) => right - left))
}, 120_000)
