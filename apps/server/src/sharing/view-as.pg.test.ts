import type { ShownBoard } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, firstOwner, invited, TestBrowser } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

// A board with columns 1 status and 2 salary (for owners alone), 3 epic (items of a board that only the guest and its owner may
// read, or of one that all may), and people who each see something else of it.

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let workspace: string
let board: string
let open: string
let closed: string
let epics: string[]
let guest: Awaited<ReturnType<typeof invited>>
let other: Awaited<ReturnType<typeof invited>>

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
  guest = await invited(owner, 'guest', { name: 'Gil Guest' })
  other = await invited(owner, 'member', { name: 'Otto Other' })
  workspace = newId()
  await did('workspace.create', { id: workspace, name: 'Workspace' })
  ;[board, open, closed] = [newId(), newId(), newId()]
  await did('board.create', { board, workspace, name: 'Sprint', access: 'shareable' })
  await did('board.create', { board: open, workspace, name: 'Open epics', access: 'shareable' })
  await did('board.create', { board: closed, workspace, name: 'Closed epics', access: 'shareable' }, other.browser)
  epics = [newId(), newId()]
  for (const [index, epicBoard] of [open, closed].entries()) {
    const by = index === 0 ? owner : other.browser
    await did('group.create', { board: epicBoard, id: newId(), title: 'Epics' }, by)
    await did('item.create', { board: epicBoard, id: epics[index], title: `Epic ${index}`, group: 1 }, by)
    await did('board.setMember', { board: epicBoard, id: guest.session.member, subject: 'member', role: 'viewer' }, by)
  }
  await did('group.create', { board, id: newId(), title: 'Now' })
  await did('column.create', { board, id: newId(), kind: 'status', title: 'Status', settings: { labels: [] } })
  const salary = newId()
  await did('column.create', { board, id: salary, kind: 'text', title: 'Salary' })
  await did('column.setAccess', { board, id: salary, readers: [], editors: null })
  const boards = [open, closed].map((each) => ({ board: each, partner: null }))
  await did('board.setMember', { board, id: other.session.member, subject: 'member', role: 'owner' })
  await did('column.create', {
    board,
    id: newId(),
    kind: 'connect',
    title: 'Epic',
    settings: { boards: [boards[0]], several: true },
  })
  await did('board.setMember', { board, id: guest.session.member, subject: 'member', role: 'editor' })
  await did('item.create', { board, id: newId(), title: 'One', group: 1, cells: [{ column: 2, value: '90000' }] })
  await did('item.connect', { board, column: 3, rows: [0], values: [[epics[0]]], also: [open] })
  await did(
    'view.create',
    { board, id: newId(), name: 'Secret plans of the guest', kind: 'table', mine: true, spec: {} },
    guest.browser,
  )
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

const did = (command: string, args: object, by = owner) => by.must<object>(`/api/${command}`, args)
const as = (member: string, by = owner) => by.post('/shares/as', { board, member })

test('an owner of the board sees it as a guest does: without what the guest may not read, and without what is the guest’s own', async () => {
  const shown = await owner.must<ShownBoard>('/shares/as', { board, member: guest.session.member })
  const wire = JSON.stringify(shown)
  for (const secret of ['Salary', '90000', 'Secret plans of the guest', '@']) expect(wire, secret).not.toContain(secret)
  expect(wire).toContain('Epic 0')
  const titles = shown.cells.find(([name]) => name === 'title')?.[1]
  expect([titles, shown.viewer]).toEqual([['One'], guest.session.member])
})

test('it is kept who looked as whom', async () => {
  await as(guest.session.member)
  const { rows } = await database.pool.query<{ subject: string; details: { board: string } }>(
    `SELECT subject, details FROM audit WHERE event = 'board.viewedAs' ORDER BY id DESC LIMIT 1`,
  )
  expect(rows).toEqual([{ subject: guest.session.member, details: { board } }])
})

