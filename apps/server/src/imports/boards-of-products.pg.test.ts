import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import { releasePlan } from '@fulcrum/integration-monday/testing'
import { launchBoard } from '@fulcrum/integration-trello/testing'
import { writeWorkbook } from '@fulcrum/workbook/testing'
import type { SyncNode } from '../node.ts'
import { filesFolder, importFileAs } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
const files = filesFolder()
const workspace = newId() as Id<'workspace'>

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  files.remove()
  await world.stop()
  await database.drop()
})

async function boardOf(id: string): Promise<BoardState> {
  // @NOTE the scope's kind says that its state is a board's.
  return (await node.store.get(scopeOf('board', id))).state as BoardState
}

/** Each item by its title: its group, the item above, and its cells as people would type them, people and items by name. */
async function said(id: string): Promise<Record<string, Record<string, unknown>>> {
  const board = await boardOf(id)
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  const nameOf = (person: string) => String(account.record('member', person)?.['name'] ?? person)
  const titleOf = (row: number | undefined) => (row === undefined ? null : String(board.system(row, 'title')))
  const context = { personName: nameOf, locale: 'en', timeZone: 'UTC' }
  const rows: Record<string, Record<string, unknown>> = {}
  for (let row = 0; row < board.rowCount; row++) {
    const parent = board.system(row, 'parent')
    const group = [...board.records('group')].find(([, { number }]) => number === board.system(row, 'group'))?.[1]
    const cells: Record<string, unknown> = { in: parent === null ? group?.['title'] : titleOf(Number(parent)) }
    for (const { number, title, kind, settings } of board.columns()) {
      const value = board.cell(row, number)
      if (value === null || kind.source !== undefined) continue
      const ids = kind.references ? (kind.toLanes(value, settings)[kind.references.lane] as readonly string[]) : null
      cells[title] =
        ids?.map((each) => titleOf(board.rowOf(each)) ?? nameOf(each)) ?? kind.format(value, settings, context)
    }
    rows[titleOf(row) ?? ''] = cells
  }
  return rows
}

async function updatesOf(board: string): Promise<string[]> {
  const { rows } = await world.pool.query<{ body: string }>(
    'SELECT body FROM update WHERE board_id = $1 AND deleted_at IS NULL ORDER BY at',
    [board],
  )
  return rows.map(({ body }) => body)
}

const launched = {
  'Write the plan': { in: 'To Do', Status: 'To Do', 'Linked to': ['Check the valves'] },
  'Check the valves': {
    in: 'Doing',
    Status: 'Doing',
    Members: ['Ada Lovelace', 'Grace Hopper'],
    Labels: 'Docs, Sky',
    Start: '2024-03-01 09:00',
    Due: '2024-03-10 12:00',
    Votes: '1',
    Priority: 'High',
    'Story points': '2.5',
    'Signed off': 'yes',
    'Flight day': '2024-04-01 06:00',
    Description: 'All of them.\n\n**Twice.**',
    Attachments:
      'valves.pdf <https://trello.com/1/cards/1/attachments/2/download/valves.pdf>; other board <https://trello.com/c/else9999>',
    'Linked to': ['Write the plan'],
  },
  First: { in: 'Check the valves', Status: 'Complete', Done: 'yes', Checklist: 'Valves' },
  Second: {
    in: 'Check the valves',
    Status: 'Incomplete',
    Members: ['Grace Hopper'],
    Due: '2024-03-05 12:00',
    Checklist: 'Valves',
  },
  Launch: { in: 'Done', Status: 'Done', Done: 'yes', Due: '2024-02-01 12:00' },
  'Paint it red': { in: 'Archived', Status: 'To Do', Archived: 'yes' },
  'Balloons instead': { in: 'Archived', Status: 'Old ideas', Archived: 'yes' },
}

