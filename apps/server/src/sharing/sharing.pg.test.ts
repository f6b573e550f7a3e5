import type { SharedBoard, SharedNews, ShareLink } from '@fulcrum/protocol'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootServer, firstOwner, invited, TestBrowser } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

// Columns of the board: 1 status, 2 owner (people), 3 points, 4 salary (for owners alone), 5 notes (hidden in the view), 6 twice the
// notes' length, which follows from them, 7 epic (items of another board).

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let workspace: string
let board: string
let view: string

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
  workspace = newId()
  await did('workspace.create', { id: workspace, name: 'Workspace of secrets' })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

beforeEach(async () => {
  board = newId()
  view = newId()
  await did('board.create', { board, workspace, name: 'Roadmap', access: 'private' })
  const [now, hidden] = [newId(), newId()]
  await did('group.create', { board, id: now, title: 'Now' })
  await did('group.create', { board, id: hidden, title: 'Group without a shown item' })
  const labels = ['Open', 'Done'].map((name, index) => ({ number: index + 1, name, colour: 'green' }))
  await column('status', 'Status', { labels })
  await column('people', 'Owner', { several: true })
  await column('number', 'Points', { unit: '', unitPlace: 'after' })
  const salary = await column('number', 'Salary', { unit: '', unitPlace: 'after' })
  await did('column.setAccess', { board, id: salary, readers: [], editors: null })
  await column('long-text', 'Internal notes')
  await column('formula', 'Length of the notes', { text: 'LEN({Internal notes}) * 2', type: 'number' })
  await column('connect', 'Epic', { boards: [{ board, partner: null }], several: true })
  await item('Shown', { 1: 1, 2: [await me()], 3: 5, 4: 90_000, 5: 'a secret of the house' })
  await item('Left out by the filter', { 1: 2, 3: 8 })
  await did('view.create', {
    board,
    id: view,
    name: 'For customers',
    kind: 'table',
    mine: false,
    spec: {
      filter: {
        and: [
          { column: 1, operator: 'is-not', value: [2] },
          { column: 5, operator: 'is-not-empty' },
        ],
      },
      columns: [{ column: 'title' }, { column: 1 }, { column: 2 }, { column: 5, hidden: true }],
    },
  })
})

const did = (command: string, args: object) => owner.must<{ result: { number: number } }>(`/api/${command}`, args)

async function me(): Promise<string> {
  const { members } = await owner.must<{ members: { id: string }[] }>('/api/member.list', {})
  return members[0]?.id ?? ''
}

async function column(kind: string, title: string, settings: object = {}): Promise<string> {
  const id = newId()
  await did('column.create', { board, id, kind, title, settings })
  return id
}

let groups = 0
async function item(title: string, cells: Readonly<Record<number, unknown>>): Promise<void> {
  groups = 1
  const entries = Object.entries(cells).map(([number, value]) => ({ column: Number(number), value }))
  await did('item.create', { board, id: newId(), title, group: groups, cells: entries })
}

async function share(more: object = {}): Promise<ShareLink & { readonly token: string }> {
  const link = await owner.must<ShareLink>('/shares/make', { board, view, expiresAt: null, password: null, ...more })
  return { ...link, token: link.url?.split('/').at(-1) ?? '' }
}

const outside = () => new TestBrowser(server)

async function open(token: string, body: object = {}): Promise<SharedBoard> {
  return outside().must<SharedBoard>(`/shared/${token}`, body)
}

test('a link shows the columns and the items of its view, and nothing else leaves the server', async () => {
  const { token, leftOut } = await share()
  const shared = await open(token)
  const { shown } = shared
  const titles = shown.cells.find(([name]) => name === 'title')?.[1]
  expect([shared.title, shared.viewTitle, titles]).toEqual(['Roadmap', 'For customers', ['Shown']])
  const columns = shown.records.board.flatMap(([table, , fields]) => (table === 'column' ? [fields['title']] : []))
  expect(columns.sort()).toEqual(['Owner', 'Points', 'Status'])
  expect(leftOut.map(({ title, why }) => [title, why])).toEqual([
    ['Salary', 'some-only'],
    ['Length of the notes', 'follows'],
  ])
  const wire = JSON.stringify(shared)
  for (const secret of [
    'Left out by the filter',
    'a secret of the house',
    'Internal notes',
    'Salary',
    '90000',
    'Epic',
    'Group without a shown item',
    'Workspace of secrets',
    '@',
    'createdBy',
    'filter',
    'readers',
    'boardMember',
  ]) {
    expect(wire, secret).not.toContain(secret)
  }
})

