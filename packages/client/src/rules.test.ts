import { expect, test } from 'vitest'
import type { Json } from '@fulcrum/domain'
import { newId } from './testing/fake-server.ts'
import { Stage } from './testing/pages.ts'

function setRules(stage: Stage, column: number, rules: Json): void {
  stage.server.run('column.update', { board: stage.board, id: stage.columns[column - 1], rules })
}

test('a rule of a column is asked here already, with the words of its owner', async () => {
  const stage = new Stage()
  setRules(stage, 2, { range: { min: 1, max: 5 }, message: 'One to five, please.' })
  const page = await stage.openPage()
  const answer = await page.run('item.setCells', { column: 2, rows: [0], values: [9] })
  expect(answer).toMatchObject({
    ok: false,
    code: 'rule-broken',
    message: 'Points: One to five, please.',
    details: { column: 2, rule: 'range', rows: [0] },
  })
  expect(page.state.cell(0, 2)).toBe(null)
  await stage.server.deliver()
  expect(stage.server.received.filter(({ t }) => t === 'run')).toEqual([])
})

test('what was done offline and breaks a rule by the time it is sent is undone, with the reason', async () => {
  const stage = new Stage()
  setRules(stage, 1, { unique: true })
  const page = await stage.openPage()
  await stage.disconnect()
  void page.run('item.setCells', { column: 1, rows: [0], values: ['Same'] })
  void page.run('item.setCells', { column: 2, rows: [0], values: [3] })
  stage.server.run('item.setCells', { board: stage.board, column: 1, rows: [1], values: ['same'] })
  await stage.reconnect()
  expect(stage.refusals).toMatchObject([
    { local: false, answer: { code: 'rule-broken', details: { rule: 'unique', rows: [0], other: 1 } } },
  ])
  expect([0, 1].map((row) => page.state.cell(row, 1))).toEqual([null, 'same'])
  expect(page.state.cell(0, 2)).toBe(3)
})

test('a rule that somebody makes meanwhile is against what is still on its way', async () => {
  const stage = new Stage()
  const page = await stage.openPage()
  await stage.disconnect()
  const done = page.run('item.create', { id: newId(), title: 'Mine', group: 1 })
  setRules(stage, 1, { required: 'always' })
  await stage.reconnect()
  expect(await done).toMatchObject({ code: 'rule-broken', message: 'Text cannot be empty.' })
  expect(page.state.rowCount).toBe(3)
})

test('a new item begins here with what the server gives it', async () => {
  const stage = new Stage()
  setRules(stage, 1, { default: { value: 'fresh' } })
  const page = await stage.openPage()
  void page.run('item.create', { id: newId(), title: 'Mine', group: 1 })
  expect(page.state.cell(3, 1)).toBe('fresh')
  await stage.server.deliver()
  expect([page.state.cell(3, 1), stage.server.board(stage.scope).cell(3, 1)]).toEqual(['fresh', 'fresh'])
})
