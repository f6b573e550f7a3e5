import type { HomeItem } from '@fulcrum/protocol'
import { describe, expect, test } from 'vitest'
import { filteredItems, workLines, type WorkLine, type WorkOrder } from './work-lines.ts'

/** A Wednesday. */
const today = 20_003 - ((20_003 + 1) % 7)
const days = { today, weekStart: 1 }
const boards = [
  { id: 'b', name: 'Web', prefix: 'WEB', status: null, due: null },
  { id: 'a', name: 'App', prefix: 'APP', status: null, due: null },
]

function item(title: string, day: number | null, stage: HomeItem['stage'], board = 'b'): HomeItem {
  const known = { id: title, board, row: 0, key: 'WEB-1', updatedAt: 0, updatedBy: null, status: null, due: null }
  return { ...known, title, day, stage }
}

const items = [
  item('later than late', today - 3, null),
  item('late', today - 1, 'doing'),
  item('now', today, 'todo'),
  item('sunday', today + 4, 'todo'),
  item('monday', today + 5, 'review'),
  item('next sunday', today + 11, 'todo'),
  item('then', today + 12, 'backlog', 'a'),
  item('some day', null, 'todo', 'a'),
  item('done late', today - 2, 'done'),
  item('given up', null, 'canceled'),
]

const said = (lines: readonly WorkLine[]) =>
  lines.map((line) => ('item' in line ? line.item.title : `${line.title} ${line.count}`))
const by = (order: WorkOrder, own = items) => said(workLines(own, order, { boards, days }))

describe('all of one’s work', () => {
  test('stands by when it is due, to the end of this week and of the next, each item once', () => {
    expect(by('date')).toEqual([
      'Late 2',
      'later than late',
      'late',
      'Today 1',
      'now',
      'This week 1',
      'sunday',
      'Next week 2',
      'monday',
      'next sunday',
      'Later 1',
      'then',
      'No date 1',
      'some day',
      'Done 2',
      'done late',
      'given up',
    ])
  })

  test('has weeks that begin where the reader’s do', () => {
    const [line] = workLines([item('sunday', today + 4, 'todo')], 'date', { boards, days: { today, weekStart: 0 } })
    expect(line).toMatchObject({ title: 'Next week' })
  })

  test('stands by board and by stage, without headings of nothing', () => {
    expect(by('board').filter((text) => /\d$/.test(text))).toEqual(['App 2', 'Web 8'])
    expect(by('stage').filter((text) => /\d$/.test(text))).toEqual([
      'In progress 1',
      'In review 1',
      'To do 4',
      'Backlog 1',
      'No status 1',
      'Done 1',
      'Canceled 1',
    ])
    expect(by('board', [])).toEqual([])
  })

  test('is filtered by words of title and key, by boards, and by what is done', () => {
    const found = (find: string, of: readonly string[] = [], hideDone = true) =>
      filteredItems(items, { find, boards: of, hideDone }).map(({ title }) => title)
    expect(found('late WEB')).toEqual(['later than late', 'late'])
    expect(found('late', [], false)).toEqual(['later than late', 'late', 'done late'])
    expect(found('', ['a'])).toEqual(['then', 'some day'])
  })
})
