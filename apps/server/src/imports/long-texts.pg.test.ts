import { afterAll, beforeAll, expect, test } from 'vitest'
import { scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import type { SyncNode } from '../node.ts'
import { filesFolder, importFileAs } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let workspace: Id<'workspace'>
const files = filesFolder()

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner', 'Olga Owner')
  workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  files.remove()
  await world.stop()
  await database.drop()
})

const issueJson = {
  number: 7,
  title: 'One',
  state: 'open',
  html_url: 'https://github.com/octo/app/issues/7',
  repository_url: 'https://api.github.com/repos/octo/app',
  created_at: '2024-01-02T03:04:05Z',
}
const take = (name: string, content: string) =>
  importFileAs(node, owner, files.write(name, content), {
    target: { workspace, name: 'Bad' },
  })

test('a text of a million characters is cut where its column ends, and the report says so', async () => {
  const long = 'word '.repeat(200_000)
  const cases: readonly (readonly [string, string])[] = [
    ['long.csv', `Key,Title,Notes\nK-1,One,"${long}"\nK-2,Two,\n`],
    ['long.json', JSON.stringify([{ ...issueJson, number: 8, body: long }])],
    ['linear.csv', `ID,Team,Title,Description,Status,Triaged\nENG-9,Eng,One,"${long}",Todo,\n`],
  ]
  for (const [name, content] of cases) {
    const report = await take(name, content)
    expect(report.problems, name).toMatchObject([{ reason: 'value-cut', count: 1 }])
    const state = (await node.store.get(scopeOf('board', report.board))).state as BoardState
    const texts = state.columns().map(({ number }) => state.cell(0, number))
    expect(
      texts.some((text) => typeof text === 'string' && text.length > 90_000),
      name,
    ).toBe(true)
  }
}, 180_000)
