import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportFormatEntry, ExportStatus, ImportPreview, SessionAnswer } from '@fulcrum/protocol'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { callOperator } from '../operations/operator.ts'
import { TestBrowser, bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: LocalServer
let owner: { browser: TestBrowser; session: SessionAnswer }
let member: TestBrowser
const board = newId()
const secret = newId()

/** A board with two groups, a sub-item, and a column that only its owner may read. */
beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = await firstOwner(server)
  member = (await invited(owner.browser, 'member')).browser
  const workspace = newId()
  const ask = <T>(command: string, args: object) =>
    owner.browser.must<{ result: T }>(`/api/${command}`, { board, ...args }).then(({ result }) => result)
  await owner.browser.must('/api/workspace.create', { id: workspace, name: 'Work' })
  await ask('board.create', { workspace, name: 'Plan: "2026"/Q1' })
  const groups: number[] = []
  for (const title of ['Now', 'Later']) {
    groups.push((await ask<{ number: number }>('group.create', { id: newId(), title })).number)
  }
  const column = async (kind: string, title: string, id = newId()) =>
    (await ask<{ number: number }>('column.create', { id, kind, title })).number
  const points = await column('number', 'Points')
  const due = await column('date', 'Due')
  const pay = await column('number', 'Pay', secret)
  await ask('column.setAccess', { id: secret, readers: [], editors: [] })
  const rows: [string, number, number, number][] = [
    ['=1+1', 0, -5, 20_781],
    ['Two, "quoted"', 0, 8, 20_782],
    ['Three | bars', 1, 3, 20_783],
  ]
  const ids: string[] = []
  for (const [title, group, number, day] of rows) {
    const id = newId()
    ids.push(id)
    const cells = [
      { column: points, value: number },
      { column: due, value: { day, minute: null } },
      { column: pay, value: 9_999 },
    ]
    await ask('item.create', { id, title, group: groups[group], cells })
  }
  await ask('item.create', { id: newId(), title: 'Below two', parent: ids[1] })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function fileFor(browser: TestBrowser, order: object): Promise<{ text: string; headers: Headers; id: string }> {
  const { id } = await browser.must<ExportStatus>('/exports', { board, ...order })
  const { body, headers, status } = await browser.get(`/exports/${id}/file`)
  expect(status).toBe(200)
  return { text: typeof body === 'string' ? body : JSON.stringify(body), headers, id }
}

test('everything of a board is a table with keys, groups and parents, sub-items below their items', async () => {
  const { text, headers, id } = await fileFor(owner.browser, { format: 'csv' })
  expect(text).toBe(
    [
      'Key,Title,Points,Due,Pay,Group,Parent',
      "PLAN-1,'=1+1,-5,2026-11-24,9999,Now,",
      'PLAN-2,"Two, ""quoted""",8,2026-11-25,9999,Now,',
      'PLAN-4,Below two,,,,Now,PLAN-2',
      'PLAN-3,Three | bars,3,2026-11-26,9999,Later,',
      '',
    ].join('\r\n'),
  )
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="Plan 2026 Q1.csv"; filename*=UTF-8''Plan%202026%20Q1.csv`,
  )
  const status: ExportStatus = (await owner.browser.get(`/exports/${id}`)).body
  expect(status).toMatchObject({ state: 'done', done: 4, total: 4 })
  expect((await owner.browser.ask(`/exports/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await owner.browser.get(`/exports/${id}/file`)).status).toBe(404)
})

test('a view gives its rows, its order and its columns alone', async () => {
  const view = {
    sort: [{ column: 1, direction: 'desc' }],
    columns: [{ column: 1 }, { column: 2, hidden: true }, { column: 3, hidden: true }],
  }
  const filter = { column: 1, operator: 'is-not', value: 3 }
  const { text } = await fileFor(owner.browser, { format: 'csv', view: { ...view, filter } })
  expect(text.split('\r\n')).toEqual([
    'Key,Title,Points,Group,Parent',
    'PLAN-2,"Two, ""quoted""",8,Now,',
    'PLAN-4,Below two,,Now,PLAN-2',
    "PLAN-1,'=1+1,-5,Now,",
    '',
  ])
  const found = await fileFor(owner.browser, { format: 'csv', view, search: 'bars' })
  expect(found.text).toBe('Key,Title,Points,Group\r\nPLAN-3,Three | bars,3,Later\r\n')
})

test.each(['csv', 'md', 'json'])('a column that somebody may not read is not in their %s', async (format) => {
  const { text } = await fileFor(member, { format })
  expect(text).toContain('Points')
  expect(text).not.toMatch(/Pay|9999|9,999/)
  expect((await fileFor(owner.browser, { format })).text).toMatch(/Pay/)
})