test('people are names, and only those who are named in what is shown', async () => {
  await invited(owner, 'member')
  const { shown } = await open((await share()).token)
  const people = shown.records.account.filter(([table]) => table === 'member')
  expect(people.map(([, , fields]) => Object.keys(fields).filter((field) => field !== 'colour'))).toEqual([
    ['name'],
    ['name', 'role', 'userId'],
  ])
})

test('a link to a whole board shows all that everybody on it may read', async () => {
  const { shown } = await open((await share({ view: null })).token)
  const columns = shown.records.board.flatMap(([table, , fields]) => (table === 'column' ? [fields['title']] : []))
  expect(columns.sort()).toEqual(['Internal notes', 'Length of the notes', 'Owner', 'Points', 'Status'])
  expect(shown.rows).toEqual([0, 1])
})

test('a column that comes later is shown only when somebody says so', async () => {
  const { token, id } = await share()
  await column('text', 'Added later')
  expect(JSON.stringify(await open(token))).not.toContain('Added later')
  const changed = await owner.must<ShareLink>('/shares/change', { board, id, withNewColumns: true })
  expect(changed.leftOut.map(({ why }) => why)).not.toContain('new')
  expect(JSON.stringify(await open(token))).toContain('Added later')
})

test('a filter that the board cannot follow any more shows nothing, rather than everything', async () => {
  const { token } = await share()
  const { columns } = await owner.must<{ columns: { id: string; number: number }[] }>('/api/board.get', { board })
  await did('column.delete', { board, id: columns.find(({ number }) => number === 1)?.id })
  expect((await open(token)).shown.rows).toEqual([])
})

test('a filter by what only some may read, or by what other boards say, shows nothing: its items would tell', async () => {
  const epics = newId()
  await did('board.create', { board: epics, workspace, name: 'Epics', access: 'private' })
  await did('group.create', { board: epics, id: newId(), title: 'All' })
  await did('column.create', {
    board: epics,
    id: newId(),
    kind: 'number',
    title: 'Size',
    settings: { unit: '', unitPlace: 'after' },
  })
  await column('connect', 'Epics elsewhere', { boards: [{ board: epics, partner: null }], several: true })
  await column('mirror', 'Sizes', { through: 8, sources: [{ board: epics, column: 1 }], rollUp: 'sum' })
  await column('formula', 'Half a salary', { text: '{Salary} / 2', type: 'number' })
  const { token } = await share()
  const rowsBy = async (filter: object) => {
    await did('view.update', { board, id: view, spec: { filter } })
    return (await open(token)).shown.rows
  }
  expect(await rowsBy({ column: 3, operator: 'is-not-empty' })).toEqual([0, 1])
  expect(await rowsBy({ column: 4, operator: 'is-not-empty' })).toEqual([])
  expect(
    await rowsBy({
      or: [
        { column: 3, operator: 'is-not-empty' },
        { column: 4, operator: 'is-empty' },
      ],
    }),
  ).toEqual([])
  expect(await rowsBy({ not: { column: 10, operator: 'is-empty' } })).toEqual([])
  expect(await rowsBy({ not: { column: 9, operator: 'is-not-empty' } })).toEqual([])
})

test('a link that is revoked while passwords are looked at lets in nobody who still waits', async () => {
  const { token, id } = await share({ password: 'open sesame' })
  // More than are looked at at once.
  const opening = Array.from({ length: 9 }, () => outside().post(`/shared/${token}`, { password: 'open sesame' }))
  await owner.must('/shares/revoke', { board, id })
  const statuses = (await Promise.all(opening)).map(({ status }) => status)
  expect(statuses).toContain(404)
})

test('whoever opens a link again and again is counted each time, and is one event of a minute', async () => {
  const { token, id } = await share()
  const reader = outside()
  for (let time = 0; time < 4; time++) await reader.must(`/shared/${token}`, {})
  const { rows } = await database.pool.query<{ uses: number; events: number }>(
    `SELECT uses, (SELECT count(*)::integer FROM audit WHERE event = 'share.opened' AND subject = $1::text) AS events
     FROM share_link WHERE id = $1::uuid`,
    [id],
  )
  expect(rows).toEqual([{ uses: 4, events: 1 }])
})