test('who sees nothing of it is told of so, and nobody else than its owners looks', async () => {
  const stranger = await invited(owner, 'member')
  expect(await as(stranger.session.member)).toMatchObject({
    status: 409,
    body: { error: { details: { reason: 'sees-nothing' } } },
  })
  expect([(await as(newId())).status, (await as(guest.session.member, stranger.browser)).status]).toEqual([404, 404])
  expect((await as(other.session.member, guest.browser)).status).toBe(403)
})

test('what only the other person reads elsewhere is not told', async () => {
  await did(
    'column.create',
    {
      board,
      id: newId(),
      kind: 'connect',
      title: 'Closed',
      settings: { boards: [{ board: closed, partner: null }], several: true },
    },
    other.browser,
  )
  const { columns } = await owner.must<{ columns: { number: number; title: string }[] }>('/api/board.get', { board })
  const column = columns.find(({ title }) => title === 'Closed')?.number
  await did('item.connect', { board, column, rows: [0], values: [[epics[1]]], also: [closed] }, other.browser)
  const { linked } = await owner.must<ShownBoard>('/shares/as', { board, member: guest.session.member })
  expect(JSON.stringify(linked)).not.toContain('Epic 1')
  expect(linked?.noAccess).toEqual([epics[1]])
})

test('what a board between tells the other person of one that is closed to whoever looks is not told either', async () => {
  const connect = (to: string) => ({ boards: [{ board: to, partner: null }], several: true })
  const make = async (on: string, kind: string, title: string, settings: object, by = owner) =>
    (
      await by.must<{ result: { number: number } }>('/api/column.create', {
        board: on,
        id: newId(),
        kind,
        title,
        settings,
      })
    ).result.number
  await did('board.setMember', { board: open, id: other.session.member, subject: 'member', role: 'owner' })
  const size = await make(closed, 'number', 'Size', { unit: '', unitPlace: 'after' }, other.browser)
  await did('item.setCells', { board: closed, column: size, rows: [0], values: [7_654_321] }, other.browser)
  const between = await make(open, 'connect', 'Closed epics', connect(closed), other.browser)
  await did(
    'item.connect',
    { board: open, column: between, rows: [0], values: [[epics[1]]], also: [closed] },
    other.browser,
  )
  const sizes = { through: between, sources: [{ board: closed, column: size }], rollUp: 'sum' }
  const sum = await make(open, 'mirror', 'Sizes', sizes, other.browser)
  await make(board, 'mirror', 'Sizes of epics', { through: 3, sources: [{ board: open, column: sum }], rollUp: 'sum' })
  const asOther = (by: TestBrowser) => by.must<ShownBoard>('/shares/as', { board, member: other.session.member })
  const told = async (by: TestBrowser) => JSON.stringify((await asOther(by)).linked)
  expect(await told(owner)).toContain('Epic 0')
  expect(await told(owner)).not.toContain('7654321')
  expect(await told(other.browser)).toContain('7654321')
})

test('when people are away is told as that person is told it: a guest knows it of themselves alone', async () => {
  const column = await did('column.create', { board, id: newId(), kind: 'people', title: 'Who' })
  const { number } = (column as { result: { number: number } }).result
  const both = [guest.session.member, other.session.member]
  await did('item.setCells', { board, column: number, rows: [0], values: [both] })
  for (const { browser, session } of [guest, other])
    await did('member.addTimeOff', { id: session.member, away: newId(), from: 20_780, to: 20_781 }, browser)
  const told = async (member: string): Promise<readonly string[]> => {
    const { records } = await owner.must<ShownBoard>('/shares/as', { board, member })
    return records.account.flatMap(([, id, fields]) => ('timeOff' in fields ? [id] : []))
  }
  expect(await told(guest.session.member)).toEqual([guest.session.member])
  expect((await told(other.session.member)).toSorted()).toEqual(both.toSorted())
})