test('Markdown is a table whose cells are one line and whose signs mean nothing', async () => {
  const { text } = await fileFor(owner.browser, { format: 'md' })
  expect(text).toContain('| PLAN-3 | Three \\| bars |')
  expect(text.split('\n').slice(2, 4)).toEqual([
    '| Key | Title | Points | Due | Pay | Group | Parent |',
    '| --- | --- | ---: | --- | ---: | --- | --- |',
  ])
})

test('JSON says values with their types', async () => {
  const { text } = await fileFor(owner.browser, { format: 'json' })
  const { items, ...head }: { items: Record<string, unknown>[] } = JSON.parse(text)
  expect(head).toMatchObject({
    format: 'fulcrum.board',
    version: 1,
    board: { id: board, name: 'Plan: "2026"/Q1' },
    columns: [{ number: 1, title: 'Points', kind: 'number' }, { number: 2 }, { number: 3 }],
  })
  expect(items[0]).toMatchObject({
    key: 'PLAN-1',
    title: '=1+1',
    group: 'Now',
    parent: null,
    cells: { 1: { value: -5, text: '-5' }, 2: { value: { day: 20_781, minute: null }, text: '2026-11-24' } },
  })
})

test('a workbook that is sent back is the same board', async () => {
  const { id, fileName } = await owner.browser.must<ExportStatus>('/exports', { board, format: 'xlsx' })
  const answer = await fetch(`${server.url}/exports/${id}/file`, { headers: { cookie: owner.browser.cookie } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const sent = await owner.browser.ask(`/imports?name=${encodeURIComponent(fileName)}`, {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const preview: ImportPreview = sent.body
  expect(preview.fields.map(({ title, suggestion }) => [title, suggestion.role ?? suggestion.kind])).toEqual([
    ['Key', 'key'],
    ['Title', 'title'],
    ['Points', 'number'],
    ['Due', 'date'],
    ['Pay', 'number'],
    ['Group', 'group'],
    ['Parent', 'parent'],
  ])
  expect(
    preview.rows.map(({ key, title, parentKey, group, cells }) => [key, title, parentKey, group, cells['points']]),
  ).toEqual([
    ['PLAN-1', '=1+1', null, 'Now', '-5'],
    ['PLAN-2', 'Two, "quoted"', null, 'Now', '8'],
    ['PLAN-4', 'Below two', 'PLAN-2', 'Now', undefined],
    ['PLAN-3', 'Three | bars', null, 'Later', '3'],
  ])
})

test("another person's export, another format, a board that one does not see: refused alike", async () => {
  const formats: readonly ExportFormatEntry[] = (await member.get('/exports/formats')).body
  expect(formats.map(({ format }) => format)).toEqual(['csv', 'xlsx', 'md', 'json'])
  const { id } = await owner.browser.must<ExportStatus>('/exports', { board, format: 'csv' })
  for (const route of [`/exports/${id}`, `/exports/${id}/file`]) expect((await member.get(route)).status).toBe(404)
  expect((await member.ask(`/exports/${id}`, { method: 'DELETE' })).status).toBe(404)
  const nobody = new TestBrowser(server)
  for (const route of ['/exports/formats', `/exports/${id}`, `/exports/${id}/file`]) {
    expect((await nobody.get(route)).status).toBe(401)
  }
  expect((await nobody.post('/exports', { board, format: 'csv' })).status).toBe(401)
  expect((await owner.browser.post('/exports', { board, format: 'pdf' })).status).toBe(400)
  expect((await owner.browser.post('/exports', { board: newId(), format: 'csv' })).status).toBe(404)
  const { browser: guest } = await invited(owner.browser, 'guest')
  expect((await guest.post('/exports', { board, format: 'csv' })).status).toBe(404)
})

test('whoever loses the right while the file waits gets nothing of it', async () => {
  const { id } = await member.must<ExportStatus>('/exports', { board, format: 'csv' })
  await owner.browser.must('/api/board.setAccess', { board, access: 'private' })
  try {
    await expect(member.get(`/exports/${id}/file`).then(({ body }) => String(body))).resolves.not.toContain('PLAN-1')
  } catch {
    // The connection is cut where the titles are out already.
  } finally {
    await owner.browser.must('/api/board.setAccess', { board, access: 'main' })
  }
})

test('an operator writes a file, or leaves nothing behind', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-export-'))
  const file = path.join(folder, 'plan.csv')
  try {
    const done = await callOperator(server.dataDir, 'export', { format: 'csv', board: 'plan: "2026"/q1', file })
    expect(done).toMatchObject({ file, rows: 4 })
    expect(readFileSync(file, 'utf8')).toContain('9999')
    rmSync(file)
    for (const wrong of [{ board: 'No such board' }, { format: 'pdf' }, { view: 'No such view' }]) {
      const order = { format: 'csv', board, file, ...wrong }
      await expect(callOperator(server.dataDir, 'export', order)).rejects.toThrow(/There is no|has no view/)
    }
    const nowhere = path.join(folder, 'no', 'such', 'folder.csv')
    await expect(callOperator(server.dataDir, 'export', { format: 'csv', board, file: nowhere })).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