test('a password is asked for, paced, kept as a hash, and a new one ends what the old one opened', async () => {
  const { token, id } = await share({ password: 'open sesame' })
  expect(await outside().post(`/shared/${token}`, {})).toMatchObject({
    status: 403,
    body: { error: { details: { reason: 'password' } } },
  })
  expect(await outside().post(`/shared/${token}`, { password: 'open barley' })).toMatchObject({
    body: { error: { details: { reason: 'wrong' } } },
  })
  const { pass } = await open(token, { password: 'open sesame' })
  expect((await open(token, { pass })).title).toBe('Roadmap')
  const { rows } = await database.pool.query<{ text: string }>(
    'SELECT s::text AS text FROM share_link s WHERE id = $1',
    [id],
  )
  expect(rows[0]?.text).toContain('$argon2id$')
  expect(rows[0]?.text).not.toContain('sesame')
  expect(rows[0]?.text).not.toContain(token)
  await owner.must('/shares/change', { board, id, password: 'another one' })
  expect((await outside().post(`/shared/${token}`, { pass })).status).toBe(403)
  const guesser = outside()
  const tries = await Promise.all(
    Array.from({ length: 14 }, () => guesser.post(`/shared/${token}`, { password: 'guess' })),
  )
  expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(3)
  expect((await guesser.post(`/shared/${token}`, { password: 'another one' })).status).toBe(429)
  expect((await open(token, { password: 'another one' })).title).toBe('Roadmap')
})

test('a link ends with its day, its revocation, its view, its board and the rights of whoever made it', async () => {
  const gone = async (token: string) => (await outside().post(`/shared/${token}`, {})).status
  const [dated, revoked, ofView, ofBoard] = [await share(), await share(), await share(), await share({ view: null })]
  await database.pool.query('UPDATE share_link SET expires_at = 1 WHERE id = $1', [dated.id])
  expect(await outside().post(`/shared/${dated.token}`, {})).toMatchObject({
    status: 409,
    body: { error: { details: { reason: 'expired' } } },
  })
  await owner.must('/shares/revoke', { board, id: revoked.id })
  expect([await gone(revoked.token), await gone('no-such-token')]).toEqual([404, 404])
  expect(await (await owner.get(`/shares/${board}`)).body).toMatchObject({ links: { length: 3 } })
  await did('view.delete', { board, id: view })
  expect([await gone(ofView.token), await gone(ofBoard.token)]).toEqual([404, 200])
  await did('board.archive', { board, archived: true })
  expect(await gone(ofBoard.token)).toBe(404)
})

test('a link ends with the membership of whoever made it', async () => {
  const maker = await invited(owner, 'member')
  await did('board.setMember', { board, id: maker.session.member, subject: 'member', role: 'owner' })
  const link = await maker.browser.must<ShareLink>('/shares/make', { board, view, expiresAt: null, password: null })
  const token = link.url?.split('/').at(-1) ?? ''
  expect((await open(token)).title).toBe('Roadmap')
  await did('board.setMember', { board, id: maker.session.member, subject: 'member', role: 'editor' })
  expect((await outside().post(`/shared/${token}`, {})).status).toBe(404)
})

test('only owners of the board have its links, and to others they are not there', async () => {
  const editor = await invited(owner, 'member')
  const order = { board, view, expiresAt: null, password: null }
  const { id } = await share()
  for (const [path, body] of [
    ['/shares/make', order],
    ['/shares/change', { board, id, expiresAt: null }],
    ['/shares/revoke', { board, id }],
  ] as const) {
    expect((await editor.browser.post(path, body)).status, path).toBe(404)
  }
  await did('board.setMember', { board, id: editor.session.member, subject: 'member', role: 'editor' })
  expect((await editor.browser.post('/shares/make', order)).status).toBe(403)
  expect((await editor.browser.get(`/shares/${board}`)).status).toBe(403)
  // Of another board, by an id that is good on this one.
  const other = newId()
  await did('board.create', { board: other, workspace, name: 'Other', access: 'private' })
  expect((await owner.post('/shares/revoke', { board: other, id })).status).toBe(404)
  expect((await owner.post('/shares/make', { ...order, board: other })).status).toBe(404)
})