test('a board of cards and lists becomes items with all that they say, and comes again without twins', async () => {
  const file = files.write('anything.json', JSON.stringify(launchBoard()))
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'Launch' } })
  expect(await said(report.board)).toEqual(launched)
  expect(await updatesOf(report.board)).toEqual(['Looks **good**'])
  expect(report).toMatchObject({ items: { created: 7 }, history: 6, updates: 1, links: 2, groups: 4 })
  expect(report.problems.map(({ reason }) => reason)).not.toContain('value-misfit')
  const again = await importFileAs(node, owner, file, { target: { board: report.board as Id<'board'> } })
  expect(again).toMatchObject({ items: { created: 0, updated: 0, unchanged: 7 }, history: 0, updates: 0, columns: 0 })
  expect(await said(report.board)).toEqual(launched)
})

const planned = {
  'Write the plan': {
    in: 'This month',
    'Item ID': '5010000001',
    Owner: ['Ada Lovelace', 'Grace Hopper'],
    Status: 'Working on it',
    Priority: 'High',
    'Due date': '2024-05-03',
    Timeline: '2024-04-29 – 2024-05-03',
    Numbers: '3.5',
    Budget: '1200',
    Tags: 'docs, planning',
    Rating: '4',
    Approved: 'yes',
    Link: 'Draft <https://docs.example.org/plan>',
    Files:
      'plan v2.pdf <https://acme.monday.com/protected_static/1/resources/7/plan%20v2.pdf>; notes.txt <https://acme.monday.com/protected_static/1/resources/8/notes.txt>',
    Phone: '+49 30 1234567',
    Email: 'ada@example.org',
    Country: 'Germany',
    Week: '2024-04-29 – 2024-05-05',
    'Time tracking': '1.5',
    Mirror: 'Approved',
    'Long text': 'Two\nlines',
    'Status 2': 'second column of that name',
  },
  Outline: { in: 'Write the plan', 'Item ID': '5010000002', Owner: ['Ada Lovelace'], Status: 'Done', Effort: '2' },
  'Review it': { in: 'Write the plan', 'Item ID': '5010000003', Owner: ['Grace Hopper'], Status: 'Stuck', Effort: '1' },
  'Ship it': {
    in: 'This month',
    'Item ID': '5010000004',
    Owner: ['Grace Hopper'],
    Status: 'Stuck',
    Priority: 'Low',
    'Due date': '2024-05-10',
    Timeline: '2024-05-06 – 2024-05-06',
    Numbers: '1',
    Budget: '300',
    Tags: 'release',
    Rating: '2',
    Link: 'https://example.org/release',
    Country: 'France',
    'Time tracking': '0.2583',
    'Waits for': ['Write the plan'],
  },
  Celebrate: { in: 'Later', 'Item ID': '5010000005', Status: 'Done', Approved: 'yes' },
}

test('a board of groups and sub-items becomes items with all that they say, and comes again without twins', async () => {
  const file = files.write('Release_plan_1784837413.xlsx', writeWorkbook(releasePlan))
  const report = await importFileAs(node, owner, file, { target: { workspace, name: 'Plan' } })
  expect(await said(report.board)).toEqual(planned)
  expect(await updatesOf(report.board)).toEqual(['Looks good', 'Thanks!\nOn it.', 'On a sub-item'])
  expect(report).toMatchObject({ items: { created: 5 }, updates: 3, links: 1, groups: 2 })
  expect(report.problems.map(({ reason }) => reason)).not.toContain('value-misfit')
  const other = files.write('Release_plan_1784999999.xlsx', writeWorkbook(releasePlan))
  const again = await importFileAs(node, owner, other, { target: { board: report.board as Id<'board'> } })
  expect(again).toMatchObject({ items: { created: 0, updated: 0, unchanged: 5 }, updates: 0, columns: 0 })
})

test('a file of another product than was said is refused with a word on which one it seems to be', async () => {
  const plan = files.write('plan.xlsx', writeWorkbook(releasePlan))
  const launch = files.write('launch.json', JSON.stringify(launchBoard()))
  const target = { workspace, name: 'Never' }
  await expect(importFileAs(node, owner, plan, { target, kind: 'jira' })).rejects.toThrow(/seems to be .*monday\.com/)
  await expect(importFileAs(node, owner, launch, { target, kind: 'monday' })).rejects.toThrow(/seems to be .*Trello/)
})
