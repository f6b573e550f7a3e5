import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportPreview, ImportSourceEntry, ImportStatus, SessionAnswer } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestBrowser, bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: BootedServer
let owner: { browser: TestBrowser; session: SessionAnswer }
let workspace: string

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = await firstOwner(server)
  workspace = newId()
  await owner.browser.must('/api/workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function send(browser: TestBrowser, name: string, body: string | Uint8Array, type = 'text/csv') {
  const route = `/imports?name=${encodeURIComponent(name)}`
  return browser.ask(route, { method: 'POST', body: body as string, headers: { 'content-type': type } })
}

async function ended(browser: TestBrowser, id: string): Promise<ImportStatus> {
  for (;;) {
    const status: ImportStatus = (await browser.get(`/imports/${id}`)).body
    if (status.state !== 'running') return status
    await sleep(50)
  }
}

const csv = 'Key,Title,When\nW-1,One,03/04/2026\nW-2,Two,05/06/2026\nW-3,Three,07/08/2026\n'

test('a file is sent, looked at, read again, taken in, and found again', async () => {
  const { browser } = owner
  const sources: readonly ImportSourceEntry[] = (await browser.get('/imports/sources')).body
  expect(sources.map(({ kind }) => kind)).toContain('csv')
  const sent = await send(browser, 'when.csv', csv)
  expect(sent.status).toBe(200)
  const preview: ImportPreview = sent.body
  expect(preview).toMatchObject({
    recordCount: 3,
    suggestedName: 'when',
    knownBoards: [],
    source: { kind: 'csv', identity: 'key' },
  })
  expect(preview.rows[0]).toEqual({
    key: 'W-1',
    title: 'One',
    parentKey: null,
    group: null,
    cells: { key: 'W-1', title: 'One', when: '03/04/2026' },
  })
  const when = preview.fields.find(({ field }) => field === 'when')
  expect(when).toMatchObject({ dayOrderUncertain: true, suggestion: { take: true, kind: 'date' } })
  const again = await browser.must<ImportPreview>(`/imports/${preview.id}/preview`, { dayFirst: false })
  expect(again.fields.find(({ field }) => field === 'when')).toMatchObject({ dayOrderUncertain: false })
  const order = { target: { workspace, name: 'When' } }
  expect(await browser.must<ImportStatus>(`/imports/${preview.id}/start`, order)).toMatchObject({ state: 'running' })
  const status = await ended(browser, preview.id)
  expect(status).toMatchObject({ state: 'done', error: null, report: { isNewBoard: true, items: { created: 3 } } })
  const { boards }: { boards: { name: string; itemCount: number }[] } = (await browser.post('/api/tree.list')).body
  expect(boards).toMatchObject([{ name: 'When', itemCount: 3 }])
  const { rows } = await database.pool.query<{ cells: Record<string, unknown> }>(
    "SELECT cells FROM item WHERE title = 'One'",
  )
  expect(rows[0]?.cells['2']).toEqual({ day: Date.UTC(2026, 2, 4) / 86_400_000, minute: null })
  const second: ImportPreview = (await send(browser, 'when.csv', csv)).body
  expect(second.knownBoards).toMatchObject([{ name: 'When' }])
  await browser.ask(`/imports/${second.id}`, { method: 'DELETE' })
  expect((await browser.get(`/imports/${second.id}`)).status).toBe(404)
})

test("another person's import does not exist, and neither does one for nobody", async () => {
  const { browser: other } = await invited(owner.browser, 'member')
  const preview: ImportPreview = (await send(owner.browser, 'mine.csv', csv)).body
  expect((await other.get(`/imports/${preview.id}`)).status).toBe(404)
  expect((await other.post(`/imports/${preview.id}/start`, { target: { workspace, name: 'X' } })).status).toBe(404)
  expect((await other.ask(`/imports/${preview.id}`, { method: 'DELETE' })).status).toBe(404)
  const nobody = new TestBrowser(server)
  expect((await send(nobody, 'a.csv', csv)).status).toBe(401)
  expect((await nobody.get('/imports/sources')).status).toBe(401)
  await owner.browser.ask(`/imports/${preview.id}`, { method: 'DELETE' })
})

test('whatever is sent, the answer is a sentence and the server goes on', async () => {
  const { browser } = owner
  const bad: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['empty.csv', '', 'text/csv'],
    ['picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
    ['body.json', '{"__proto__": {"a": 1}', 'application/json'],
    ['book.xlsx', 'PK\u0003\u0004', 'application/octet-stream'],
  ]
  for (const [name, body, type] of bad) {
    const answer = await send(browser, name, body, type)
    expect(answer.status, name).toBeGreaterThanOrEqual(400)
    expect(answer.status, name).toBeLessThan(500)
    expect(answer.body, name).toMatchObject({ error: { message: expect.stringMatching(/\S/) } })
  }
  const preview: ImportPreview = (await send(browser, 'ok.csv', csv)).body
  for (const order of [
    {},
    { target: {} },
    { target: { workspace, name: '' } },
    { target: { workspace, name: 'x', extra: 1 } },
  ]) {
    expect((await browser.post(`/imports/${preview.id}/start`, order)).status).toBe(400)
  }
  const unknown = { target: { workspace, name: 'x' }, fields: [{ field: 'no-such', take: true }] }
  expect((await browser.post(`/imports/${preview.id}/start`, unknown)).status).toBe(400)
  expect(await ended(browser, preview.id)).toMatchObject({ state: 'ready' })
  // What failed tells why, and can be started again with something better.
  await browser.must(`/imports/${preview.id}/start`, { target: { workspace: newId(), name: 'Nowhere' } })
  expect(await ended(browser, preview.id)).toMatchObject({ state: 'failed', error: { code: 'not-found' } })
  await browser.must(`/imports/${preview.id}/start`, { target: { workspace, name: 'Somewhere' } })
  expect(await ended(browser, preview.id)).toMatchObject({ state: 'done', report: { items: { created: 3 } } })
  await browser.ask(`/imports/${preview.id}`, { method: 'DELETE' })
  expect((await browser.post('/imports/nonsense/start', { target: { workspace, name: 'x' } })).status).toBe(404)
})
