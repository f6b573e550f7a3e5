import { must } from '@fulcrum/domain'
import type { Json, MemberId } from '@fulcrum/domain'
import type { SearchAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { indexWords } from '../consumers/index-words.ts'
import type { IndexWords } from '../consumers/index-words.ts'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { searchAll } from './search-all.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let stranger: MemberId
let index: IndexWords
let place: { board: string; group: number }

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner', 'Olga Owner')
  stranger = await world.member(node, 'member', 'Stefan')
  index = indexWords({ node, pool: world.pool, log: silentLog, everyMs: 60_000 })
})

afterAll(async () => {
  await index.stop()
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  place = await world.board(node, owner)
})

async function run(command: string, args: object, who = owner): Promise<Json> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(who) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result
}

async function item(title: string, more: object = {}): Promise<{ id: string; row: number }> {
  const id = newId()
  const { board, group } = place
  // @NOTE a new item is answered with its row.
  const { row } = (await run('item.create', { board, group, id, title, ...more })) as { row: number }
  return { id, row }
}

async function column(kind: string, title: string): Promise<{ id: string; number: number }> {
  const id = newId()
  // @NOTE a new column is answered with its number.
  const { number } = (await run('column.create', { board: place.board, id, kind, title })) as { number: number }
  return { id, number }
}

/** Asks on the board of the test, once the index has everything. */
async function search(text: string, who = owner, more: object = {}): Promise<SearchAnswer> {
  await index.catchUp()
  const args = { text, boards: [place.board], ...more }
  return (await searchAll.answer({ hub: node.hub, principal: must(node.hub.principal(who)) }, args)) as SearchAnswer
}

async function titles(text: string, who = owner): Promise<string[]> {
  return (await search(text, who)).items.map(({ title }) => title)
}

test('finds by the beginnings of words, whatever their case, accents and order', async () => {
  await item('Überprüfung der Sicherung')
  await item('Search breaks on café names')
  await item('検索が遅い')
  expect(await titles('uberpr')).toEqual(['Überprüfung der Sicherung'])
  expect(await titles('SICH über')).toEqual(['Überprüfung der Sicherung'])
  expect(await titles('cafe sea')).toEqual(['Search breaks on café names'])
  expect(await titles('検索')).toEqual(['検索が遅い'])
  expect(await titles("na'me\\:* & |")).toEqual([])
  expect(await titles('   ')).toEqual([])
})

test('forgives slips of the pen, and says for which words', async () => {
  await item('Performance of the importer')
  await item('Perforated paper')
  const found = await search('perfromance imprter')
  expect(found.items.map(({ title }) => title)).toEqual(['Performance of the importer'])
  expect(found.corrected).toEqual(expect.arrayContaining(['performance', 'importer']))
  expect(found.items[0]?.marks).toEqual([
    [0, 11],
    [19, 27],
  ])
  // What is as it was typed needs no correction.
  expect((await search('performance')).corrected).toEqual([])
  expect(await titles('zzzzqqqq')).toEqual([])
})

test('finds texts of cells and messages, and says where they stand', async () => {
  const steps = await column('long-text', 'Steps')
  const { id, row } = await item('Crash')
  const value = `Open the board. ${'Then wait. '.repeat(40)}Press the turquoise button.`
  await run('item.setCells', { board: place.board, column: steps.number, rows: [row], values: [value] })
  await run('update.post', { board: place.board, item: id, id: newId(), body: 'Seems like a deadlock in vacuuming' })
  const [cell] = (await search('turquoise')).items
  expect(cell).toMatchObject({ title: 'Crash', where: 'cell', column: 'Steps', marks: [] })
  const [from, to] = must(cell?.excerptMarks[0])
  expect(cell?.excerpt?.slice(from, to)).toBe('turquoise')
  expect((await search('deadlock')).items).toMatchObject([{ title: 'Crash', where: 'message' }])
  await run('item.setCells', { board: place.board, column: steps.number, rows: [row], values: ['Nothing'] })
  expect(await titles('turquoise')).toEqual([])
})

