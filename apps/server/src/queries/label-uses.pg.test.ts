import type { BoardState, Json, LabelUsesElsewhere, MemberId } from '@fulcrum/domain'
import { must, scopeOf } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { labelUsesElsewhere } from './label-uses.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let editor: MemberId
/** A board with a status, whose labels 2 and 3 are much the same, a view of those with 2, and a form that sets it. */
let epics: { board: string; group: number }
let state: { id: string; number: number }
let workspace: string
const views = { late: newId(), form: newId() }

const labels = ['To do', 'Doing', 'Working', 'Done'].map((name, at) => ({ number: at + 1, name, colour: 'grey' }))
const merge = () => ({ board: epics.board, id: state.id, from: [2], into: 3 })

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
  editor = await world.member(node, 'member')
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Works' })
  epics = await world.board(node, owner)
  const board = epics.board
  await run('board.setMember', { board, subject: 'member', id: editor, role: 'editor' })
  state = await column(board, 'status', 'State', { labels })
  for (const value of [1, 2, 3]) {
    const cells = [{ column: state.number, value }]
    await run('item.create', { board, group: epics.group, id: newId(), title: `Epic ${value}`, cells })
  }
  const late = { filter: { column: state.number, operator: 'is', value: [2] } }
  await run('view.create', { board, id: views.late, name: 'Late', kind: 'table', mine: false, spec: late })
  const form = { settings: { fixed: [{ column: state.number, value: 2 }] } }
  await run('view.create', { board, id: views.form, name: 'Ask', kind: 'form', mine: false, spec: form })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

function answer(command: string, args: object, who = owner): Promise<Answer> {
  return node.executor.run({ principal: () => node.hub.principal(who) }, command, 1, args)
}

async function run(command: string, args: object): Promise<Json> {
  const answered = await answer(command, args)
  if (!answered.ok) throw new Error(`${command}: ${answered.message}`)
  return answered.result
}

async function column(board: string, kind: string, title: string, settings: object) {
  const id = newId()
  const made = await run('column.create', { board, id, kind, title, settings })
  return { id, number: (made as { number: number }).number }
}

async function uses(label: number, who = owner): Promise<LabelUsesElsewhere> {
  const context = { hub: node.hub, principal: must(node.hub.principal(who)) }
  const args = { board: epics.board, column: state.id, labels: [label] }
  return (await labelUsesElsewhere.answer(context, args)) as LabelUsesElsewhere
}

/** Saves the board as a template with its items; gives its copy. */
async function template(name: string): Promise<string> {
  const boards = [{ from: epics.board, to: newId() }]
  await run('board.duplicate', { workspace, boards, items: true, template: { id: newId(), name } })
  return must(boards[0]).to
}

/** What a board says of the label, cold from the database: cells, view, form, and which labels are retired. */
async function said(boardId: string) {
  const board: BoardState = await world.cold(scopeOf('board', boardId))
  const spec = (kind: string) => [...board.records('view')].find(([, view]) => view['kind'] === kind)?.[1]['spec']
  const { settings } = must(board.column(state.number))
  return {
    cells: [0, 1, 2].map((row) => board.cell(row, state.number)),
    view: (spec('table') as { filter: { value: Json } }).filter.value,
    form: (spec('form') as { settings: { fixed: { value: Json }[] } }).settings.fixed[0]?.value,
    retired: (settings as { labels: typeof labels }).labels.flatMap((label) =>
      'retired' in label ? label.number : [],
    ),
  }
}

const before = { cells: [1, 2, 3], view: [2], form: 2, retired: [] }
const after = { cells: [1, 3, 3], view: [3], form: 3, retired: [2] }

test('formulas of other boards are named for who sees them, and counted for others', async () => {
  const tasks = await world.board(node, owner)
  const boards = [{ board: epics.board, partner: null }]
  await column(tasks.board, 'connect', 'Epic', { boards, several: true })
  await column(tasks.board, 'formula', 'At work', { text: 'COUNTIF({Epic.State}, "Doing")', type: 'blank' })
  const title = 'At work'
  const formulas = [{ board: tasks.board, boardName: 'Board', title }]
  expect(await uses(2)).toMatchObject({ formulas, hiddenFormulas: 0 })
  expect(await uses(1)).toEqual({ formulas: [], hiddenFormulas: 0, templates: [] })
  await run('board.setAccess', { board: tasks.board, access: 'private' })
  expect(await uses(2, editor)).toMatchObject({ formulas: [], hiddenFormulas: 1 })
})

test('a template of the board goes along with a merge, in one change that one undo takes back', async () => {
  const copy = await template('Ours')
  const [told, ...others] = (await uses(2)).templates
  const counts = { items: 1, views: 1, forms: 1, formulas: 0, rules: 0 }
  expect(told).toMatchObject({ name: 'Ours', board: copy, ...counts, mayChange: true })
  expect(others).toEqual([])

  const merged = await answer('column.mergeLabels', { ...merge(), also: [copy] })
  if (!merged.ok) throw new Error(merged.message)
  expect(Object.keys(merged.versions).toSorted()).toEqual([epics.board, copy].map((id) => `board:${id}`).toSorted())
  expect([await said(epics.board), await said(copy)]).toEqual([after, after])
  expect((await uses(2)).templates).toEqual([])

  const at = Object.entries(merged.versions).map(([scope, version]) => ({ scope, version }))
  await run('change.undo', { change: merged.change, at })
  expect([await said(epics.board), await said(copy)]).toEqual([before, before])
})

