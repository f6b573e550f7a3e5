import { createApi } from '@fulcrum/client/api'
import type { Api, ApiChange } from '@fulcrum/client/api'
import { must, publicId } from '@fulcrum/domain'
import type { NewTokenAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let servers: BootedServer[]
let owner: TestBrowser
let token: string
let api: Api
let board: string
let group: number

async function tokenOf(browser: TestBrowser): Promise<string> {
  const wish = { name: 'A', mayWrite: true, expiresInDays: null, places: null, password: goodPassword }
  return (await browser.must<NewTokenAnswer>('/auth/token.create', wish)).token
}

beforeAll(async () => {
  database = await testDatabase()
  servers = [await bootServer(database.url)]
  owner = (await firstOwner(must(servers[0]))).browser
  servers.push(await bootServer(database.url))
  token = await tokenOf(owner)
  api = createApi({ url: must(servers[0]).url, token })
  const { id: workspace } = await api.run('workspace.create', { name: 'W' })
  board = (await api.run('board.create', { workspace, name: 'Board', prefix: 'ENG' })).id
  group = (await api.run<{ number: number }>('group.create', { board, title: 'G' })).result.number
})

afterAll(async () => {
  for (const server of servers) await server.stop()
  await database.drop()
})

const add = (title: string) => ({ command: 'item.create', args: { board, title, group } })

/** Asks with a key of one's own, of one of the nodes. */
async function keyed(route: string, body: object, key: string, node = 0, by = token) {
  const { status, body: answer } = await new TestBrowser(must(servers[node])).post(`/api/${route}`, body, {
    authorization: `Bearer ${by}`,
    'idempotency-key': key,
  })
  return { status, answer }
}

async function logged(scope: string): Promise<readonly ApiChange[]> {
  const response = await new TestBrowser(must(servers[0])).ask(`/api/changes?scope=${scope}&limit=500`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return (response.body as { changes: readonly ApiChange[] }).changes
}

async function titles(): Promise<string[]> {
  const all: string[] = []
  for await (const { title } of api.list<{ title: string }>('item.list', { board })) all.push(title)
  return all
}

test('the same request under one key is done once, at once or later, on one node or another; another is refused', async () => {
  const ask = { board, title: 'Once', group }
  const key = crypto.randomUUID()
  const answers = await Promise.all([0, 1, 0, 1, 0].map((node) => keyed('item.create', ask, key, node)))
  answers.push(await keyed('item.create', ask, key, 1))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]).toMatchObject({ status: 200, answer: { id: expect.stringMatching(/^item_/) as string } })
  expect((await titles()).filter((title) => title === 'Once')).toHaveLength(1)
  for (const [route, body] of [
    ['item.create', { ...ask, title: 'Twice' }],
    ['group.create', { board, title: 'Once' }],
  ] as const) {
    expect(await keyed(route, body, key)).toMatchObject({ status: 409, answer: { error: { code: 'conflict' } } })
  }
  // A key is its caller's: another's is another.
  const other = await tokenOf(owner)
  expect((await keyed('item.create', { ...ask, title: 'By another' }, key, 0, other)).status).toBe(200)
  expect(await keyed('item.create', ask, 'ü')).toMatchObject({ status: 400 })
  // A refusal is an answer too: asking again does not change it.
  const refused = crypto.randomUUID()
  const nowhere = { board, title: 'Later', group: 77 }
  expect(await keyed('item.create', nowhere, refused)).toEqual(await keyed('item.create', nowhere, refused))
})

