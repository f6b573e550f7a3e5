import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId, Scope } from '@fulcrum/domain'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changesAfter } from '../storage/log.ts'
import type { SyncNode } from '../node.ts'
import { dataFolderWithFiles } from '../testing/backup-folders.ts'
import { dumpState, replay } from '../testing/dump.ts'
import { testDatabase, type TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, makeWorld, newId, type World } from '../testing/world.ts'
import { Backups } from './backups.ts'
import { readCatalogue } from './catalogue.ts'
import { workspaceRows } from './workspace-rows.ts'
import { writeBackup } from './write-backup.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let backups: Backups
let owner: MemberId
let dir: string
const dataDir = dataFolderWithFiles()
const shelf = mkdtempSync(path.join(tmpdir(), 'fulcrum-shelf-'))
const places: { workspace: string; board: string; scope: Scope; items: string[] }[] = []
const note = newId()

async function run(command: string, args: object): Promise<{ number?: number }> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result as { number?: number }
}

async function makePlace(name: string): Promise<void> {
  const [workspace, board, folder] = [newId(), newId(), newId()]
  await world.asSystem(node, 'workspace.create', { id: workspace, name })
  await run('folder.create', { id: folder, workspace, name: `Folder of ${name}` })
  await run('board.create', { board, workspace, folder, name: `Board of ${name}` })
  const { number: group } = await run('group.create', { board, id: newId(), title: 'Group' })
  const { number: column } = await run('column.create', { board, id: newId(), kind: 'text', title: 'Note' })
  const items = Array.from({ length: 5 }, newId)
  for (const item of items) await run('item.create', { board, id: item, title: `${name} ${item}`, group: must(group) })
  for (const [index, item] of items.entries()) {
    const value = index === 0 ? `about ${item}, and nothing of ${note}\n\\x00 "quoted"` : 'y'.repeat(index * 300)
    await run('item.setCells', { board, column: must(column), rows: [item], values: [value] })
  }
  await run('update.post', { item: must(items[0]), board, id: newId(), body: `A message on ${must(items[0])}` })
  places.push({ workspace, board, scope: scopeOf('board', board), items })
}

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner', 'Olga')
  for (const name of ['North', 'South', 'West']) await makePlace(name)
  // A doc of one workspace that hangs on an item of another, and one that stays at home.
  const [north, south] = places
  for (const place of [must(north), must(south)]) {
    const on = { board: place.board, item: must(place.items[0]) }
    await run('doc.create', { doc: newId(), workspace: must(north).workspace, name: `On ${place.board}`, on })
  }
  backups = new Backups({
    node,
    pool: database.pool,
    databaseUrl: database.url,
    embedded: false,
    dataDir,
    folder: shelf,
    keep: 3,
    hour: null,
    log: silentLog,
    record: async () => {},
    now: () => new Date(),
  })
  dir = (await writeBackup({ databaseUrl: database.url, dataDir, into: shelf, now: new Date() })).dir
}, 60_000)

afterAll(async () => {
  await backups.stop()
  await world.stop()
  await database.drop()
  for (const each of [dataDir, shelf]) rmSync(each, { recursive: true, force: true })
})

/** Every row of every table as text. */
async function allRows(pool: pg.Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)
    found.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return found
}

/** A board's whole state, with its ids by the order in which they come. */
async function shapeOf(board: string): Promise<string> {
  const state = await world.cold(scopeOf('board', board))
  return namedInOrder(dumpState(state))
}

function namedInOrder(text: string): string {
  const names = new Map<string, string>()
  const keep = new Set<string>([owner, note])
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (keep.has(id)) return id
    if (!names.has(id)) names.set(id, `id${names.size}`)
    return names.get(id) ?? ''
  })
}

async function boardsOf(workspace: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM board WHERE workspace_id = $1', [
    workspace,
  ])
  return rows.map(({ id }) => id)
}

test('every table says whether a workspace takes its rows along', async () => {
  const client = await database.pool.connect()
  const { tables } = await readCatalogue(client)
  client.release()
  const names = new Set(tables.map(({ name, partition }) => partition?.of ?? name))
  expect([...names].toSorted()).toEqual(Object.keys(workspaceRows).toSorted())
})

