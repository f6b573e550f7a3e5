import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArchiveStatus, SessionAnswer } from '@fulcrum/protocol'
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestBrowser, bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { filesFolder } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'
import { partsOf } from './testing/archives.ts'

let database: TestDatabase
let server: BootedServer
let owner: { browser: TestBrowser; session: SessionAnswer }
let member: TestBrowser
const files = filesFolder()
const [workspace, open, secret] = [newId(), newId(), newId()]

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = await firstOwner(server)
  member = (await invited(owner.browser, 'member')).browser
  await owner.browser.must('/api/workspace.create', { id: workspace, name: 'Work: all' })
  for (const [browser, board, access] of [
    [owner.browser, open, 'main'],
    [member, secret, 'private'],
  ] as const) {
    await browser.must('/api/board.create', { board, workspace, name: `Board ${access}`, access })
    await browser.must('/api/group.create', { board, id: newId(), title: 'Now' })
    await browser.must('/api/item.create', { board, id: newId(), group: 1, title: `Item ${access}` })
  }
  for (const [browser, name] of [
    [owner.browser, 'Of the owner'],
    [member, 'Of the member'],
  ] as const) {
    await browser.must('/api/view.create', { board: open, id: newId(), name, kind: 'table', mine: true, spec: {} })
  }
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  files.remove()
})

async function fetched(browser: TestBrowser): Promise<{ status: number; bytes: Uint8Array; name: string | null }> {
  const answer = await fetch(`${server.url}/archives/of/${workspace}`, { headers: { cookie: browser.cookie } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, bytes, name: answer.headers.get('content-disposition') }
}

async function ended(id: string): Promise<ArchiveStatus> {
  for (;;) {
    const status: ArchiveStatus = (await owner.browser.get(`/archives/${id}`)).body
    if (status.state !== 'running') return status
    await sleep(50)
  }
}

const send = (browser: TestBrowser, bytes: Uint8Array) =>
  browser.ask('/archives', { method: 'POST', body: bytes as never, headers: { 'content-type': 'application/zip' } })

test('an owner gets what they see: no private board of others, no view of somebody else', async () => {
  const { status, bytes, name } = await fetched(owner.browser)
  expect(status).toBe(200)
  expect(name).toContain('filename="Work all.fulcrum"')
  const file = `${files.folder}/mine.fulcrum`
  writeFileSync(file, bytes)
  const all = [...(await partsOf(file)).values()].join('\n')
  expect(all).toContain('Item main')
  expect(all).toContain('Of the owner')
  expect(all).not.toMatch(/private|Of the member/)
})

test('an archive that is sent becomes a workspace of whoever sent it', async () => {
  const { bytes } = await fetched(owner.browser)
  const sent = await send(owner.browser, bytes)
  expect(sent.status).toBe(200)
  const status = await ended((sent.body as ArchiveStatus).id)
  expect(status).toMatchObject({ state: 'done', taken: { name: 'Work: all', boards: 1, items: 1, keptIds: false } })
  // The API may say ids in their public form: the digits are the same.
  const digits = (id: string) => id.replace(/^[a-z]+_|-/g, '')
  const tree: { boards: { name: string; workspaceId: string }[] } = (await owner.browser.post('/api/tree.list')).body
  const here = digits(status.taken?.workspace ?? '')
  expect(tree.boards.filter(({ workspaceId }) => digits(workspaceId) === here)).toMatchObject([{ name: 'Board main' }])
})

test('what is no archive is told so', async () => {
  const sent = await send(owner.browser, new TextEncoder().encode('Title\nOne\n'))
  const status = await ended((sent.body as ArchiveStatus).id)
  expect(status).toMatchObject({ state: 'failed', error: { code: 'invalid' } })
})

test('members, guests and nobody are refused, and know nothing of the archives of others', async () => {
  expect((await fetched(member)).status).toBe(403)
  expect((await send(member, new Uint8Array(3))).status).toBe(403)
  const nobody = new TestBrowser(server)
  expect((await fetched(nobody)).status).toBe(401)
  expect((await send(nobody, new Uint8Array(3))).status).toBe(401)
  const { bytes } = await fetched(owner.browser)
  const { id }: ArchiveStatus = (await send(owner.browser, bytes)).body
  for (const method of ['GET', 'DELETE']) expect((await member.ask(`/archives/${id}`, { method })).status).toBe(404)
  await ended(id)
  expect((await owner.browser.get(`/archives/of/${newId()}`)).status).toBe(404)
})