test('a view of one’s own and a form get no link, and neither does a day that is over', async () => {
  const [mine, form] = [newId(), newId()]
  await did('view.create', { board, id: mine, name: 'Mine', kind: 'table', mine: true, spec: {} })
  await did('view.create', { board, id: form, name: 'Form', kind: 'form', mine: false, spec: {} })
  const statuses = await Promise.all(
    [{ view: mine }, { view: form }, { expiresAt: 1 }, { password: 'abc' }].map(
      async (more) =>
        (await owner.post('/shares/make', { board, view, expiresAt: null, password: null, ...more })).status,
    ),
  )
  expect(statuses).toEqual([404, 409, 400, 400])
})

test('a token opens nothing but its board: no query, no command, no socket, no file', async () => {
  const { token } = await share()
  const browser = outside()
  const { pass } = await browser.must<SharedBoard>(`/shared/${token}`, {})
  const headers = { authorization: `Bearer ${token}` }
  for (const path of ['/api/board.get', '/api/item.list', '/api/member.list', '/api/tree.list', '/api/item.create']) {
    expect((await browser.post(path, { board }, headers)).status, path).toBe(401)
  }
  expect((await browser.post(`/shared/${token}`, { pass, board: newId() })).status).toBe(400)
  expect(browser.cookie).toBe('')
})

test('answers are for no search engine', async () => {
  const { headers } = await outside().post(`/shared/${(await share()).token}`, {})
  expect([headers.get('x-robots-tag'), headers.get('cache-control')]).toEqual(['noindex, nofollow', 'no-store'])
})

/** What a page that got in is told, line by line. */
async function told(token: string, pass: string): Promise<() => Promise<SharedNews | undefined>> {
  const response = await fetch(`${server.url}/shared/${token}/live`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ pass }),
  })
  // @NOTE both are streams of bytes.
  const lines = createInterface({ input: Readable.fromWeb(response.body as never) })[Symbol.asyncIterator]()
  return async () => {
    const { done, value } = await lines.next()
    return done === true ? undefined : (JSON.parse(value) as SharedNews)
  }
}

async function untilEnded(next: () => Promise<SharedNews | undefined>): Promise<void> {
  for (let last = await next(); last?.t !== 'ended'; last = await next()) expect(last).toBeDefined()
  expect(await next()).toBeUndefined()
}

test('an open page hears of changes, and of its end, at once', async () => {
  const { token, id } = await share()
  const { pass } = await open(token)
  const next = await told(token, pass)
  expect(await next()).toEqual({ t: 'here' })
  await item('Another one', { 1: 1 })
  expect(await next()).toEqual({ t: 'changed' })
  await owner.must('/shares/revoke', { board, id })
  await untilEnded(next)
  expect((await outside().post(`/shared/${token}/live`, { pass })).status).toBe(404)
})

const links = async () => ((await owner.get(`/shares/${board}`)).body as unknown as { links: ShareLink[] }).links

test('where links are not allowed none is made and none opens, until the board says otherwise', async () => {
  const { token, expiresAt } = await share()
  expect(expiresAt).toBeNull()
  const { pass } = await open(token)
  const next = await told(token, pass)
  try {
    await did('workspace.setRules', { id: workspace, links: false, linkDays: 7 })
    await untilEnded(next)
    await expect(open(token)).rejects.toThrow('There is nothing at this address')
    await expect(share()).rejects.toThrow('Public links are not allowed on this board')
    expect((await links()).map(({ idle, empty }) => [idle, empty])).toEqual([['rules', null]])
    await did('board.setRules', { board, links: true })
    await open(token)
    const before = Date.now()
    const { expiresAt: ends } = await share({ expiresAt: undefined })
    expect(((ends ?? 0) - before) / (24 * 60 * 60 * 1_000)).toBeCloseTo(7, 1)
  } finally {
    await did('workspace.setRules', { id: workspace, links: true, linkDays: 30 })
  }
})

test('owners are told why a link shows no item', async () => {
  const why = async () => (await links())[0]?.empty
  const filter = (column: number, operator: string, value?: unknown) =>
    did('view.update', {
      board,
      id: view,
      spec: {
        filter: { column, operator, ...(value !== undefined && { value }) },
        columns: [{ column: 'title' }, { column: 1 }],
      },
    })
  await share()
  expect(await why()).toBeNull()
  await filter(3, 'is-empty')
  expect(await why()).toBe('nothing-passes')
  await filter(4, 'is-not-empty')
  expect(await why()).toBe('closed-filter')
  board = newId()
  await did('board.create', { board, workspace, name: 'Empty' })
  await owner.must('/shares/make', { board, view: null, password: null })
  expect(await why()).toBe('no-items')
})
