import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, toBoardColumn } from '@fulcrum/domain'
import { expect, it } from 'vitest'
import { continued } from './fill.ts'

const kinds = new KindRegistry(columnKinds)
const column = (kind: string) =>
  toBoardColumn('c1', { number: 1, kind, title: kind, settings: kinds.get(kind)?.defaultSettings ?? {} }, kinds)

const around = (kind: string, ...values: Parameters<typeof continued>[1]) => {
  const next = continued(column(kind), values)
  return [-1, values.length, values.length + 1].map(next)
}

it('goes on with what makes a row, to both sides', () => {
  expect(around('number', 10, 20)).toEqual([0, 30, 40])
  expect(around('text', 'Sprint 1', 'Sprint 2')).toEqual(['Sprint 0', 'Sprint 3', 'Sprint 4'])
  const day = (number: number) => ({ day: number, minute: null })
  expect(around('date', day(20_781), day(20_783))).toEqual([day(20_779), day(20_785), day(20_787)])
  const span = (start: number, end: number) => ({ start, end })
  expect(around('timeline', span(20_000, 20_003), span(20_007, 20_010))[1]).toEqual(span(20_014, 20_017))
})

it('repeats what makes none, one value among others', () => {
  expect(around('number', 7)).toEqual([7, 7, 7])
  expect(around('number', 1, 2, 4)).toEqual([4, 1, 2])
  expect(around('status', 5, 2)).toEqual([2, 5, 2])
  expect(around('number', 1, null)).toEqual([null, 1, null])
})
