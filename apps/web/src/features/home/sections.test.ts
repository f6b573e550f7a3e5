import type { HomeItem } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { byBoard, byDate } from './sections.ts'

const today = 20_000

function item(title: string, day: number | null, stage: HomeItem['stage'], board = 'b'): HomeItem {
  const known = { id: title, board, row: 0, key: 'B-1', updatedAt: 0, updatedBy: null, status: null, due: null }
  return { ...known, title, day, stage }
}

const items = [
  item('late', today - 1, 'doing'),
  item('later than late', today - 3, null),
  item('done late', today - 2, 'done'),
  item('today', today, 'todo'),
  item('in a week', today + 7, 'todo'),
  item('in eight days', today + 8, 'todo'),
  item('begun', null, 'review'),
  item('not begun', null, 'todo', 'a'),
  item('no status', null, null, 'a'),
  item('given up', null, 'canceled'),
]

const names = (sections: ReturnType<typeof byDate>) =>
  sections.map(({ title, items: own }) => [title, own.map((each) => each.title)])

test('each item that is to do stands once, under when it is due or whether it was started', () => {
  expect(names(byDate({ items, today }))).toEqual([
    ['Late', ['later than late', 'late']],
    ['Due today', ['today']],
    ['Next 7 days', ['in a week']],
    ['In progress', ['begun']],
    ['Waiting for me', ['not begun', 'no status']],
    ['Later', ['in eight days']],
  ])
})

test('by boards, in the order of their names, what is due first', () => {
  const boards = ['b', 'a', 'c'].map((id) => ({ id, name: id.toUpperCase(), prefix: '', status: null, due: null }))
  const sections = byBoard({ items, boards })
  expect(sections.map(({ title }) => title)).toEqual(['A', 'B'])
  expect(sections[1]?.items.map(({ title }) => title)[0]).toBe('later than late')
})