test('who may not change a template is told of it, and a merge that names it is refused as a whole', async () => {
  const copy = await template('Theirs')
  await run('board.setAccess', { board: copy, access: 'shareable' })
  expect((await uses(2, editor)).templates.map(({ name }) => name)).not.toContain('Theirs')
  await run('board.setMember', { board: copy, subject: 'member', id: editor, role: 'viewer' })
  const told = (await uses(2, editor)).templates.find(({ name }) => name === 'Theirs')
  expect(told).toMatchObject({ board: copy, mayChange: false })
  const refused = await answer('column.mergeLabels', { ...merge(), also: [copy] }, editor)
  expect(refused).toMatchObject({ ok: false, code: 'forbidden' })
  expect([await said(epics.board), await said(copy)]).toEqual([before, before])
})

test('a template that went its own way keeps what it says, and a board that is none is refused', async () => {
  const copy = await template('Changed')
  const own = await world.cold(scopeOf('board', copy))
  const id = must(own.column(state.number)).id
  const renamed = labels.map((label) => (label.number === 2 ? { ...label, name: 'Waiting' } : label))
  await run('column.update', { board: copy, id, settings: { labels: renamed } })
  expect((await uses(2)).templates.map(({ board }) => board)).not.toContain(copy)
  const tasks = await world.board(node, owner)
  expect(await answer('column.mergeLabels', { ...merge(), also: [tasks.board] })).toMatchObject({
    ok: false,
    code: 'conflict',
  })
  expect(await said(epics.board)).toEqual(before)
  await run('column.mergeLabels', { ...merge(), also: [copy] })
  expect([await said(epics.board), await said(copy)]).toEqual([after, before])
})

test('a template that lacks the label that stays takes it over, and one that has another in its place is told to stay', async () => {
  const before = await labelsOf(epics.board)
  const free = await template('Free')
  const taken = await template('Taken')
  const id = must((await world.cold(scopeOf('board', taken))).column(state.number)).id
  const own = { number: 5, name: 'Parked', colour: 'grey' }
  await run('column.update', { board: taken, id, settings: { labels: [...before, own] } })
  const blocked = { number: 5, name: 'Blocked', colour: 'red', stage: 'doing' }
  await run('column.update', { board: epics.board, id: state.id, settings: { labels: [...before, blocked] } })
  const told = new Map((await uses(3)).templates.map(({ board, refuses }) => [board, refuses]))
  expect([told.get(free), told.get(taken)]).toEqual([[], [5]])
  const merged = await answer('column.mergeLabels', { ...merge(), from: [3], into: 5, also: [free, taken] })
  if (!merged.ok) throw new Error(merged.message)
  expect([(await said(free)).cells[2], (await said(taken)).cells[2]]).toEqual([5, 3])
  expect((await labelsOf(free)).slice(-1)).toEqual([blocked])
  const at = Object.entries(merged.versions).map(([scope, version]) => ({ scope, version }))
  await run('change.undo', { change: merged.change, at })
  expect([(await said(free)).cells[2], await labelsOf(free)]).toEqual([3, before])
})

test('boards that name no label, and templates that are hidden from whoever asks, are not loaded for it', async () => {
  const boards = [{ board: epics.board, partner: null }]
  const [reads, names] = [await world.board(node, owner), await world.board(node, owner)]
  for (const { board } of [reads, names]) await column(board, 'connect', 'Epic', { boards, several: true })
  const text = 'COUNTIF({Epic.State}, "Done")'
  await column(reads.board, 'formula', 'All done', { text, type: 'blank' })
  const [hidden, seen] = [await template('Hidden'), await template('Seen')]
  await run('board.setAccess', { board: hidden, access: 'private' })
  const fresh = await world.node()
  const context = { hub: fresh.hub, principal: must(fresh.hub.principal(editor)) }
  const args = { board: epics.board, column: state.id, labels: [4] }
  const told = (await labelUsesElsewhere.answer(context, args)) as unknown as LabelUsesElsewhere
  expect(told.formulas.map(({ title }) => title)).toEqual(['All done'])
  expect(told.templates.map(({ board }) => board)).toContain(seen)
  const held = [reads.board, seen, names.board, hidden].map(
    (id) => fresh.store.peek(scopeOf('board', id)) !== undefined,
  )
  expect(held).toEqual([true, true, false, false])
})

async function labelsOf(boardId: string): Promise<typeof labels> {
  const { settings } = must((await world.cold(scopeOf('board', boardId))).column(state.number))
  return (settings as { labels: typeof labels }).labels
}