test(
  'one workspace comes back as it was, and no row of anything else is another one',
  { timeout: 60_000 },
  async () => {
    const [north] = places
    const { board, workspace, items } = must(north)
    const shape = await shapeOf(board)
    await run('item.delete', { board, rows: [must(items[1])] })
    await run('group.create', { board, id: newId(), title: 'After the backup' })
    const before = await allRows(database.pool)
    const restored = await backups.restoreWorkspace({ dir, workspace: 'north', inPlace: false }, () => {})
    expect(restored).toMatchObject({ name: expect.stringMatching(/^North \(\d{4}-\d\d-\d\d\)$/), boards: 1, items: 5 })
    const after = new Set(await allRows(database.pool))
    // All that was there is there; what moved is the version of the account, which has a workspace more.
    const gone = before.filter((row) => !after.has(row))
    expect(gone).toEqual([expect.stringMatching(/^scope .*account:/)])
    const [copy, ...others] = await boardsOf(restored.id)
    expect(others).toEqual([])
    expect(copy).not.toBe(board)
    expect(await shapeOf(must(copy))).toBe(shape)
    expect(await boardsOf(workspace)).toEqual([board])
    const { rows: docs } = await database.pool.query(
      `SELECT access, board_id AS board, item_id IS NOT NULL AS "onItem", board_rights IS NOT NULL AS follows FROM doc
       WHERE workspace_id = $1 ORDER BY access`,
      [restored.id],
    )
    expect(docs).toEqual([
      { access: 'board', board: copy, onItem: true, follows: true },
      { access: 'private', board: null, onItem: false, follows: false },
    ])
  },
)

test(
  'the copy is a board like any other: its log gives its state, it is found, edited and talked about',
  { timeout: 60_000 },
  async () => {
    const { id } = await backups.restoreWorkspace(
      { dir, workspace: must(places[1]).workspace, inPlace: false },
      () => {},
    )
    const [copy = ''] = await boardsOf(id)
    const scope = scopeOf('board', copy)
    const log = await changesAfter(database.pool, world.accountId, scope, 0)
    expect(dumpState(replay(scope, log, kinds))).toBe(dumpState(await world.cold(scope)))
    const { number } = await run('group.create', { board: copy, id: newId(), title: 'New' })
    await run('item.create', { board: copy, id: newId(), title: 'New', group: must(number) })
    const { rows } = await database.pool.query<{ row: string }>(
      `SELECT u::text AS row FROM update u JOIN item i ON i.id = u.scope_id WHERE i.board = $1`,
      [copy],
    )
    expect(rows).toHaveLength(1)
    // What a text says of an item goes along; an id that is nothing of ours stays.
    const dump = dumpState(await world.cold(scope))
    expect(dump).toContain(note)
    for (const item of must(places[1]).items) expect(dump).not.toContain(item)
    const account = (await node.store.get(scopeOf('account', world.accountId))).state
    const folders = [...account.records('folder')].filter(([, { workspaceId }]) => workspaceId === id)
    expect(folders.map(([, { name }]) => name)).toEqual(['Folder of South'])
    const { rows: where } = await database.pool.query('SELECT folder_id AS folder FROM board WHERE id = $1', [copy])
    expect(where).toEqual([{ folder: folders[0]?.[0] }])
  },
)

test(
  'in its place: the present one is in the trash, and the one of the backup has its name',
  { timeout: 60_000 },
  async () => {
    const { workspace } = must(places[2])
    const restored = await backups.restoreWorkspace({ dir, workspace: 'West', inPlace: true }, () => {})
    expect(restored.name).toBe('West')
    const account = (await node.store.get(scopeOf('account', world.accountId))).state
    expect(account.record('workspace', workspace)?.['deletedAt']).toBeTypeOf('number')
    expect(account.record('workspace', restored.id)?.['deletedAt']).toBeUndefined()
    expect(account.record('workspace', restored.id)?.['rank']).toBe(account.record('workspace', workspace)?.['rank'])
  },
)

test('what is not there, and what is somebody else’s, is told and changes nothing', { timeout: 180_000 }, async () => {
  const before = await allRows(database.pool)
  await expect(backups.restoreWorkspace({ dir, workspace: 'East', inPlace: false }, () => {})).rejects.toThrow(
    /no workspace "East". It has:\n.*North\n/,
  )
  const other = await testDatabase()
  const elsewhere = await makeWorld(other)
  await elsewhere.asSystem(await elsewhere.node(), 'workspace.create', { id: newId(), name: 'North' })
  const foreign = await writeBackup({
    databaseUrl: other.url,
    dataDir,
    into: path.join(shelf, 'foreign'),
    now: new Date(),
  })
  await expect(
    backups.restoreWorkspace({ dir: foreign.dir, workspace: 'North', inPlace: false }, () => {}),
  ).rejects.toThrow(/of another installation/)
  expect((await allRows(database.pool)).toSorted()).toEqual(before.toSorted())
  await elsewhere.stop()
  await other.drop()
})