test('a key opens its item, also one that it had before', async () => {
  const { row } = await item('Named')
  const [named] = (await search(`boar-${row + 1}`)).items
  expect(named).toMatchObject({ where: 'key', title: 'Named', board: place.board, row })
})

test('what is deleted, below it, or in a deleted group, is not found; what comes back is', async () => {
  const parent = await item('Parental quince')
  await item('Quince below', { parent: parent.row })
  await item('Quince beside')
  expect((await titles('quince')).length).toBe(3)
  await run('item.delete', { board: place.board, rows: [parent.row] })
  expect(await titles('quince')).toEqual(['Quince beside'])
  await run('item.restore', { board: place.board, rows: [parent.row] })
  expect((await titles('quince')).length).toBe(3)
  const { state } = await node.store.get(`board:${place.board}`)
  const [group = ''] = [...state.records('group')].find(([, { number }]) => number === place.group) ?? []
  await run('group.delete', { board: place.board, id: group })
  expect(await titles('quince')).toEqual([])
})

test('a private board is as if it were not there, by words, slips, keys and counts', async () => {
  for (let at = 0; at < 3; at++) await item(`Acquisition of Zebracorp ${at}`)
  expect((await titles('zebracorp', stranger)).length).toBe(3)
  await run('board.setAccess', { board: place.board, access: 'private' })
  const everywhere = { boards: undefined }
  for (const text of ['zebracorp', 'zebarcorp', 'z', `boar-1`]) {
    const { items, corrected, boards } = await search(text, stranger, everywhere)
    expect(items.filter(({ board }) => board === place.board)).toEqual([])
    expect(corrected).toEqual([])
    expect(boards.map(({ id }) => id)).not.toContain(place.board)
  }
  expect((await titles('zebracorp')).length).toBe(3)
})

test('the text of a column that one may not read takes no part', async () => {
  const secret = await column('text', 'Salary')
  const { row } = await item('Contract')
  await run('item.setCells', { board: place.board, column: secret.number, rows: [row], values: ['Extravagant bonus'] })
  expect(await titles('extravagant', stranger)).toEqual(['Contract'])
  await run('column.setAccess', { board: place.board, id: secret.id, readers: [owner], editors: null })
  for (const text of ['extravagant', 'extravagnat', 'contract extravagant']) {
    const { items, corrected } = await search(text, stranger)
    expect([items, corrected]).toEqual([[], []])
  }
  expect(await titles('extravagant')).toEqual(['Contract'])
})

test('what may not be read is not even looked at: the index gives no entry of it to the search', async () => {
  const secret = await column('text', 'Codename')
  const rows: number[] = []
  for (let at = 0; at < 20; at++) rows.push((await item(`Plain ${at}`)).row)
  await run('item.setCells', {
    board: place.board,
    column: secret.number,
    rows,
    values: rows.map(() => 'Operation Xylophone'),
  })
  await run('column.setAccess', { board: place.board, id: secret.id, readers: [owner], editors: null })
  await index.catchUp()
  const before = await fetched()
  expect((await search('xylophone', stranger)).items).toEqual([])
  expect((await search('xylophone')).items.length).toBe(20)
  // The owner's search comes second, and all that was read is what it found.
  await expect.poll(async () => (await fetched()) - before).toBeGreaterThanOrEqual(20)
  expect((await fetched()) - before).toBe(20)
})

/** How many entries PostgreSQL ever read by their words. */
async function fetched(): Promise<number> {
  await world.pool.query('SELECT pg_stat_force_next_flush()').catch(() => undefined)
  const { rows } = await world.pool.query<{ n: number }>(
    "SELECT (coalesce(idx_tup_read, 0))::int AS n FROM pg_stat_user_indexes WHERE indexrelname = 'search_entry_words'",
  )
  return must(rows[0]).n
}

test('boards and people are found by their names', async () => {
  await run('board.update', { board: place.board, name: 'Delivery train' })
  const found = await search('olga', owner, { boards: undefined })
  expect(found.people).toMatchObject([{ id: owner, name: 'Olga Owner' }])
  expect((await search('deliv', owner, { boards: undefined })).boards.map(({ id }) => id)).toEqual([place.board])
})
