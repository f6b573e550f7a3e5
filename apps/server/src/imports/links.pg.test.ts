import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, rowOfKey, scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import type { ImportRecord } from '@fulcrum/integration-kit'
import type { SyncNode } from '../node.ts'
import { takeBackBatch } from '../scopes/batch.ts'
import { filesFolder, importDocumentAs, importFileAs, madeDocument } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let workspace: Id<'workspace'>

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner', 'Olga Owner')
  workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const fields = [
  {
    key: 'links-waits',
    title: 'Waits for',
    columnRole: 'dependency' as const,
    guess: { kind: 'waits' as const, confidence: 1, settings: {} },
  },
  {
    key: 'links-clones',
    title: 'Clones',
    guess: { kind: 'items' as const, confidence: 1, settings: { backTitle: 'Is cloned by' } },
  },
  { key: 'files', title: 'Attachments', guess: { kind: 'files' as const, confidence: 1, settings: {} } },
]

type Made = Pick<ImportRecord, 'key' | 'title'> & Partial<ImportRecord>

function item(key: string, waits: readonly string[], clones: readonly string[] = [], more: Partial<Made> = {}): Made {
  const values = {
    ...(waits.length > 0 && { 'links-waits': waits }),
    ...(clones.length > 0 && { 'links-clones': clones }),
  }
  return { key, title: `About ${key}`, values, ...more }
}

async function boardOf(id: string): Promise<BoardState> {
  return (await node.store.get(scopeOf('board', id))).state as BoardState
}

/** Each item's cells by column title, items named by the end of their source keys. */
async function said(boardId: string): Promise<Record<string, Record<string, unknown>>> {
  const boards = await Promise.all([boardId, ...others].map(boardOf))
  const nameOf = (id: string) => {
    for (const board of boards) {
      const row = board.rowOf(id)
      if (row !== undefined) return String(board.system(row, 'sourceKey')).split(':')[1]
    }
    return id
  }
  const board = must(boards[0])
  const rows: Record<string, Record<string, unknown>> = {}
  for (let row = 0; row < board.rowCount; row++) {
    const cells: Record<string, unknown> = {}
    for (const { number, title, kind, settings } of board.columns()) {
      const value = board.cell(row, number)
      if (value === null || !kind.references) continue
      const ids = kind.toLanes(value, settings)[kind.references.lane] as readonly string[]
      cells[title] = ids.map(nameOf)
    }
    rows[String(board.system(row, 'sourceKey')).split(':')[1] ?? ''] = cells
  }
  return rows
}

const others: string[] = []

test('links become connections and dependencies, seen from both sides, and a second import makes no twins', async () => {
  const records = [item('A-1', ['A-3', 'A-2'], ['A-2']), item('A-2', ['A-3']), item('A-3', [], ['A-1', 'A-9'])]
  const document = madeDocument('tracker', { fields, records })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Linked' } })
  expect(report).toMatchObject({ links: 5, items: { created: 3 } })
  expect(report.problems).toMatchObject([
    { field: 'Clones', reason: 'link-target-missing', count: 1, samples: ['A-3 → A-9'] },
  ])
  const wanted = {
    'A-1': { 'Waits for': ['A-3', 'A-2'], Clones: ['A-2'], 'Is cloned by': ['A-3'] },
    'A-2': { 'Waits for': ['A-3'], 'Is cloned by': ['A-1'] },
    'A-3': { Clones: ['A-1'] },
  }
  expect(await said(report.board)).toEqual(wanted)
  const waits = must((await boardOf(report.board)).columns().find(({ title }) => title === 'Waits for'))
  expect(waits.kind.id).toBe('dependency')
  expect(waits.fields['role']).toBe('dependency')

  // Terms that somebody has set here stay as they are; links that the source has no more go.
  const board = await boardOf(report.board)
  const first = must(board.cell(0, waits.number)) as { item: string }[]
  const terms = first.map(({ item }) => ({ item, type: 'start-start', lag: 2 }))
  await world.asSystem(node, 'item.connect', {
    board: report.board,
    column: waits.number,
    rows: [0],
    values: [terms],
    also: [],
  })
  const again = await importDocumentAs(node, owner, document, { target: { board: report.board as Id<'board'> } })
  expect(again).toMatchObject({ links: 0, columns: 0, items: { created: 0, updated: 0 } })
  expect((await boardOf(report.board)).cell(0, waits.number)).toEqual(terms)
  expect(await said(report.board)).toEqual(wanted)
  const less = madeDocument('tracker', { fields, records: [item('A-1', ['A-2']), ...records.slice(1)] })
  await importDocumentAs(node, owner, less, { target: { board: report.board as Id<'board'> } })
  expect(await said(report.board)).toEqual({
    ...wanted,
    'A-1': { 'Waits for': ['A-2'], 'Is cloned by': ['A-3'] },
    'A-2': { 'Waits for': ['A-3'] },
  })
})

