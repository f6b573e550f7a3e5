import { gunzipSync } from 'node:zlib'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Json, MemberId, Patch, Scope } from '@fulcrum/domain'
import type { ActivityEntry, WhyEntry } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SyncNode } from '../node.ts'
import { boardActivity, cellWhy, itemActivity } from '../queries/activity.ts'
import { treeList } from '../queries/tree-list.ts'
import { recordHistory } from '../scopes/history.ts'
import { changesAfter } from '../storage/log.ts'
import { boardsWithOldTrash } from '../storage/trash.ts'
import { dumpState, replay } from '../testing/dump.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { TestSocket, kinds, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { emptySlice, purgePass, startPurge } from './purge.ts'

const dayMs = 24 * 60 * 60 * 1_000
const later = () => Date.now() + 31 * dayMs

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

/** Everything that the database holds, as text; what is stored compressed is opened. */
async function everything(): Promise<string> {
  const { rows: tables } = await world.pool.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await world.pool.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
    texts.push(...rows.map(({ text }) => text))
  }
  const { rows: blobs } = await world.pool.query<{ inverse: Buffer }>('SELECT inverse FROM change_blob')
  return [...texts, ...blobs.map(({ inverse }) => gunzipSync(inverse).toString())].join('\n')
}

const options = (now = later) => ({ node, pool: world.pool, log: silentLog, now })

async function place() {
  const made = await world.board(node, owner)
  const { board, scope } = made
  const run = async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, {
      ...(command.startsWith('change.') ? {} : { board }),
      ...args,
    })
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer
  }
  const text = await column(run, 'text')
  const long = await column(run, 'long-text')
  const people = await column(run, 'people')
  const item = async (title: string, more: object = {}) => {
    const id = newId()
    const { result } = await run('item.create', { id, title, group: made.group, ...more })
    // @NOTE a new item is answered with its row.
    return { id, row: (result as { row: number }).row }
  }
  const set = (column: number | 'title', row: number, value: Json) =>
    run('item.setCells', { column, rows: [row], values: [value] })
  return { board, scope, group: made.group, run, item, set, text, long, people }
}

async function column(run: (command: string, args: object) => Promise<{ result: Json }>, kind: string) {
  const { result } = await run('column.create', { id: newId(), kind, title: kind })
  // @NOTE a new column is answered with its number.
  return (result as { number: number }).number
}

type Place = Awaited<ReturnType<typeof place>>

/** An item of which something lies in every corner, and the texts that are to go. */
async function fullItem(on: Place, name: string) {
  const word = (what: string) => `${name}-${what}-secret`
  const item = await on.item(word('first-title'), { cells: [{ column: on.text, value: word('made-with') }] })
  const { row } = item
  await on.set('title', row, word('title'))
  await on.set(on.text, row, word('cell'))
  await on.set(on.text, row, word('cell-later'))
  await on.set(on.long, row, `${word('long')} ${'words '.repeat(2_500)}`)
  // A long text that is replaced: its inverse is stored apart.
  await on.set(on.long, row, `${word('long-later')} ${'words '.repeat(300)}`)
  await on.set(on.people, row, [owner])
  const thread = { item: item.id, id: newId() }
  await on.run('update.post', { ...thread, body: word('message') })
  await on.run('update.edit', { ...thread, body: word('message-later') })
  const taken = await on.set(on.text, row, word('taken-back'))
  await on.run('change.undo', {
    change: taken.change,
    at: [{ scope: on.scope, version: must(taken.versions[on.scope]) }],
  })
  const cells = (values: Json[]): Patch => ({ op: 'cells', column: on.text, rows: [row], values })
  await recordHistory(node.store, on.scope, [
    {
      changeId: newId(),
      at: 1_500_000_000_000,
      actor: owner,
      cause: { kind: 'import', source: 'file', name: 'old.csv' },
      command: 'item.setCells',
      patches: [cells([word('historic')])],
      inverse: [cells([word('historic-before')])],
    },
  ])
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  const seen = [word('seen')]
  const offline = { board: on.board, column: on.text, rows: [row], values: [word('offline')], seen }
  const conflict = await socket.run('item.setCells', offline)
  expect(JSON.stringify(conflict)).toContain(word('cell-later'))
  return { ...item, texts: name }
}

async function held(scope: Scope): Promise<BoardState> {
  // @NOTE callers ask for boards.
  return (await node.store.get(scope)).state as BoardState
}

