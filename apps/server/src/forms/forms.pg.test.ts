import type { FormAnswer, FormFile, FormLink, OpenForm } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootServer, firstOwner, invited, TestBrowser } from '../testing/booted-server.ts'
import type { HttpAnswer, LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

// Columns of the board: 1 severity (labels), 2 steps, 3 log files, 4 salary (for owners alone), 5 owner (people), 6 points (1 to 5).

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let workspace: string
let place: { board: string; view: string }

const severities = {
  labels: [
    { number: 1, name: 'Low', colour: 'grey' },
    { number: 2, name: 'High', colour: 'red' },
    { number: 3, name: 'Old', colour: 'blue', retired: true },
  ],
}

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
  workspace = newId()
  await did('workspace.create', { id: workspace, name: 'Workspace' })
})

beforeEach(async () => {
  place = { board: newId(), view: newId() }
  await did('board.create', { board: place.board, workspace, name: 'Bugs of the secret project', access: 'main' })
  await did('group.create', { board: place.board, id: newId(), title: 'New' })
  await column('status', 'Severity', severities)
  await column('long-text', 'Steps')
  await column('file', 'Logs')
  await column('number', 'Salary')
  await column('people', 'Owner')
  await column('number', 'Points')
  const { columns } = await board()
  const id = (title: string) => columns.find((each) => each.title === title)?.id
  await did('column.setAccess', { board: place.board, id: id('Salary'), readers: [], editors: null })
  await did('column.update', {
    board: place.board,
    id: id('Points'),
    rules: { range: { min: 1, max: 5 }, message: 'From one to five, please.' },
  })
  await saveForm()
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

const did = (command: string, args: object) => owner.must<{ result: unknown }>(`/api/${command}`, args)

async function column(kind: string, title: string, settings: object = {}): Promise<void> {
  const defaults: Record<string, object> = {
    file: { sortBy: 'name' },
    number: { unit: '', unitPlace: 'after' },
    people: { several: false },
  }
  await did('column.create', {
    board: place.board,
    id: newId(),
    kind,
    title,
    settings: { ...defaults[kind], ...settings },
  })
}

interface Board {
  readonly columns: readonly { readonly id: string; readonly number: number; readonly title: string }[]
}

async function board(): Promise<Board> {
  return owner.must<Board>('/api/board.get', { board: place.board })
}

const questions = [
  { column: 'title', label: 'What is wrong?' },
  { column: 1, label: 'How bad is it?', required: true },
  { column: 2, when: { column: 1, is: 2 }, required: true },
  { column: 3 },
  { column: 4 },
  { column: 5 },
  { column: 6 },
]

async function saveForm(settings: object = {}): Promise<void> {
  const spec = { settings: { title: 'Report a bug', thanks: 'We look at it.', questions, ...settings } }
  await did('view.create', { board: place.board, id: place.view, name: 'Bug form', kind: 'form', mine: false, spec })
}

async function changeForm(settings: object): Promise<void> {
  const spec = { settings: { title: 'Report a bug', questions, ...settings } }
  await did('view.update', { board: place.board, id: place.view, spec })
}

async function share(limits: object = {}): Promise<string> {
  const order = { ...place, audience: 'anybody', closesAt: null, maxAnswers: null, ...limits }
  const link = await owner.must<FormLink>('/forms/share', order)
  return link.url?.split('/').at(-1) ?? ''
}

async function open(token: string, browser = new TestBrowser(server)): Promise<OpenForm> {
  const answer = await browser.get(`/forms/open/${token}`)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** Opens a form as a person does, who takes a while to read it. */
async function opened(token: string): Promise<(answers: object, more?: object) => Promise<HttpAnswer>> {
  const { stamp } = await open(token)
  await sleep(1_600)
  return (answers, more = {}) =>
    new TestBrowser(server).post(`/forms/open/${token}/answers`, { id: newId(), stamp, answers, ...more })
}

async function items(): Promise<readonly { readonly title: string; readonly cells: Record<string, unknown> }[]> {
  const list = await owner.must<{ items: never }>('/api/item.list', { board: place.board })
  return list.items
}

const problems = ({ body }: HttpAnswer): readonly { column: number | 'title'; message: string }[] =>
  (body as { error: { details: { problems?: never } } }).error.details.problems ?? []
const reason = ({ body }: HttpAnswer): unknown =>
  (body as { error: { details: { reason?: string } } }).error.details.reason
const errorOf = ({ status, body }: HttpAnswer): string => `${status} ${JSON.stringify(body)}`

test('an answer becomes an item that says which form it came from, with what is set beside it', async () => {
  await changeForm({ questions: questions.slice(0, 3), fixed: [{ column: 6, value: 4 }], thanks: 'We look at it.' })
  const send = await opened(await share())
  const answer = await send({ title: 'It crashes', 1: [2], 2: 'Open it' })
  expect(answer.status, errorOf(answer)).toBe(200)
  expect(answer.body).toEqual({ thanks: 'We look at it.' })
  const [item] = await items()
  expect(JSON.stringify(item)).toContain('It crashes')
  const { rows } = await database.pool.query(
    "SELECT actor, cause, command FROM change WHERE scope = $1 AND cause ->> 'kind' = 'form'",
    [`board:${place.board}`],
  )
  expect(rows).toEqual([
    { actor: null, command: 'item.create', cause: { kind: 'form', view: place.view, name: 'Bug form' } },
  ])
})

test('strangers are shown the questions and nothing else of the board', async () => {
  const form = await open(await share())
  expect(form.questions.map(({ column: number }) => number)).toEqual(['title', 1, 2, 3, 6])
  const said = JSON.stringify(form)
  for (const secret of ['Salary', 'secret project', 'Olga', 'Old', 'Workspace', place.board])
    expect(said).not.toContain(secret)
  expect(form.people).toEqual([])
})

test('what is missing or wrong is said by question, in the words of the column’s owner, and nothing is made', async () => {
  const send = await opened(await share())
  expect(problems(await send({ 1: [3], 6: 'many' })).map(({ column: number }) => number)).toEqual(['title', 1, 6])
  expect(problems(await send({ title: 'x', 1: [2] }))).toEqual([{ column: 2, message: 'This needs an answer.' }])
  const [range] = problems(await send({ title: 'x', 1: [1], 6: '9' }))
  expect(range?.message).toContain('From one to five, please.')
  expect(await items()).toEqual([])
})

test('columns that are not asked for, hidden ones and everything else of an item stay as they are', async () => {
  const send = await opened(await share())
  const answer = await send({ title: 'Mine', 1: [1], 2: 'not asked', 4: '100', 5: [newId()], 77: 'x' })
  expect(answer.status, errorOf(answer)).toBe(200)
  const said = JSON.stringify(await items())
  expect(said).toContain('Mine')
  for (const never of ['not asked', '100']) expect(said).not.toContain(never)
  for (const more of [
    { group: 2 },
    { parent: newId() },
    { board: newId() },
    { principal: 'system' },
    { createdBy: newId() },
  ]) {
    expect((await send({ title: 'More', 1: [1] }, more)).status).toBe(400)
  }
  expect((await send({ title: 'More', 1: [1], createdBy: newId() })).status).toBe(400)
  expect((await send({ title: 'More', 1: [1], __proto__: 'x' })).status).toBe(200)
})

test('a repeat is taken once, and however many come at once no more than may', async () => {
  const send = await opened(await share({ maxAnswers: 3 }))
  const id = newId()
  const twice = await Promise.all([send({ title: 'Once', 1: [1] }, { id }), send({ title: 'Once', 1: [1] }, { id })])
  expect(twice.map(({ status }) => status)).toEqual([200, 200])
  expect(await items()).toHaveLength(1)
  const many = await Promise.all([1, 2, 3, 4, 5].map((at) => send({ title: `Many ${at}`, 1: [1] })))
  expect(many.filter(({ status }) => status === 200)).toHaveLength(2)
  expect(new Set(many.filter(({ status }) => status !== 200).map(reason))).toEqual(new Set(['full']))
  expect(await items()).toHaveLength(3)
  const { link } = (await owner.get(`/forms/shared/${place.board}/${place.view}`)).body as { link: FormLink }
  expect(link.answers).toBe(3)
})

test('a link that was taken back, replaced, never was or is another’s has one answer; a closed form says so', async () => {
  const first = await share()
  const second = await share()
  const never = 'x'.repeat(43)
  const browser = new TestBrowser(server)
  const answers = [await browser.get(`/forms/open/${first}`), await browser.get(`/forms/open/${never}`)]
  await owner.must('/forms/unshare', place)
  answers.push(await browser.get(`/forms/open/${second}`))
  expect(new Set(answers.map(errorOf)).size).toBe(1)
  expect(answers[0]?.status).toBe(404)
  const closed = await browser.get(`/forms/open/${await share({ closesAt: 1 })}`)
  expect([closed.status, reason(closed)]).toEqual([409, 'closed'])
  const open = await share()
  await did('view.delete', { board: place.board, id: place.view })
  expect((await browser.get(`/forms/open/${open}`)).status).toBe(404)
})

test('a form for members is open to those who are signed in, and only to them', async () => {
  const token = await share({ audience: 'members' })
  const stranger = await new TestBrowser(server).get(`/forms/open/${token}`)
  expect([stranger.status, reason(stranger)]).toEqual([401, 'members'])
  const { browser } = await invited(owner, 'member', { name: 'Mia' })
  const form = await open(token, browser)
  expect(form.people.map(({ name }) => name)).toContain('Mia')
  expect(form.questions.map(({ column: number }) => number)).toContain(5)
})

test('only an owner of the board opens a form to anybody, and who may not see the board learns nothing of it', async () => {
  const order = { ...place, audience: 'anybody', closesAt: null, maxAnswers: null }
  const member = (await invited(owner, 'member')).browser
  expect((await member.post('/forms/share', order)).status).toBe(403)
  expect((await member.post('/forms/share', { ...order, audience: 'members' })).status).toBe(200)
  const guest = (await invited(owner, 'guest')).browser
  for (const route of ['/forms/share', '/forms/unshare']) {
    const asked = route === '/forms/share' ? order : place
    expect((await guest.post(route, asked)).status, route).toBe(404)
  }
  expect((await guest.get(`/forms/shared/${place.board}/${place.view}`)).status).toBe(404)
})

test('a robot that fills a form a thousand times makes a handful of items', async () => {
  const token = await share()
  const { stamp } = await open(token)
  const robot = new TestBrowser(server)
  const send = (more: object = {}) =>
    robot.post(`/forms/open/${token}/answers`, { id: newId(), stamp, answers: { title: 'Buy', 1: [1] }, ...more })
  expect(reason(await send())).toBe('fast')
  await sleep(1_600)
  const statuses = new Map<number, number>()
  for (let round = 0; round < 20; round++) {
    for (const { status } of await Promise.all(Array.from({ length: 50 }, () => send()))) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  expect(statuses.get(429)).toBeGreaterThan(950)
  expect((await items()).length).toBeLessThanOrEqual(20)
})

test('what no person sees and what no person sends makes nothing', async () => {
  await changeForm({ refuseLinks: true })
  const token = await share()
  const send = await opened(token)
  const trapped = await send({ title: 'Buy', 1: [1] }, { website: 'https://buy.example' })
  expect(trapped.status).toBe(200)
  expect(reason(await send({ title: 'https://buy.example', 1: [1] }))).toBe('only-links')
  expect(reason(await send({ title: 'Late', 1: [1] }, { stamp: '1.forged' }))).toBe('stamp')
  expect((await send({ title: 'x'.repeat(20_001), 1: [1] })).status).toBe(400)
  expect((await send({ title: 'x', 1: [1] }, { website: 'x'.repeat(600_000) })).status).toBe(413)
  const other: FormAnswer = { id: newId(), stamp: '', answers: {} }
  expect((await new TestBrowser(server).post(`/forms/open/${token}/answers`, { ...other, answers: [] })).status).toBe(
    400,
  )
  expect(await items()).toEqual([])
})

test('a file comes by a ticket of its form, which nobody can make of a hash', async () => {
  const token = await share()
  const file = async (at: string, name = 'crash.html'): Promise<HttpAnswer> =>
    new TestBrowser(server).ask(`/forms/open/${at}/files?column=3&name=${name}`, {
      method: 'POST',
      body: '<script>alert(1)</script>',
      headers: { 'content-type': 'application/octet-stream' },
    })
  const sent = (await file(token)).body as FormFile
  const send = await opened(token)
  const good = await send({ title: 'With a log', 1: [1], 3: [sent.ticket] })
  expect(good.status, errorOf(good)).toBe(200)
  const [body = ''] = sent.ticket.split('.')
  const { file: held } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { file: { hash: string } }
  const download = await owner.get(`/files/${held.hash}/crash.html`)
  expect(download.headers.get('content-type')).toBe('application/octet-stream')
  expect(download.headers.get('content-security-policy')).toContain('sandbox')
  expect((await new TestBrowser(server).get(`/files/${held.hash}/crash.html`)).status).toBe(401)
  for (const forged of [held.hash, `${body}.${body}`, `${Buffer.from('{}').toString('base64url')}.x`]) {
    expect(reason(await send({ title: 'Forged', 1: [1], 3: [forged] }))).toBe('no-file')
  }
  const next = await opened(await share())
  expect(reason(await next({ title: 'Of another link', 1: [1], 3: [sent.ticket] }))).toBe('no-file')
  expect((await file(token)).status).toBe(404)
  expect(await items()).toHaveLength(1)
})
