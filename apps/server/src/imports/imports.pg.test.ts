import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import { changesAfter } from '../storage/log.ts'
import type { SyncNode } from '../node.ts'
import { filesFolder, importFileAs, shownRows } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { holdBoard, removeAbandonedBoards } from './engine/board-hold.ts'

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

const tasks = `Key,Title,Status,Assignee,Due,Points,Tags,Parent,Group,Notes
T-1,Set up the pipeline,Done,Ada Lovelace,2026-11-03,3,"ci, build",,Now,First
T-2,Write the parser,In progress,Grace Hopper,2026-11-20,5,parser,T-3,Now,"Line one
line two"
T-3,Language front end,In progress,Ada Lovelace,2026-12-01,,epic,,Later,
T-4,Fuzz the parser,To do,Grace Hopper,2026-12-05,8,"parser, test",T-3,Now,
T-5,Docs,To do,,soon,2,,,Now,
`

async function boardOf(id: string): Promise<BoardState> {
  return (await node.store.get(scopeOf('board', id))).state as BoardState
}

function nameOf(id: string): string {
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  return String(account.record('member', id)?.['name'])
}

function count(sql: string): Promise<number> {
  return world.pool.query<{ count: number }>(sql).then(({ rows }) => Number(rows[0]?.count))
}

test('a table becomes a board with groups, sub-items, labels, people and days', async () => {
  const file = files.write('tasks.csv', tasks)
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'Tasks' } })
  expect(report).toMatchObject({ isNewBoard: true, items: { created: 5, updated: 0, unchanged: 0 } })
  expect(report.people).toEqual({ known: 0, placeholders: 2 })
  const board = await boardOf(report.board)
  expect(shownRows(board, nameOf)).toEqual([
    {
      Title: 'Set up the pipeline',
      Key: 'T-1',
      Status: 'Done',
      Assignee: 'Ada Lovelace',
      Due: '2026-11-03',
      Points: '3',
      Tags: 'ci, build',
      Notes: 'First',
    },
    {
      Title: 'Write the parser',
      Key: 'T-2',
      Status: 'In progress',
      Assignee: 'Grace Hopper',
      Due: '2026-11-20',
      Points: '5',
      Tags: 'parser',
      Notes: 'Line one\nline two',
    },
    {
      Title: 'Language front end',
      Key: 'T-3',
      Status: 'In progress',
      Assignee: 'Ada Lovelace',
      Due: '2026-12-01',
      Tags: 'epic',
    },
    {
      Title: 'Fuzz the parser',
      Key: 'T-4',
      Status: 'To do',
      Assignee: 'Grace Hopper',
      Due: '2026-12-05',
      Points: '8',
      Tags: 'parser, test',
    },
    { Title: 'Docs', Key: 'T-5', Status: 'To do', Points: '2' },
  ])
  // The parent of T-2 comes after it in the file, and sub-items stand in the group of their root.
  const groupTitle = (row: number) => board.group(Number(board.system(row, 'group')))?.['title']
  expect([0, 1, 2, 3, 4].map((row) => board.system(row, 'parent'))).toEqual([null, 2, null, 2, null])
  expect([0, 1, 2, 3, 4].map(groupTitle)).toEqual(['Now', 'Later', 'Later', 'Later', 'Now'])
  expect([0, 1, 2, 3, 4].every((row) => board.isLive(row))).toBe(true)
  const status = must(board.columns().find(({ title }) => title === 'Status'))
  expect(status.settings).toMatchObject({
    labels: [
      { name: 'To do', stage: 'todo' },
      { name: 'In progress', stage: 'doing' },
      { name: 'Done', stage: 'done' },
    ],
  })
  expect(status.fields['role']).toBe('status')
  // What did not fit is named.
  const misfits = report.problems.filter(({ reason }) => reason === 'value-misfit')
  expect(misfits).toMatchObject([{ field: 'Due', count: 1, samples: ['soon'] }])
  // What is on disk is what is in memory.
  expect(shownRows(await world.cold(scopeOf('board', report.board)), nameOf)).toEqual(shownRows(board, nameOf))
})

test('nobody sees a board before all of it is there', async () => {
  const member = await world.member(node, 'member')
  const lines = Array.from({ length: 600 }, (_, index) => `H-${index},Item ${index},Note ${index}`)
  const file = files.write('hidden.csv', ['Key,Title,Note', ...lines].join('\n'))
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  const seen: boolean[] = []
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'Hidden' } }, () => {
    for (const [id] of account.records('boardRef')) {
      const scope = scopeOf('board', id)
      const state = node.store.peek(scope)?.state as BoardState | undefined
      if (state?.board['name'] !== 'Hidden' || state.board['hidden'] !== true) continue
      seen.push(node.hub.sightOf(must(node.hub.principal(member)), scope, scope) !== undefined)
    }
  })
  expect(seen.length).toBeGreaterThan(2)
  expect(seen).not.toContain(true)
  const scope = scopeOf('board', report.board)
  expect(node.hub.sightOf(must(node.hub.principal(member)), scope, scope)).toBeDefined()
})