/** What memory holds, what is stored and what the log alone gives are the same. */
async function agree(scope: Scope): Promise<BoardState> {
  const cold = await world.cold(scope)
  const log = await changesAfter(world.pool, world.accountId, scope, 0, 100_000)
  expect(dumpState(replay(scope, log, kinds))).toBe(dumpState(cold))
  expect(dumpState(await held(scope))).toBe(dumpState(cold))
  return cold
}

test('what lay in the trash for 30 days is in no table, and what did not is untouched', async () => {
  const on = await place()
  const gone = await fullItem(on, 'gone')
  const below = await on.item('below-secret', { parent: gone.row })
  const kept = await fullItem(on, 'kept')
  const other = await on.item('shared-kept')
  await on.run('item.setCells', {
    column: on.text,
    rows: [gone.row, other.row],
    values: ['shared-with-both'],
  })
  await on.run('item.delete', { rows: [gone.row] })
  const watcher = new TestSocket(node, owner)
  await watcher.hello(newId())
  await watcher.open(on.scope)

  await purgePass(options(Date.now))
  expect(await everything()).toContain('gone-title-secret')
  await purgePass(options())

  const left = await everything()
  expect(left.match(/gone-[a-z-]+-secret/g)).toBeNull()
  expect(left).not.toContain('below-secret')
  for (const what of ['first-title', 'title', 'cell', 'long', 'long-later', 'message', 'taken-back', 'historic']) {
    expect(left).toContain(`kept-${what}-secret`)
  }
  await agree(scopeOf('item', gone.id))
  const cold = await agree(on.scope)
  expect(cold.cell(other.row, on.text)).toBe('shared-with-both')
  expect(cold.system(kept.row, 'title')).toBe('kept-title-secret')
  expect(cold.isLive(kept.row)).toBe(true)
  for (const { id, row } of [gone, below]) {
    expect([cold.exists(row), cold.rowOf(id), cold.system(row, 'title')]).toEqual([true, row, null])
    expect(cold.system(row, 'deletedAt')).not.toBeNull()
  }
  await watcher.wait(() =>
    watcher.received.find((message) => JSON.stringify(message).includes('"command":"item.purge"')),
  )
  const inverses = await world.pool.query<{ inverse: Patch[] }>(
    "SELECT inverse FROM change WHERE command LIKE '%.purge' AND scope = ANY ($1)",
    [[on.scope, scopeOf('item', gone.id)]],
  )
  expect(inverses.rows.map(({ inverse }) => inverse)).toEqual([[], []])
  expect(await boardsWithOldTrash(world.pool, world.accountId, later())).toEqual([])
})

test('of an item that went from board to board no word is left on any of them', async () => {
  const [from, to] = [await place(), await place()]
  const gone = await fullItem(from, 'moved')
  const kept = await fullItem(from, 'stays')
  // What has no column there is kept as text, which goes as well.
  const columns = [{ from: from.long, to: null }]
  await from.run('item.moveToBoard', { rows: [gone.row], to: to.board, group: to.group, columns })
  await to.set('title', must((await held(to.scope)).rowOf(gone.id)), 'moved-later-secret')
  await to.run('item.delete', { rows: [gone.id] })
  await purgePass(options())
  const said = await everything()
  expect(said.match(/moved-[a-z-]+-secret/g)).toBeNull()
  expect(said).toContain('stays-first-title-secret')
  await agree(from.scope)
  const cold = await agree(to.scope)
  expect(cold.rowOf(gone.id)).toBeDefined()
  expect((await world.cold(from.scope)).isLive(kept.row)).toBe(true)
})

