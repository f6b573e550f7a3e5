import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MemberId } from '@fulcrum/domain'
import { existsSync, writeFileSync } from 'node:fs'
import type { SyncNode } from '../node.ts'
import { filesFolder } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { openArchive } from './open-archive.ts'
import { archiveExportOperation, archiveImportOperation } from './operator.ts'
import type { ArchiveTaken } from '@fulcrum/protocol'
import { takeInArchive } from './take-in.ts'
import { archiveTo, bytesOf, canonical, partsOf, zipOf } from './testing/archives.ts'

const files = filesFolder()
const file = `${files.folder}/work.fulcrum`
const workspace = newId()
const board = newId()
const item = newId()
const view = newId()
let database: TestDatabase
let world: World
let node: SyncNode
let ada: MemberId

/** A workspace with everything: folder, team, people in cells, a long text, a view of somebody's own, trash, messages. */
beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  ada = await world.member(node, 'owner', 'Ada')
  const grace = await world.member(node, 'member', 'Grace')
  const as = (who: MemberId) => async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(who) }, command, 1, args)
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer.result as { readonly number: number }
  }
  const [run, team, folder, second] = [as(ada), newId(), newId(), newId()]
  await run('workspace.create', { id: workspace, name: 'Work' })
  await run('folder.create', { id: folder, workspace, name: 'Plans' })
  await run('team.create', { id: team, name: 'Writers', members: [ada, grace] })
  await run('board.create', { board, workspace, folder, name: 'Plan', access: 'private' })
  await run('board.setMember', { board, subject: 'team', id: team, role: 'editor' })
  const { number: group } = await run('group.create', { board, id: newId(), title: 'Now' })
  const column = async (kind: string, title: string) =>
    (await run('column.create', { board, id: newId(), kind, title })).number
  const [people, notes] = [await column('people', 'Owner'), await column('long-text', 'Notes')]
  const cells = [
    { column: people, value: [grace] },
    { column: notes, value: 'long '.repeat(300) },
  ]
  await run('item.create', { board, id: item, group, title: 'First', cells })
  await run('item.create', { board, id: second, group, title: 'Gone' })
  await run('item.create', { board, id: newId(), parent: item, title: 'Below' })
  await run('item.delete', { board, rows: [second] })
  await as(grace)('view.create', { board, id: newId(), name: 'Mine', kind: 'table', own: true, spec: {} }).catch(
    () => null,
  )
  await run('view.create', { board, id: view, name: 'Ours', kind: 'table', mine: false, spec: {} })
  await run('view.setOpening', { board, id: view, mine: false })
  await as(grace)('view.setOpening', { board, id: view, mine: true })
  const update = newId()
  await as(grace)('update.post', { board, item, id: update, body: `Look here, @[member:${ada}]` })
  await as(grace)('update.react', { board, item, update, sign: '🎉', id: newId() })
  await as(grace)('item.unwatch', { board, item })
  await archiveTo(file, { pool: world.pool, accountId: world.accountId, workspace })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
  files.remove()
})

let other: { readonly database: TestDatabase; readonly world: World; readonly node: SyncNode } | undefined

/** An account that has nothing yet. */
async function elsewhere() {
  if (other) return other
  const fresh = await testDatabase()
  const its = await makeWorld(fresh)
  return (other = { database: fresh, world: its, node: await its.node() })
}

afterAll(async () => {
  await other?.world.stop()
  await other?.database.drop()
})

async function takeIn(into: SyncNode, from: string, memberId: MemberId | null = null): Promise<ArchiveTaken> {
  const archive = await openArchive(from)
  return takeInArchive({ node: into, archive, memberId, check: () => {}, onProgress: () => {} }).finally(() =>
    archive.close(),
  )
}