test('a second import of a source changes what changed, adds what is new, and makes no twins', async () => {
  const file = files.write('again.csv', tasks)
  const first = await importFileAs(node, owner, file, { target: { workspace, name: 'Again' } })
  const board = await boardOf(first.board)
  const before = board.version
  const target = { board: first.board as Id<'board'> }
  expect((await importFileAs(node, owner, file, { target })).items).toEqual({ created: 0, updated: 0, unchanged: 5 })
  expect(board.version).toBe(before)
  files.write(
    'again.csv',
    tasks
      .replace('T-1,Set up the pipeline,Done', 'T-1,Set up the pipeline,Archived')
      .replace('2026-12-05,8', '2026-12-05,') + 'T-6,One more,To do,Ada Lovelace,2026-12-24,1,,T-3,Now,\n',
  )
  const second = await importFileAs(node, owner, file, { target })
  expect(second).toMatchObject({ isNewBoard: false, items: { created: 1, updated: 2, unchanged: 3 } })
  expect(second).toMatchObject({ columns: 0, groups: 0, people: { known: 2, placeholders: 0 } })
  const rows = shownRows(board, nameOf)
  expect(rows).toHaveLength(6)
  expect(rows[0]?.['Status']).toBe('Archived')
  expect(rows[3]?.['Points']).toBeUndefined()
  expect(board.system(5, 'parent')).toBe(2)
  const changes = await changesAfter(world.pool, world.accountId, board.scope, before)
  const touched = changes
    .filter(
      ({ command, patches }) =>
        command === 'item.import' && patches.every((patch) => patch.op === 'cells' && patch.column !== 'id'),
    )
    .flatMap(({ patches }) => patches.flatMap((patch) => (patch.op === 'cells' ? patch.rows : [])))
  expect(touched.sort()).toEqual([0, 3])
})

test('every change of an import is of its batch and of its cause, and small', async () => {
  const lines = Array.from({ length: 900 }, (_, index) => `B-${index},Item ${index},${index},${'x'.repeat(100)}`)
  const file = files.write('batch.csv', ['Key,Title,Points,Text', ...lines].join('\n'))
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'Batch' } })
  const board = await boardOf(report.board)
  const changes = await changesAfter(world.pool, world.accountId, board.scope, 0)
  const filling = changes.filter(({ command }) => command !== 'board.create' && command !== 'board.publish')
  expect(filling.length).toBeGreaterThan(7)
  expect(new Set(filling.map(({ batch }) => batch))).toEqual(new Set([report.batch]))
  for (const change of filling) {
    expect(change.cause).toEqual({ kind: 'import', source: 'csv', name: 'batch.csv' })
    expect(change.actor).toBe(owner)
    const cells = change.patches.reduce((sum, patch) => sum + (patch.op === 'cells' ? patch.rows.length : 0), 0)
    expect(cells).toBeLessThanOrEqual(2_000)
    expect(JSON.stringify(change.patches).length).toBeLessThanOrEqual(256 * 1024)
  }
})

test('an import that is cancelled leaves no board, and takes back what it did to one that was there', async () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => `C-${index},Item ${index},a,b,c`)
  const file = files.write('cancel.csv', ['Key,Title,Note,More,Text', ...lines].join('\n'))
  const stopAt = (limit: number) => (_phase: string, done: number, one: { cancel(): void }) => {
    if (done > limit) one.cancel()
  }
  const boards = await count('SELECT count(*) FROM board WHERE deleted_at IS NULL')
  const wanted = { target: { workspace, name: 'Cancelled' } }
  await expect(importFileAs(node, owner, file, wanted, stopAt(500))).rejects.toThrow('cancelled')
  expect(await count('SELECT count(*) FROM board WHERE deleted_at IS NULL')).toBe(boards)
  const { board, scope } = await world.board(node, owner)
  const target = { board: board as Id<'board'> }
  await expect(importFileAs(node, owner, file, { target }, stopAt(500))).rejects.toThrow('cancelled')
  const state = await world.cold(scope)
  expect(state.rowCount).toBeGreaterThan(300)
  expect(Array.from({ length: state.rowCount }, (_, row) => state.isLive(row))).not.toContain(true)
  expect(state.columns().filter(({ fields }) => fields['deletedAt'] === undefined)).toEqual([])
})