test('nothing brings a purged item back: restore, undo and editing are refused in words, and the log says that it is purged', async () => {
  const on = await place()
  const { id, row } = await on.item('Item')
  const edit = await on.set(on.text, row, 'A value')
  const deleted = await on.run('item.delete', { rows: [row] })
  await purgePass(options())
  const ask = (command: string, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  const { board, scope } = on
  const gone = { ok: false, message: expect.stringContaining('gone for good') as string }
  expect(await ask('item.restore', { board, rows: [row] })).toMatchObject(gone)
  expect(await ask('item.setCells', { board, column: 'title', rows: [row], values: ['Back'] })).toMatchObject(gone)
  for (const change of [edit, deleted]) {
    const at = [{ scope, version: must(change.versions[scope]) }]
    expect(await ask('change.undo', { change: change.change, at })).toMatchObject({ ok: false, code: 'conflict' })
  }
  expect(await ask('item.create', { board, id, title: 'Again', group: on.group })).toMatchObject({ ok: false })
  expect(await ask('update.post', { board, item: id, id: newId(), body: 'Hello?' })).toMatchObject({ ok: false })

  const context = { hub: node.hub, principal: must(node.hub.principal(owner)) }
  const why = (await cellWhy.answer(context, { board, row, column: on.text })) as { entries: WhyEntry[] }
  expect(why.entries.map(({ command, from, to, purged }) => [command, from, to, purged])).toEqual([
    ['item.purge', null, null, undefined],
    ['item.setCells', null, null, true],
  ])
  expect(why.entries[0]?.cause).toEqual({ kind: 'system', reason: 'after 30 days in the trash' })
  const activity = (await itemActivity.answer(context, { board, row })) as { entries: ActivityEntry[] }
  expect(activity.entries.map(({ purged }) => purged === true)).toEqual([false, true, true, true])
  await agree(scope)
})

test('a node that was killed between emptying items and the log is followed by the next pass', async () => {
  const on = await place()
  const item = await fullItem(on, 'killed')
  await on.run('item.delete', { rows: [item.row] })
  await emptySlice(options(), on.board, { before: later() - 30 * dayMs, from: 0 })
  // Here the first node is killed. What it emptied is whole for everyone, and the log still has it.
  expect((await agree(on.scope)).system(item.row, 'title')).toBeNull()
  expect(await everything()).toContain('killed-cell-secret')
  await purgePass({ ...options(), node: await world.node() })
  expect((await everything()).match(/killed-[a-z-]+-secret/g)).toBeNull()
  const cold = await world.cold(on.scope)
  // Doing it again finds nothing to do.
  await purgePass(options())
  expect(dumpState(await world.cold(on.scope))).toBe(dumpState(cold))
})

test('items of a deleted group and of a deleted board go with it; what was restored in time stays', async () => {
  const on = await place()
  const second = newId()
  const { result } = await on.run('group.create', { id: second, title: 'Second' })
  const { number } = result as { number: number }
  const grouped = await on.item('in-group-secret', { group: number })
  const back = await on.item('Back in time')
  await on.run('item.delete', { rows: [back.row] })
  await on.run('item.restore', { rows: [back.row] })
  await on.run('group.delete', { id: second })
  await purgePass(options())
  const cold = await agree(on.scope)
  expect([cold.system(grouped.row, 'title'), cold.system(back.row, 'title')]).toEqual([null, 'Back in time'])
  await expect(on.run('group.restore', { id: second })).rejects.toThrow('gone for good')

  await on.run('board.update', { name: 'board-name-secret', description: 'board-words-secret' })
  const deleted = await on.run('board.delete', {})
  await purgePass(options())
  const left = await everything()
  for (const text of ['Back in time', 'in-group-secret', 'board-name-secret', 'board-words-secret']) {
    expect(left).not.toContain(text)
  }
  expect((await agree(on.scope)).board).toMatchObject({ name: 'Purged board', deletedAt: expect.any(Number) as number })
  await expect(on.run('board.restore', {})).rejects.toThrow('gone for good')
  await expect(on.run('group.create', { id: newId(), title: 'New' })).rejects.toThrow('gone for good')
  const at = Object.entries(deleted.versions).map(([scope, version]) => ({ scope, version }))
  await expect(on.run('change.undo', { change: deleted.change, at })).rejects.toThrow('gone for good')
  const context = { hub: node.hub, principal: must(node.hub.principal(owner)) }
  const { boards } = (await treeList.answer(context, { deleted: true })) as { boards: { id: string }[] }
  expect(boards.map(({ id }) => id)).not.toContain(on.board)
})

/** The words of `everything` that are to be kept nowhere. */
async function secrets(name: string): Promise<string[]> {
  return (await everything()).match(new RegExp(`${name}-[a-z-]+-secret`, 'g')) ?? []
}

/** A group, a column with cells and a view, each said anew once, and the words in them. */
async function namedParts(on: Place, name: string) {
  const word = (what: string) => `${name}-${what}-secret`
  const [group, column, view] = [newId(), newId(), newId()]
  await on.run('group.create', { id: group, title: word('group-first') })
  await on.run('group.update', { id: group, title: word('group') })
  const settings = (label: string) => ({ labels: [{ number: 1, name: label, colour: 'red', stage: 'todo' }] })
  const { result } = await on.run('column.create', { id: column, kind: 'text', title: word('column-first') })
  await on.run('column.update', { id: column, title: word('column'), description: word('column-words') })
  const status = newId()
  await on.run('column.create', {
    id: status,
    kind: 'status',
    title: word('status'),
    settings: settings(word('label')),
  })
  await on.run('column.update', { id: status, settings: settings(word('label-later')) })
  const spec = { filter: { column: on.text, operator: 'contains', value: word('filter') } }
  await on.run('view.create', { id: view, name: word('view-first'), kind: 'table', mine: true, spec })
  await on.run('view.update', { id: view, name: word('view') })
  // @NOTE a new column is answered with its number.
  const { number } = result as { number: number }
  const item = await on.item(`Item of ${name}`, { cells: [{ column: number, value: word('cell-first') }] })
  await on.set(number, item.row, word('cell'))
  await on.set(number, item.row, `${word('cell-long')} ${'words '.repeat(200)}`)
  return { group, column, status, view, number, item }
}

test('groups, columns with their cells, views and messages of a living board go too, and nothing brings them back', async () => {
  const on = await place()
  const gone = await namedParts(on, 'part')
  const kept = await namedParts(on, 'other')
  const message = { item: kept.item.id, id: newId() }
  await on.run('update.post', { ...message, body: 'part-message-secret' })
  await on.run('update.edit', { ...message, body: 'part-message-later-secret' })
  await on.run('update.post', { item: kept.item.id, id: newId(), body: 'other-message-secret' })
  await on.run('update.delete', message)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  const refused = (value: Json) =>
    socket.run('item.setCells', { board: on.board, column: gone.number, rows: [gone.item.row], values: [value] })
  expect(await refused(7)).toMatchObject({ ok: false, code: 'invalid' })
  const deleted = await on.run('column.delete', { id: gone.column })
  expect(await refused('part-refused-secret')).toMatchObject({ ok: false, code: 'conflict' })
  await on.run('column.delete', { id: gone.status })
  await on.run('group.delete', { id: gone.group })
  await on.run('view.delete', { id: gone.view })
  const before = (await held(on.scope)).system(gone.item.row, 'updatedAt')
  await purgePass(options(Date.now))
  expect((await secrets('part')).length).toBeGreaterThan(10)
  await purgePass(options())

  expect(await secrets('part')).toEqual([])
  const words = ['group', 'column', 'column-words', 'status', 'label-later', 'view', 'filter', 'cell-long', 'message']
  expect(await secrets('other')).toEqual(expect.arrayContaining(words.map((word) => `other-${word}-secret`)))
  const cold = await agree(on.scope)
  await agree(scopeOf('item', kept.item.id))
  expect(cold.column(gone.number)).toBeUndefined()
  expect(cold.column(kept.number)?.title).toBe('other-column-secret')
  // Nobody touched the item itself.
  expect([cold.isLive(gone.item.row), cold.system(gone.item.row, 'updatedAt')]).toEqual([true, before])
  for (const [table, id] of [
    ['group', gone.group],
    ['column', gone.column],
  ]) {
    await expect(on.run(`${table}.restore`, { id })).rejects.toThrow('gone for good')
    await expect(on.run(`${table}.update`, { id, title: 'Back' })).rejects.toThrow('gone for good')
  }
  await expect(on.run('view.update', { id: gone.view, name: 'Back' })).rejects.toThrow('gone for good')
  const at = [{ scope: on.scope, version: must(deleted.versions[on.scope]) }]
  await expect(on.run('change.undo', { change: deleted.change, at })).rejects.toThrow('Nothing to take back')
  // The number is not given to another column.
  expect(await column(on.run, 'text')).toBeGreaterThan(kept.number)
  const context = { hub: node.hub, principal: must(node.hub.principal(owner)) }
  const { entries } = (await boardActivity.answer(context, { board: on.board })) as { entries: ActivityEntry[] }
  const renamed = entries.filter(({ command }) => command === 'group.update')
  expect(renamed.map(({ purged }) => purged === true)).toEqual([false, true])
  expect(entries.some(({ command }) => command === 'trash.purge')).toBe(true)
  expect(await boardsWithOldTrash(world.pool, world.accountId, later())).toEqual([])
})

test('of a purged board no word is left: not of its groups, columns, views, and not of where it came from', async () => {
  const on = await place()
  await namedParts(on, 'whole')
  await fullItem(on, 'whole')
  await recordHistory(node.store, on.scope, [
    {
      changeId: newId(),
      at: 1_500_000_000_000,
      actor: owner,
      cause: { kind: 'import', source: 'file', name: 'whole-file-secret' },
      command: 'item.setCells',
      patches: [],
      inverse: [],
    },
  ])
  await on.run('board.update', { name: 'whole-board-secret', description: 'whole-description-secret' })
  await on.run('board.delete', {})
  await purgePass(options())
  expect(await secrets('whole')).toEqual([])
  await agree(on.scope)
  expect(await boardsWithOldTrash(world.pool, world.accountId, later())).toEqual([])
})

test('a workspace goes with its folders and boards; one that was restored in time stays, and so does a board that moved out', async () => {
  const run = async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  }
  const make = async (name: string) => {
    const [workspace, folder, team, on] = [newId(), newId(), newId(), await place()]
    await run('workspace.create', { id: workspace, name: `${name}-workspace-secret` })
    await run('workspace.update', { id: workspace, description: `${name}-words-secret` })
    await run('folder.create', { id: folder, workspace, name: `${name}-folder-secret` })
    await run('team.create', { id: team, name: `${name}-team-secret`, members: [owner] })
    await on.run('board.update', { name: `${name}-board-secret`, workspace, folder })
    await on.item(`${name}-item-secret`)
    await run('workspace.delete', { id: workspace, deleted: true })
    await run('team.update', { id: team, deleted: true })
    return { workspace, team, on }
  }
  const gone = await make('space')
  const back = await make('back')
  await run('workspace.delete', { id: back.workspace, deleted: false })
  await run('team.update', { id: back.team, deleted: false })
  const other = await place()
  await gone.on.run('group.create', { id: newId(), title: 'space-group-secret' })
  const moved = await make('moved')
  await moved.on.run('board.update', { workspace: back.workspace, folder: null })
  await purgePass(options())

  expect(await secrets('space')).toEqual([])
  expect(new Set(await secrets('back'))).toContain('back-item-secret')
  expect(new Set(await secrets('back'))).toContain('back-folder-secret')
  expect(new Set(await secrets('moved'))).toEqual(new Set(['moved-board-secret', 'moved-item-secret']))
  for (const { scope } of [gone.on, back.on, moved.on, other]) await agree(scope)
  const cold = await world.cold(scopeOf('account', world.accountId))
  const log = await changesAfter(world.pool, world.accountId, cold.scope, 0, 100_000)
  expect(dumpState(replay(cold.scope, log, kinds))).toBe(dumpState(cold))
  for (const command of ['workspace.delete', 'workspace.update']) {
    const args = command === 'workspace.delete' ? { deleted: false } : { name: 'Back' }
    await expect(run(command, { id: gone.workspace, ...args })).rejects.toThrow('gone for good')
  }
  await expect(run('team.update', { id: gone.team, deleted: false })).rejects.toThrow('gone for good')
  await expect(gone.on.run('board.restore', {})).rejects.toThrow('gone for good')
})

