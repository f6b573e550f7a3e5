import { must } from '@fulcrum/domain'
import type { TrashAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { setStage } from '../testing/rights-stage.ts'
import type { Person, Stage } from '../testing/rights-stage.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { docList } from './doc-list.ts'
import { trashList } from './trash-list.ts'
import { treeList } from './tree-list.ts'

let database: TestDatabase
let world: World
let stage: Stage

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  stage = await setStage(world)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const context = (person: Person) => ({
  hub: stage.node.hub,
  principal: must(stage.node.hub.principal(stage.id(person))),
})

async function trash(person: Person, part: string, more: object = {}, board = stage.main.board): Promise<TrashAnswer> {
  // @NOTE the query's own answer.
  return (await trashList.answer(context(person), { board, part, ...more })) as TrashAnswer
}

async function item(title: string, more: object = {}): Promise<string> {
  const id = newId()
  const args = { board: stage.main.board, group: stage.main.group.number, id, title, ...more }
  await stage.did('boardOwner', 'item.create', args)
  return id
}

test('says who deleted each item and when, page by page, the newest first', async () => {
  const titles = ['one', 'two', 'three', 'four', 'five']
  const ids: string[] = []
  for (const title of titles) ids.push(await item(title))
  const on = { board: stage.main.board }
  await stage.did('editor', 'item.delete', { ...on, rows: ids.slice(0, 3) })
  await stage.did('boardOwner', 'item.delete', { ...on, rows: [must(ids[3])] })
  await stage.did('boardOwner', 'item.archive', { ...on, rows: [must(ids[4])] })

  const first = await trash('reader', 'items', { limit: 2 })
  expect(first.counts).toMatchObject({ items: 4, archived: 1, groups: 0 })
  expect(first.entries.map(({ title, by }) => [title, by])).toEqual([
    ['four', stage.id('boardOwner')],
    ['three', stage.id('editor')],
  ])
  // What went in one moment is told once each, over the edge of a page.
  const second = await trash('reader', 'items', { limit: 2, cursor: first.next })
  expect(second.entries.map(({ title }) => title)).toEqual(['two', 'one'])
  expect(second.next).toBeNull()
  expect((await trash('reader', 'archived')).entries).toMatchObject([
    { title: 'five', by: stage.id('boardOwner'), until: null },
  ])
})

test('whoever may not edit sees it and may not restore it; whoever may not read the board is told what they are of none', async () => {
  expect((await trash('reader', 'items')).entries.map(({ mayRestore }) => mayRestore)).not.toContain(true)
  expect((await trash('editor', 'items')).entries.map(({ mayRestore }) => mayRestore)).not.toContain(false)
  const none = await trash('reader', 'items', {}, newId()).catch(String)
  expect(await trash('stranger', 'items').catch(String)).toBe(none)
})

test('a column that only some may read is told to them alone, and nobody learns its count', async () => {
  const on = { board: stage.main.board }
  const id = newId()
  await stage.did('boardOwner', 'column.create', { ...on, id, kind: 'text', title: 'Salaries' })
  await stage.did('boardOwner', 'column.setAccess', { ...on, id, readers: [stage.id('boardOwner')], editors: null })
  await stage.did('boardOwner', 'column.delete', { ...on, id })
  expect((await trash('boardOwner', 'columns')).entries).toMatchObject([
    { title: 'Salaries', kind: 'text', by: stage.id('boardOwner'), mayRestore: true },
  ])
  const others = await trash('editor', 'columns')
  expect([others.entries, others.counts.columns]).toEqual([[], 0])
})

test('groups and views are brought back by what is told of them; programs get their ids as they name them', async () => {
  const on = { board: stage.main.board }
  const group = newId()
  const view = newId()
  const { number } = (await stage.did('boardOwner', 'group.create', { ...on, id: group, title: 'Later' })).result as {
    number: number
  }
  await item('in it', { group: number })
  await stage.did('boardOwner', 'view.create', { ...on, id: view, name: 'Late', kind: 'table', mine: false, spec: {} })
  await stage.did('boardOwner', 'group.delete', { ...on, id: group })
  await stage.did('boardOwner', 'view.delete', { ...on, id: view })
  const [found] = (await trash('editor', 'groups')).entries
  expect(found).toMatchObject({ id: group, title: 'Later', holds: 1, mayRestore: true })
  const args = { ...on, part: 'views' }
  const answer = await trash('editor', 'views')
  // @NOTE what a query publishes is of its answer.
  const published = (await trashList.publish?.(context('editor'), args, answer as never)) as TrashAnswer
  expect(published.entries).toMatchObject([{ id: `view_${view.replaceAll('-', '')}`, kind: 'table' }])
  await stage.did('editor', 'group.restore', { ...on, id: must(found).id })
  await stage.did('editor', 'view.restore', { ...on, id: view })
  expect((await trash('editor', 'groups')).counts).toMatchObject({ groups: 0, views: 0 })
})

test('a workspace in the trash has its boards and docs with it, for those who may see them', async () => {
  const workspace = newId()
  const [open, closed, doc] = [newId(), newId(), newId()]
  await stage.did('accountOwner', 'workspace.create', { id: workspace, name: 'Old' })
  await stage.did('boardOwner', 'board.create', { board: open, workspace, name: 'Open' })
  await stage.did('boardOwner', 'board.create', { board: closed, workspace, name: 'Closed', access: 'private' })
  await stage.did('boardOwner', 'doc.create', { doc, workspace, name: 'Notes' })
  await stage.did('accountOwner', 'workspace.delete', { id: workspace, deleted: true })
  const listed = async (person: Person, args: object) => {
    // @NOTE the queries' own answers.
    const { boards } = (await treeList.answer(context(person), args)) as { boards: { id: string }[] }
    const { docs } = (await docList.answer(context(person), args)) as { docs: { id: string }[] }
    return [...boards, ...docs].map(({ id }) => id)
  }
  const under = { inDeletedWorkspaces: true }
  expect(await listed('boardOwner', under)).toEqual([open, closed, doc])
  expect(await listed('editor', under)).toEqual([open, doc])
  expect(await listed('boardOwner', { deleted: true })).not.toContain(open)
  await stage.did('accountOwner', 'workspace.delete', { id: workspace, deleted: false })
  expect(await listed('boardOwner', under)).toEqual([])
  expect(await listed('editor', {})).toEqual(expect.arrayContaining([open, doc]))
})