test('a board whose import died with its process is removed, one that is being filled is not', async () => {
  const [dead, filled] = [newId(), newId()]
  for (const board of [dead, filled]) {
    await world.asSystem(node, 'board.create', { board, workspace, name: 'Half', hidden: true })
  }
  const release = await holdBoard(world.pool, filled)
  // A connection that is cut is no end of an import.
  const locks =
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
  const holders = async () => (await world.pool.query<{ pid: number }>(locks)).rows
  const [holder] = await holders()
  await world.pool.query('SELECT pg_terminate_backend($1)', [holder?.pid])
  while ((await holders()).every(({ pid }) => pid === holder?.pid)) await sleep(20)
  await removeAbandonedBoards(node)
  const deleted = async (board: string) => (await world.cold(scopeOf('board', board))).board['deletedAt'] !== undefined
  expect(await deleted(dead)).toBe(true)
  expect(await deleted(filled)).toBe(false)
  await release()
})

test('a board that was published since it was found hidden stays', async () => {
  const board = newId()
  await world.asSystem(node, 'board.create', { board, workspace, name: 'Just done', hidden: true })
  const release = await holdBoard(world.pool, board)
  // The import ends after the boards were listed and before this one is looked at.
  let isFilled = true
  const connect = async () => {
    if (isFilled) {
      isFilled = false
      await world.asSystem(node, 'board.publish', { board })
      await release()
    }
    return world.pool.connect()
  }
  const pool = new Proxy(world.pool, {
    get: (target, key) => (key === 'connect' ? connect : (target[key as 'query'].bind(target) as unknown)),
  })
  const store = new Proxy(node.store, {
    get: (target, key) => (key === 'pool' ? pool : Reflect.get(target, key, target)),
  })
  await removeAbandonedBoards({ store, executor: node.executor })
  expect((await world.cold(scopeOf('board', board))).board['deletedAt']).toBeUndefined()
})

test('an import writes into no column whose cells its person may not edit', async () => {
  const member = await world.member(node, 'member')
  const file = files.write('restricted.csv', 'Key,Title,Salary\nR-1,One,10\nR-2,Two,20\n')
  const { board } = await importFileAs(node, owner, file, { target: { workspace, name: 'Restricted' } })
  const state = await boardOf(board)
  const salary = must(state.columns().find(({ title }) => title === 'Salary'))
  await world.asSystem(node, 'column.setAccess', { board, id: salary.id, readers: [owner], editors: [owner] })
  files.write('restricted.csv', 'Key,Title,Salary\nR-1,One,99\nR-2,Two,98\n')
  const target = { board: board as Id<'board'> }
  expect(await importFileAs(node, member, file, { target })).toMatchObject({ columns: 1 })
  expect([0, 1].map((row) => state.cell(row, salary.number))).toEqual([10, 20])
  const own = must(state.columns().find((column) => column.title === 'Salary' && column.number !== salary.number))
  expect([0, 1].map((row) => state.cell(row, own.number))).toEqual([99, 98])
})

test('two imports into one board do not run at once, so they make no twins', async () => {
  const file = files.write('twice.csv', tasks)
  const { items: _, board } = await importFileAs(node, owner, file, { target: { workspace, name: 'Twice' } })
  const target = { board: board as Id<'board'> }
  const both = await Promise.allSettled([1, 2].map(() => importFileAs(node, owner, file, { target })))
  expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
  for (const each of both) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' })
  expect((await boardOf(board)).rowCount).toBe(5)
})

test('an import goes no further than the rights of its person', async () => {
  const file = files.write('rights.csv', tasks)
  const viewer = await world.member(node, 'viewer')
  const boards = await count('SELECT count(*) FROM board')
  await expect(importFileAs(node, viewer, file, { target: { workspace, name: 'No' } })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await count('SELECT count(*) FROM board')).toBe(boards)
  const { board } = await world.board(node, owner)
  const target = { board: board as Id<'board'> }
  await expect(importFileAs(node, viewer, file, { target })).rejects.toMatchObject({ code: 'forbidden' })
  await node.executor.run({ principal: () => node.hub.principal(owner) }, 'board.setAccess', 1, {
    board,
    access: 'private',
  })
  const member = await world.member(node, 'member')
  await expect(importFileAs(node, member, file, { target })).rejects.toMatchObject({ code: 'not-found' })
})

test('a member who is removed while importing imports nothing more, and the board goes', async () => {
  const member = await world.member(node, 'member')
  const lines = Array.from({ length: 2_000 }, (_, index) => `R-${index},Item ${index},a,b,c`)
  const file = files.write('removed.csv', ['Key,Title,Note,More,Text', ...lines].join('\n'))
  let removal: Promise<unknown> | null = null
  const importing = importFileAs(node, member, file, { target: { workspace, name: 'Removed' } }, (_phase, done) => {
    if (done > 300) removal ??= world.asSystem(node, 'member.remove', { id: member })
  })
  await expect(importing).rejects.toMatchObject({ code: 'forbidden' })
  await removal
  expect(await count("SELECT count(*) FROM board WHERE name = 'Removed' AND deleted_at IS NULL")).toBe(0)
})

