import { columnKinds } from '@fulcrum/columns'
import { columnViews } from '@fulcrum/columns/web'
import { KindRegistry, must, toBoardColumn } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { sourceCommand } from './cell-command.ts'

const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const kinds = new KindRegistry(columnKinds)

function sourceOf(kind: string) {
  const fields = { kind, title: kind, number: 4, rank: 'V', settingsVersion: 1, settings: {} }
  const column = must(toBoardColumn(id(9), fields, kinds))
  const view = must(columnViews.find((each) => each.id === kind))
  return { board: id(1), item: id(2), key: 'EPI-1', title: 'Epic', value: null, mayEdit: true, column, view }
}

test('a vote through a mirror says only what the reader votes: others may vote at the same time', () => {
  const [me, other] = [id(7), id(8)]
  const place = { board: id(1), column: 4, row: id(2) }
  expect(sourceCommand(sourceOf('vote'), [other, me], me)).toEqual({
    command: 'item.join',
    args: { ...place, joined: true },
  })
  expect(sourceCommand(sourceOf('vote'), [other], me).args).toEqual({ ...place, joined: false })
  expect(sourceCommand(sourceOf('vote'), null, me).args).toEqual({ ...place, joined: false })
  expect(sourceCommand(sourceOf('checkbox'), true, me)).toEqual({
    command: 'item.setCells',
    args: { board: id(1), column: 4, rows: [id(2)], values: [true] },
  })
})
