import { accountRoles } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, firstOwner, invited, TestBrowser } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function boards(): Promise<readonly TreeBoard[]> {
  return (await owner.must<{ readonly boards: readonly TreeBoard[] }>('/sync/ask/tree.list')).boards
}

test('owners and admins may load the sample, and nobody else; who is not signed in does not get that far', async () => {
  expect(await new TestBrowser(server).post('/api/demo.load')).toMatchObject({ status: 401 })
  for (const role of accountRoles.filter((each) => each !== 'owner' && each !== 'admin')) {
    const { browser } = await invited(owner, role)
    const answer = await browser.post('/api/demo.load')
    expect(answer, role).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
  }
  expect(await boards()).toEqual([])
})

test('it is made once however often it is asked for, leaves by one command, and can be had afresh', async () => {
  const { browser: admin } = await invited(owner, 'admin')
  const answers = await Promise.all([admin, owner, owner].map((browser) => browser.post('/api/demo.load')))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const first = await boards()
  expect(first.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Bug queue', 'Releases', 'Roadmap', 'Sprints', 'Technical debt']),
  )
  expect(first).toHaveLength(5)
  expect(await owner.post('/api/demo.load')).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })

  const workspace = first[0]?.workspaceId
  await owner.must('/api/workspace.delete', { id: workspace, deleted: true })
  expect(await boards()).toEqual([])
  await owner.must('/api/demo.load')
  const again = await boards()
  expect(again).toHaveLength(5)
  expect(again[0]?.workspaceId).not.toBe(workspace)
})

test('somebody’s own board keeps the sample away, also one that only they can see', async () => {
  const [demo] = await boards()
  await owner.must('/api/workspace.delete', { id: demo?.workspaceId, deleted: true })
  const { browser } = await invited(owner, 'member')
  const workspace = crypto.randomUUID()
  await browser.must('/api/workspace.create', { id: workspace, name: 'Mine' })
  await browser.must('/api/board.create', { board: crypto.randomUUID(), workspace, name: 'Mine', access: 'private' })
  expect(await boards()).toEqual([])
  expect(await owner.post('/api/demo.load')).toMatchObject({ status: 409 })
})