test('items that would wait for each other are tied without an order, and the report names them', async () => {
  const records = [item('C-1', ['C-2', 'C-4']), item('C-2', ['C-3']), item('C-3', ['C-1']), item('C-4', [])]
  const document = madeDocument('circles', { fields, records })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Circles' } })
  const found = await said(report.board)
  const edges = Object.entries(found).flatMap(([from, cells]) =>
    Object.entries(cells).flatMap(([title, to]) => (to as string[]).map((key) => `${from} ${title} ${key}`)),
  )
  expect(edges.filter((edge) => edge.includes('Waits for C')).length).toBe(3)
  expect(edges.filter((edge) => edge.includes('in a circle')).length).toBe(1)
  expect(report.problems).toMatchObject([{ field: 'Waits for', reason: 'link-circle', count: 1 }])
  expect(report.problems[0]?.samples[0]).toMatch(/→/)
  const again = await importDocumentAs(node, owner, document, { target: { board: report.board as Id<'board'> } })
  expect(again).toMatchObject({ columns: 0, links: 0, items: { created: 0 } })
  expect(await said(report.board)).toEqual(found)
})

test('what stands on another board is connected there, if the importer may see that board', async () => {
  const target = madeDocument('two', { fields: [], records: [item('X-1', []), item('X-2', [])] })
  const open = await importDocumentAs(node, owner, target, { target: { workspace, name: 'Open' } })
  others.push(open.board)
  const hidden = madeDocument('two', { fields: [], records: [item('H-1', [])] })
  await importDocumentAs(node, owner, hidden, { target: { workspace, name: 'Private', access: 'private' } })
  const member = await world.member(node, 'member')
  const document = madeDocument('two', {
    fields,
    records: [item('Y-1', ['X-1', 'Y-2'], ['X-2', 'H-1']), item('Y-2', [])],
  })
  const report = await importDocumentAs(node, member, document, { target: { workspace, name: 'From both' } })
  expect(await said(report.board)).toEqual({
    'Y-1': { 'Waits for': ['X-1', 'Y-2'], Clones: ['X-2'] },
    'Y-2': {},
  })
  expect(report.problems).toMatchObject([{ reason: 'link-target-missing', samples: ['Y-1 → H-1'] }])
})

test('an import that is ended takes its connections back, too', async () => {
  const plain = madeDocument('back', { fields: [], records: [item('B-1', []), item('B-2', [])] })
  const { board } = await importDocumentAs(node, owner, plain, { target: { workspace, name: 'Before' } })
  const linked = madeDocument('back', {
    fields,
    records: [item('B-1', ['B-2'], ['B-2']), item('B-2', []), item('B-3', ['B-1'])],
  })
  let steps = 0
  await expect(
    importDocumentAs(node, owner, linked, {
      target: { board: board as Id<'board'> },
      onProgress: (phase) => (steps += phase === 'links' ? 1 : 0),
      isCancelled: () => steps > 0,
    }),
  ).rejects.toThrow(/cancelled/)
  const after = await boardOf(board)
  expect([0, 1, 2].map((row) => after.isLive(row))).toEqual([true, true, false])
  expect(live(after)).toEqual([])
  const report = await importDocumentAs(node, owner, linked, { target: { board: board as Id<'board'> } })
  expect(report.links).toBe(2)
  const wanted = { 'B-1': { 'Waits for': ['B-2'], Clones: ['B-2'] }, 'B-2': { 'Is cloned by': ['B-1'] } }
  expect(await said(board)).toMatchObject(wanted)
  // What somebody connects there later stands on both sides, as on a board that the import made.
  const { number } = must(live(await boardOf(board)).find(({ title }) => title === 'Is cloned by'))
  const clone = String((await boardOf(board)).system(1, 'id'))
  await world.asSystem(node, 'item.connect', { board, column: number, rows: [0], values: [[clone]], also: [] })
  expect(await said(board)).toMatchObject({ 'B-2': { Clones: ['B-1'] } })

  // The import as a whole is undone with all that it paired.
  await takeBackBatch(node, { principal: () => node.hub.principal(owner) }, report.batch)
  expect(live(await boardOf(board))).toEqual([])
})