test('many commands are run in their order, each with its own result; whole ones leave nothing where one is refused', async () => {
  const mixed = await api.bulk([add('A'), { command: 'item.create', args: { board, title: '', group } }, add('B')])
  expect(mixed).toMatchObject({ done: 2, refused: 1, batch: null })
  expect(mixed.results.map(({ ok }) => ok)).toEqual([true, false, true])
  expect(await titles()).toEqual(expect.arrayContaining(['A', 'B']) as string[])
  const before = await titles()
  const refused = [add('C'), add('D'), { command: 'group.update', args: { board, id: newId(), title: 'x' } }]
  for (let times = 0; times < 2; times++) {
    await expect(api.bulk(refused, { whole: true, key: 'whole-refused' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('command 3') as string,
    })
  }
  expect(await titles()).toEqual(before)
  const whole = await api.bulk([add('E'), add('F')], { whole: true, key: 'the-whole' })
  expect(await api.bulk([add('E'), add('F')], { whole: true, key: 'the-whole' })).toMatchObject({
    done: 2,
    results: whole.results,
  })
  expect(await titles()).toEqual([...before, 'E', 'F'])
  expect(await api.query('change.undoBatch', { batch: whole.batch })).toMatchObject({ kept: 0 })
  expect(await titles()).toEqual(before)
  await expect(api.bulk([{ command: 'member.join', args: {} }])).resolves.toMatchObject({ refused: 1 })
})

test('a list is read page by page: none is missed or told twice while others come and go', async () => {
  const { id: workspace } = await api.run('workspace.create', { name: 'Pages' })
  const { id: large } = await api.run('board.create', { workspace, name: 'Large' })
  const made = await api.run<{ number: number }>('group.create', { board: large, title: 'G' })
  const items = Array.from({ length: 40 }, (_, at) => ({
    command: 'item.create',
    args: { board: large, title: `Item ${at}`, group: made.result.number },
  }))
  await api.bulk(items)
  for (const how of [{}, { view: { sort: [{ column: 'title', direction: 'desc' }] } }, { search: 'Item' }]) {
    const seen: string[] = []
    for await (const { title } of api.list<{ title: string }>('item.list', { board: large, limit: 7, ...how })) {
      seen.push(title)
      // What was read already goes, which moves all behind it in a view.
      if (seen.length === 10) await api.run('item.delete', { board: large, rows: [0] })
      if (seen.length === 20) await api.run('item.restore', { board: large, rows: [0] })
    }
    expect(new Set(seen).size, JSON.stringify(how)).toBe(seen.length)
    for (let at = 1; at < 40; at++) expect(seen, JSON.stringify(how)).toContain(`Item ${at}`)
  }
  await expect(api.query('item.list', { board: large, cursor: 'mine' })).rejects.toMatchObject({ code: 'invalid' })
  for (const query of ['board.activity', 'item.activity', 'cell.why', 'member.list', 'tree.list']) {
    const args = query === 'cell.why' ? { board: large, row: 0, column: 'title' } : { board: large, row: 0 }
    const asked = query.startsWith('board') ? { board: large } : /^(member|tree)/.test(query) ? {} : args
    const whole: object[] = []
    for await (const entry of api.list<object>(query, { ...asked, limit: 500 })) whole.push(entry)
    const paged: object[] = []
    for await (const entry of api.list<object>(query, { ...asked, limit: 1 })) paged.push(entry)
    expect(paged, query).toEqual(whole)
    expect(whole.length, query).toBeGreaterThan(0)
  }
})

test('ids are given with their noun and taken with or without it; items are named by id, row or key', async () => {
  const uuid = newId()
  const answer = await api.run('item.create', { board, id: uuid, title: 'Named', group })
  expect(answer).toMatchObject({
    id: publicId('item', uuid),
    change: expect.stringMatching(/^change_[0-9a-f]{32}$/) as string,
  })
  expect(Object.keys(answer.versions)).toEqual([board])
  const item = await api.query<{ key: string; row: number; createdBy: string }>('item.get', { board, item: uuid })
  expect(item).toMatchObject({ id: publicId('item', uuid), createdBy: expect.stringMatching(/^member_/) as string })
  for (const ref of [publicId('item', uuid), item.key, item.row]) {
    expect(await api.query('item.get', { board, item: ref }), String(ref)).toEqual(item)
  }
  await api.run('update.post', { board, item: item.key, body: 'By its key' })
  const people = await api.run<{ number: number }>('column.create', { board, kind: 'people', title: 'Who' })
  await api.run('item.setCells', { board, column: people.result.number, rows: [item.key], values: [[item.createdBy]] })
  expect(await api.query('item.get', { board, item: item.key })).toMatchObject({
    cells: { [people.result.number]: [item.createdBy] },
  })
  for (const wrong of ['ENG-9999', publicId('item', newId()), publicId('board', uuid)]) {
    await expect(api.query('item.get', { board, item: wrong }), wrong).rejects.toThrow()
  }
  await expect(api.query('item.get', { board: publicId('board', newId()), item: item.key })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('changes come in order and without gaps on the other node too, those to come as they are made', async () => {
  const before = (await logged(board)).filter(({ command }) => command === 'item.create').length
  const stop = new AbortController()
  const seen: ApiChange[] = []
  const other = createApi({ url: must(servers[1]).url, token })
  const listening = (async () => {
    for await (const change of other.changes(board, 0, stop.signal)) {
      seen.push(change)
      if (seen.filter(({ command }) => command === 'item.create').length >= before + 3) stop.abort()
    }
  })()
  for (const title of ['one', 'two', 'three']) await api.run('item.create', { board, title, group })
  await listening
  expect(seen.map((change) => change.version)).toEqual(seen.map((_, at) => at + 1))
  expect(seen.at(-1)).toMatchObject({ command: 'item.create', actor: expect.stringMatching(/^member_/) as string })
})

test('who may not read a column is told of its changes that there were some; who may not read the board, nothing', async () => {
  const reader = await invited(owner, 'member')
  const theirs = createApi({ url: must(servers[0]).url, token: await tokenOf(reader.browser) })
  const secret = await api.run<{ number: number }>('column.create', { board, kind: 'text', title: 'Secret' })
  await api.run('column.setAccess', { board, id: secret.id, readers: [], editors: null })
  const { version } = await api.query<{ version: number }>('board.get', { board })
  await api.run('item.setCells', { board, column: secret.result.number, rows: [0], values: ['the secret'] })
  const read = async (by: string, scope: string, after: number) =>
    (
      await new TestBrowser(must(servers[0])).ask(`/api/changes?scope=${scope}&after=${after}`, {
        headers: { authorization: `Bearer ${by}` },
      })
    ).body as { changes: object[]; error?: { code: string } }
  const hidden = await read(await tokenOf(reader.browser), board, version)
  // Behind it may stand what the server counts by itself, a moment later.
  expect(hidden.changes[0]).toEqual({ version: version + 1 })
  expect(JSON.stringify(hidden)).not.toContain('the secret')
  expect(JSON.stringify(await read(token, board, version))).toContain('the secret')
  await api.run('board.setAccess', { board, access: 'private' })
  const gone = await read(await tokenOf(reader.browser), board, 0)
  const none = await read(await tokenOf(reader.browser), publicId('board', newId()), 0)
  expect(gone).toEqual(none)
  expect(gone.error?.code).toBe('not-found')
  await expect(theirs.query('board.get', { board })).rejects.toMatchObject({ code: 'not-found' })
  await api.run('board.setAccess', { board, access: 'main' })
})