async function counts({ pool }: World): Promise<unknown> {
  const tables = ['workspace', 'folder', 'board', '"column"', 'item', 'change', 'member', 'team', '"update"']
  const { rows } = await pool.query(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`,
  )
  return rows[0]
}

test('in another account people are members by their address or placeholders, and never more', async () => {
  const there = await elsewhere()
  const grace = await there.world.member(there.node, 'viewer', 'Grace elsewhere')
  const graceThere = (await partsOf(file))
    .get('people.ndjson')
    ?.split('\n')
    .map((line) => JSON.parse(line))
  const email: string = graceThere?.find(({ name }) => name === 'Grace').email
  await there.world.pool.query('UPDATE member SET email = $1 WHERE id = $2', [email.toUpperCase(), grace])
  const account = await there.node.store.get(`account:${there.world.accountId}`)
  account.state.load('member', grace, { email: email.toUpperCase() })
  const taken = await takeIn(there.node, file)
  expect(taken).toMatchObject({ keptIds: true, people: { known: 1, placeholders: 1 }, boards: 1, items: 3, updates: 1 })
  const { rows } = await there.world.pool.query('SELECT placeholder, role, user_id FROM member WHERE id = $1', [ada])
  expect(rows).toEqual([{ placeholder: true, role: 'guest', user_id: null }])
  const state = await there.world.cold(`board:${board}`)
  expect(state.cell(0, 1)).toEqual([grace])
  expect(state.cell(0, 2)).toBe('long '.repeat(300))
  expect(state.board['viewId']).toBe(view)
  expect([...state.records('viewChoice')]).toEqual([[grace, { viewId: view }]])
  const { rows: links } = await there.world.pool.query('SELECT to_id FROM link WHERE board = $1', [board])
  expect(links).toEqual([{ to_id: grace }])
  const { rows: said } = await there.world.pool.query('SELECT body, author_id FROM "update" WHERE scope_id = $1', [
    item,
  ])
  expect(said).toEqual([{ body: `Look here, @[member:${ada}]`, author_id: grace }])
  const { state: thread } = await there.node.store.get(`item:${item}`)
  expect([...thread.records('reaction')].map(([, { sign, memberId }]) => [sign, memberId])).toEqual([['🎉', grace]])
  expect([...thread.records('watcher')].map(([id, { watching }]) => [id, watching])).toEqual([[grace, false]])
})

test('history comes with its own times, people and causes, and undoes nothing', async () => {
  const there = await elsewhere()
  const { rows } = await there.world.pool.query(
    `SELECT command, historic FROM change WHERE scope = $1 AND command <> 'archive.put' ORDER BY version`,
    [`board:${board}`],
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.every(({ historic }) => historic)).toBe(true)
  const again = `${files.folder}/again.fulcrum`
  await archiveTo(again, { pool: there.world.pool, accountId: there.world.accountId, workspace })
  const [before, after] = [await canonical(file), await canonical(again)]
  const withoutPeople = (all: typeof before) => all.filter(([name]) => name !== 'people.ndjson')
  expect(withoutPeople(after)).toEqual(withoutPeople(before))
})

test('the same account gets a second workspace, whose boards are of whoever brought it', async () => {
  const taken = await takeIn(node, file, ada)
  expect(taken).toMatchObject({ keptIds: false, people: { known: 2, placeholders: 0 } })
  expect(taken.workspace).not.toBe(workspace)
  const again = `${files.folder}/same.fulcrum`
  await archiveTo(again, { pool: world.pool, accountId: world.accountId, workspace: taken.workspace })
  expect(await canonical(again)).toEqual(await canonical(file))
})

const spoilt: readonly (readonly [what: string, spoil: (parts: Map<string, string>) => void, says: RegExp])[] = [
  [
    'a manifest that says another number of lines',
    (parts) => manifest(parts, (text) => text.replace(/"lines": 3/, '"lines": 4')),
    /lines, and the manifest says/,
  ],
  [
    'a part that was changed',
    (parts) => edit(parts, '/items.ndjson', (text) => text.replace('First', 'Frist')),
    /was changed/,
  ],
  [
    'a part that is missing',
    (parts) => void parts.delete([...parts.keys()].find((name) => name.endsWith('/changes.ndjson')) ?? ''),
    /is missing/,
  ],
  [
    'a part too many',
    (parts) => void parts.set('boards/00000000-0000-7000-8000-000000000000/items.ndjson', ''),
    /does not name/,
  ],
  ['a name that leads out', (parts) => void parts.set('..\\..\\x', 'x'), /invalid|no place|relative/i],
  ['no manifest', (parts) => void parts.delete('manifest.json'), /no archive of Fulcrum/],
  [
    'a newer format',
    (parts) => manifest(parts, (text) => text.replace(/"version": \d+/, '"version": 99')),
    /newer Fulcrum/,
  ],
  ['another format', (parts) => manifest(parts, (text) => text.replace('fulcrum.archive', 'zip')), /no archive/],
  [
    'a part that inflates a thousandfold',
    (parts) => void parts.set('people.ndjson', ' '.repeat(64 * 1024 ** 2)),
    /damaged|too large|more than/,
  ],
  [
    'a manifest in another encoding',
    (parts) => manifest(parts, (text) => `\u0000${[...text].join('\u0000')}`),
    /damaged/,
  ],
  ['a manifest that is no JSON', (parts) => manifest(parts, () => '{'), /damaged/],
]

function manifest(parts: Map<string, string>, change: (text: string) => string): void {
  parts.set('manifest.json', change(parts.get('manifest.json') ?? ''))
}

function edit(parts: Map<string, string>, ending: string, change: (text: string) => string): void {
  for (const [name, text] of parts) if (name.endsWith(ending)) parts.set(name, change(text))
}

async function wholeArchive(): Promise<Map<string, string>> {
  const archive = await openArchive(file)
  const parts = new Map<string, string>()
  for (const [name, text] of await partsOf(file)) parts.set(name, text === '' ? '' : `${text}\n`)
  parts.set('manifest.json', JSON.stringify(archive.manifest, null, 2))
  archive.close()
  return parts
}

let before: unknown
beforeEach(async () => {
  before = await counts((await elsewhere()).world)
})

test.each(spoilt)('%s is refused, and nothing is done', async (what, spoil, says) => {
  const there = await elsewhere()
  const parts = await wholeArchive()
  spoil(parts)
  const bad = `${files.folder}/${what}.zip`
  await zipOf(bad, parts).catch(() => {
    // The writer refuses such a name itself: the bytes are made by hand.
    writeFileSync(
      bad,
      Buffer.from(bytesOf(file).toString('latin1').replaceAll('people.ndjson', '../pple.ndjson'), 'latin1'),
    )
  })
  await expect(takeIn(there.node, bad)).rejects.toThrow(says)
  expect(await counts(there.world)).toEqual(before)
})

test.each([
  [
    'a value that is none of its kind',
    '/items.ndjson',
    (text: string) => text.replace(/"1":\["[^"]+"\]/, '"1":"nobody"'),
  ],
  ['an item below itself', '/items.ndjson', (text: string) => text.replace('"parent":0', '"parent":2')],
  [
    'an item of a group that is not there',
    '/items.ndjson',
    (text: string) => text.replaceAll('"group":1', '"group":7'),
  ],
  [
    'a column of an unknown kind',
    '/records.ndjson',
    (text: string) => text.replace('"kind":"people"', '"kind":"telepathy"'),
  ],
  ['a field that no record has', '/records.ndjson', (text: string) => text.replace('"title":"Now"', '"titel":"Now"')],
  ['an id twice', '/items.ndjson', (text: string) => text.replaceAll(/"id":"[^"]+"/g, `"id":"${item}"`)],
  [
    'a change that does what no change does',
    '/changes.ndjson',
    (text: string) => text.replace('"op":"put"', '"op":"exec"'),
  ],
  ['a line that is no JSON', '/updates.ndjson', (text: string) => text.replace('{', '[')],
])('%s, well packed, is refused before anything is written', async (what, ending, change) => {
  const there = await elsewhere()
  const parts = await wholeArchive()
  edit(parts, ending, change)
  const { createHash } = await import('node:crypto')
  const told = JSON.parse(parts.get('manifest.json') ?? '')
  for (const part of told.parts) {
    const text = parts.get(part.name) ?? ''
    part.bytes = Buffer.byteLength(text)
    part.sha256 = createHash('sha256').update(text).digest('hex')
  }
  parts.set('manifest.json', JSON.stringify(told))
  const bad = `${files.folder}/${what}.zip`
  await zipOf(bad, parts)
  await expect(takeIn(there.node, bad)).rejects.toThrow(/damaged or incomplete/)
  expect(await counts(there.world)).toEqual(before)
})

test('a file that was cut anywhere is refused, and nothing is done', async () => {
  const there = await elsewhere()
  const whole = bytesOf(file)
  const cut = `${files.folder}/cut.zip`
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * share)))
    await expect(takeIn(there.node, cut)).rejects.toMatchObject({ name: 'DomainError' })
  }
  expect(await counts(there.world)).toEqual(before)
})

test('an import that ends in the middle leaves nothing that anybody sees', async () => {
  const there = await elsewhere()
  const archive = await openArchive(file)
  let asked = 0
  const order = {
    node: there.node,
    archive,
    memberId: null,
    check: () => {
      asked += 1
      if (asked > 12) throw new Error('given up')
    },
    onProgress: () => {},
  }
  await expect(takeInArchive(order).finally(() => archive.close())).rejects.toThrow('given up')
  const { rows } = await there.world.pool.query('SELECT FROM board WHERE deleted_at IS NULL AND id <> $1', [board])
  expect(rows).toEqual([])
  const { rows: workspaces } = await there.world.pool.query('SELECT id FROM workspace')
  expect(workspaces).toEqual([{ id: workspace }])
})

test('an operator writes an archive whole or not at all, and is told what came in', async () => {
  const out = `${files.folder}/operator.fulcrum`
  const write = archiveExportOperation(node)
  await expect(write({ workspace: 'No such', file: out }, () => {})).rejects.toThrow(/no workspace/)
  await expect(write({ workspace: newId(), file: out }, () => {})).rejects.toThrow(/does not exist/)
  expect(existsSync(out)).toBe(false)
  expect(await write({ workspace, file: out }, () => {})).toMatchObject({ file: out })
  const read = archiveImportOperation((await elsewhere()).node)
  expect(await read({ file: out }, () => {})).toMatchObject({ name: 'Work', items: 3 })
})