test('a board with more items than one slice holds is emptied whole, sub-items of every depth with it', async () => {
  const on = await place()
  let parent: number | undefined
  for (let depth = 0; depth < 4; depth++) {
    parent = (await on.item(`deep-${depth}-secret`, parent === undefined ? {} : { parent })).row
  }
  for (let index = 0; index < 300; index++) await on.item(`many-${index}-secret`)
  await on.run('item.delete', { rows: [0, ...Array.from({ length: 300 }, (_, index) => index + 4)] })
  await purgePass(options())
  expect((await everything()).match(/(deep|many)-\d+-secret/g)).toBeNull()
  await agree(on.scope)
})

test('passes come by themselves, on two nodes at once, until the server stops', async () => {
  const on = await place()
  const other = await world.node()
  const running = [node, other].map((each) => startPurge({ ...options(), node: each, firstMs: 10, everyMs: 10 }))
  for (let round = 0; round < 3; round++) {
    const { row } = await fullItem(on, `round-${round}`)
    await on.run('item.delete', { rows: [row] })
    const text = new RegExp(`round-${round}-[a-z-]+-secret`)
    await vi.waitFor(async () => expect(text.test(await everything())).toBe(false), 30_000)
  }
  for (const each of running) await each.stop()
  await on.run('item.delete', { rows: [(await on.item('after-stop-secret')).row] })
  await agree(on.scope)
  expect(await everything()).toContain('after-stop-secret')
})

test('answers to clients are kept for 90 days', async () => {
  const on = await place()
  const socket = new TestSocket(node, owner)
  const client = newId()
  await socket.hello(client)
  for (let index = 0; index < 3; index++) {
    await socket.run('item.create', { board: on.board, id: newId(), title: 'Item', group: on.group })
  }
  const numbers = async () => {
    const { rows } = await world.pool.query<{ n: number }>(
      'SELECT n FROM client_command WHERE client = $1 ORDER BY n',
      [client],
    )
    return rows.map(({ n }) => n)
  }
  await world.pool.query("UPDATE client_command SET at = at - interval '91 days' WHERE client = $1 AND n <= 2", [
    client,
  ])
  await world.pool.query("UPDATE client_command SET at = at - interval '89 days' WHERE client = $1 AND n = 3", [client])
  await purgePass(options(Date.now))
  expect(await numbers()).toEqual([3])
})