test('an invited person takes over their placeholder, with every cell that names them', async () => {
  const people = 'Key,Title,Assignee\nP-1,One,Pia Place <pia@example.org>\nP-2,Two,Pia Place <pia@example.org>\n'
  const file = files.write('people.csv', people)
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'People' } })
  const board = await boardOf(report.board)
  const column = must(board.columns().find(({ title }) => title === 'Assignee'))
  const [placeholder] = board.cell(0, column.number) as string[]
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  expect(account.record('member', must(placeholder))).toMatchObject({ placeholder: true, email: 'pia@example.org' })
  expect(node.hub.principal(placeholder as MemberId)).toBeNull()
  await world.asSystem(node, 'member.join', {
    id: placeholder,
    user: newId(),
    name: 'Pia P.',
    email: 'pia@example.org',
    role: 'member',
  })
  expect(node.hub.principal(placeholder as MemberId)).toMatchObject({ kind: 'member', role: 'member' })
  expect(board.cell(1, column.number)).toEqual([placeholder])
  const again = await importFileAs(node, owner, file, { target: { board: report.board as Id<'board'> } })
  expect(again).toMatchObject({
    items: { created: 0, updated: 0, unchanged: 2 },
    people: { known: 1, placeholders: 0 },
  })
})

// What each kind of import says of every such file is its contract: reader/bad-files.
test('hostile files end in a clear error with nothing half done', async () => {
  const before = await dump()
  const hostile: Readonly<Record<string, string | Uint8Array>> = {
    'empty.csv': '',
    'quote.csv': `Title,Note\n"${'never closed\n'.repeat(700_000)}`,
    'book.xlsx': 'PK\u0003\u0004 and then nothing',
  }
  for (const [name, content] of Object.entries(hostile)) {
    const importing = importFileAs(node, owner, files.write(name, content), { target: { workspace, name } })
    await expect(importing, name).rejects.toMatchObject({ name: 'DomainError', message: expect.stringMatching(/[.:]/) })
  }
  expect(await dump()).toEqual(before)
})

test('names that programs reserve and texts that spreadsheets run stay plain texts', async () => {
  const file = files.write(
    'names.csv',
    'Key,Title,__proto__,constructor,Formula\nN-1,__proto__,a,b,"=HYPERLINK(""http://example.org"")"\nN-2,toString,c,d,@SUM(A1)\n',
  )
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'Names' } })
  const rows = shownRows(await boardOf(report.board), nameOf)
  expect(rows.map((row) => row['Formula'])).toEqual(['=HYPERLINK("http://example.org")', '@SUM(A1)'])
  expect(rows.map(({ Title }) => Title)).toEqual(['__proto__', 'toString'])
  expect(({} as Record<string, unknown>)['a']).toBeUndefined()
})

test('corrections of the mapping are followed', async () => {
  const file = files.write('mapped.csv', tasks)
  const report = await importFileAs(node, owner, file, {
    target: { workspace, name: 'Mapped' },
    fields: [
      { field: 'status', take: true, title: 'State', labels: [{ name: 'Done', colour: 'pink', stage: 'canceled' }] },
      { field: 'assignee', take: true, kind: 'status' },
      { field: 'notes', take: false },
      { field: 'points', take: true, kind: 'text' },
      { field: 'tags', take: false, role: 'group' },
      { field: 'group', take: true, role: null, kind: 'status' },
    ],
  })
  const board = await boardOf(report.board)
  expect(shownRows(board, nameOf)[1]).toEqual({
    Title: 'Write the parser',
    Key: 'T-2',
    State: 'In progress',
    Assignee: 'Grace Hopper',
    Due: '2026-11-20',
    Points: '5',
    Group: 'Now',
  })
  const settings = board.columns().find(({ title }) => title === 'State')?.settings
  expect(settings).toMatchObject({
    labels: [{ name: 'Done', colour: 'pink', stage: 'canceled' }, { name: 'To do' }, { name: 'In progress' }],
  })
  expect([...board.records('group')].map(([, { title }]) => title).sort()).toEqual(['Items', 'ci, build', 'epic'])
  expect(report.problems).toContainEqual(
    expect.objectContaining({ field: 'Notes', reason: 'field-left-out', count: 2 }),
  )
})

async function dump(): Promise<Record<string, number>> {
  const tables = ['board', 'item', 'member', 'change', 'scope', 'workspace']
  return Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await count(`SELECT count(*) FROM ${table}`)])),
  )
}
