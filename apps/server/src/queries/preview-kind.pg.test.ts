import { must } from '@fulcrum/domain'
import type { JsonObject } from '@fulcrum/domain'
import type { KindPreview } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeBackBatch } from '../scopes/batch.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { previewKind } from './preview-kind.ts'

let database: TestDatabase
let world: World

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

const texts = [
  'High',
  'low',
  'High',
  'a sentence that nobody would take for a label '.repeat(4).trim(),
  '',
  'Low',
  '7 of them',
]

/** A board with a column of texts. */
async function boardWithTexts() {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const { board, scope, group } = await world.board(node, owner)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  const id = newId()
  await socket.run('column.create', { board, id, kind: 'text', title: 'Size' })
  for (const [at, text] of texts.entries()) {
    const cells = text === '' ? {} : { cells: [{ column: 1, value: text }] }
    await socket.run('item.create', { board, id: newId(), title: `Item ${at}`, group, ...cells })
  }
  const preview = async (kind: string) =>
    (await previewKind.answer(
      { hub: node.hub, principal: must(node.hub.principal(owner)) },
      { board, id, kind },
    )) as KindPreview
  return { node, owner, board, scope, socket, id, preview }
}

test('says beforehand what converts and what would be lost; changing does just that, and is one undo', async () => {
  const { node, owner, board, scope, socket, id, preview } = await boardWithTexts()
  const before = await preview('dropdown')
  expect(before).toMatchObject({ filled: 6, converted: 5, rewritten: 1, lost: 1 })
  expect(before.rewrittenExamples).toEqual([{ text: 'Low', becomes: 'low', why: null }])
  expect(must(before.lostExamples[0]).why).toContain('is not a label of this column')
  const labels = (before.settings as { labels: { name: string }[] }).labels
  expect(labels.map(({ name }) => name)).toEqual(['High', 'low', '7 of them'])

  const batch = newId()
  const args = { board, id, to: newId(), kind: 'dropdown', settings: before.settings }
  const answer = await socket.run('column.changeKind', args, undefined, batch)
  expect(answer).toMatchObject({ ok: true, result: { next: null, number: 2, converted: 5, lost: 1 } })
  const cells = async (column: number) => {
    const cold = await world.cold(scope)
    return texts.map((_, row) => cold.cell(row, column))
  }
  expect(await cells(2)).toEqual([[1], [2], [1], null, null, [2], [3]])
  expect(await cells(1)).toEqual(texts.map((text) => (text === '' ? null : text)))

  await takeBackBatch(node, { principal: () => node.hub.principal(owner) }, batch)
  const cold = await world.cold(scope)
  expect(cold.column(1)?.fields['deletedAt']).toBeUndefined()
  expect(cold.column(2)?.fields['deletedAt']).toBeDefined()
})

test('there and back again gives the same cells', async () => {
  const { board, scope, socket, id, preview } = await boardWithTexts()
  const { settings } = await preview('tags')
  const tags = newId()
  await socket.run('column.changeKind', { board, id, to: tags, kind: 'tags', settings })
  const answer = await socket.run('column.changeKind', { board, id: tags, to: newId(), kind: 'text' })
  const { number } = (answer as { result: JsonObject }).result
  const cold = await world.cold(scope)
  const back = texts.map((_, row) => cold.cell(row, Number(number)))
  expect(back).toEqual(['High', 'low', 'High', null, null, 'low', '7 of them'])
})

test('tells nobody of a column that they may not change', async () => {
  const { node, board, id } = await boardWithTexts()
  const other = await world.member(node, 'viewer')
  const asked = previewKind.answer(
    { hub: node.hub, principal: must(node.hub.principal(other)) },
    { board, id, kind: 'number' },
  )
  await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/^(not-found|forbidden)$/) })
})