function live(board: BoardState) {
  return board.columns().filter((column) => column.fields['deletedAt'] === undefined)
}

test('a table that names items by their keys here connects them on both sides, and takes nothing away that it cannot find', async () => {
  const files = filesFolder()
  const epics = madeDocument('epics', { fields: [], records: [item('one', []), item('two', []), item('three', [])] })
  const tasks = madeDocument('tasks', { fields: [], records: [item('first', []), item('second', [])] })
  const there = (await importDocumentAs(node, owner, epics, { target: { workspace, name: 'Epics' } })).board
  const here = (await importDocumentAs(node, owner, tasks, { target: { workspace, name: 'Tasks' } })).board
  const [id, partner] = [newId(), newId()]
  const settings = { boards: [{ board: there, partner: null }], several: true }
  await world.asSystem(node, 'column.create', { board: here, id, kind: 'connect', title: 'Epic', settings })
  await world.asSystem(node, 'column.pair', { board: here, id, other: there, partner, title: 'Tasks' })
  const [board, other] = [await boardOf(here), await boardOf(there)]
  const number = must(board.columns().find((column) => column.id === id)).number
  const back = must(other.columns().find((column) => column.id === partner)).number
  const ids = [0, 1, 2].map((row) => String(other.system(row, 'id')))
  const cells = () => Array.from({ length: board.rowCount }, (_, row) => board.cell(row, number))
  const backs = () =>
    [0, 1, 2].map((row) => ((other.cell(row, back) ?? []) as string[]).map((task) => board.rowOf(task)))
  const order = {
    target: { board: here as Id<'board'> },
    fields: [
      { field: 'epic', take: true, kind: 'connect' },
      { field: 'key', take: false },
    ],
  }
  const keys = [0, 1, 2].map((row) => other.keyOf(row))
  const table = (...lines: string[]) => files.write('table.csv', ['Key,Title,Epic', ...lines].join('\n'))

  const first = await importFileAs(node, owner, table(`T-1,Both,"${keys[0]}, ${ids[1]}"`, 'T-2,None,'), order)
  expect(first).toMatchObject({ links: 2, columns: 0, items: { created: 2 } })
  expect(cells()).toEqual([null, null, [ids[0], ids[1]], null])
  expect(backs()).toEqual([[2], [2], []])
  const again = await importFileAs(node, owner, table(`T-1,Both,"${keys[0]}, XX-99"`, `T-2,None,${keys[2]}`), order)
  expect(again.problems).toMatchObject([{ field: 'Epic', reason: 'link-target-missing', samples: ['T-1 → XX-99'] }])
  expect(cells()).toEqual([null, null, [ids[0], ids[1]], [ids[2]]])
  await importFileAs(node, owner, table(`T-1,Both,${keys[1]}`, 'T-2,None,'), order)
  expect(cells()).toEqual([null, null, [ids[1]], null])
  expect(backs()).toEqual([[], [2], []])
  const update = [{ column: number, rows: [0], values: [[ids[0]]] }]
  await expect(world.asSystem(node, 'item.import', { board: here, update })).rejects.toThrow(/on both sides/)
  files.remove()
})

test('files become addresses, and what has none is named', async () => {
  const files = ['Plan.pdf <https://files.example/1>', 'local.txt', 'https://files.example/two.png']
  const document = madeDocument('files', {
    fields,
    records: [
      { key: 'F-1', title: 'With files', values: { files } },
      { key: 'F-2', title: 'None', values: { files: ['only-a-name.txt'] } },
    ],
  })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Files' } })
  const board = await boardOf(report.board)
  const column = must(board.columns().find(({ title }) => title === 'Attachments'))
  expect(column.kind.id).toBe('file')
  expect(board.cell(0, column.number)).toEqual([
    { name: 'Plan.pdf', url: 'https://files.example/1' },
    { name: 'two.png', url: 'https://files.example/two.png' },
  ])
  expect(board.cell(1, column.number)).toBeNull()
  expect(report.problems).toMatchObject([
    { field: 'Attachments', reason: 'value-misfit', samples: ['only-a-name.txt'] },
  ])
})

test('an item is found by the key that it had', async () => {
  const records = [item('PROJ-123', [], [], { oldKey: '#7' }), item('PROJ-124', [])]
  const document = madeDocument('keys', { fields, records })
  const report = await importDocumentAs(node, owner, document, { target: { workspace, name: 'Keys' } })
  const board = await boardOf(report.board)
  expect(['proj-123', '#7', 'PROJ-124', 'PROJ-125'].map((key) => rowOfKey(board, key))).toEqual([0, 0, 1, undefined])
})
