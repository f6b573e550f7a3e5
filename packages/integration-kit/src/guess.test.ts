import { describe, expect, test } from 'vitest'
import { ColumnProfile } from './column-profile.ts'
import { columnRoleOf, guessField } from './guess.ts'
import type { FieldGuess } from './import-source.ts'

function guess(title: string, values: readonly (string | number | boolean)[], dayFirst?: boolean): FieldGuess {
  const profile = new ColumnProfile()
  for (const value of values) profile.add(value)
  profile.finish()
  return guessField(title, profile, dayFirst === undefined ? {} : { dayFirst })
}

function times<T>(count: number, values: readonly T[]): T[] {
  return Array.from({ length: count }, () => values).flat()
}

describe('kinds are guessed from the whole column and its title', () => {
  test.each<[string, string, readonly (string | number | boolean)[]]>([
    ['text', 'Task', ['Write it', 'Read it', 'Ship it']],
    ['phone', 'Phone', ['555 123', '555 124']],
    ['phone', 'Mobile', ['+49 170 1234567', '0170/1234567 x12']],
    ['number', 'Amount', ['555', '556']],
    ['text', 'Phone', ['front desk', 'nobody']],
    ['email', 'Contact e-mail', ['ada@example.org', 'grace@example.org']],
    ['email', 'Billing', ['ada@example.org', 'grace@mail.example.org']],
    ['people', 'Assignee', ['ada@example.org', 'grace@example.org']],
    ['link', 'Design', ['https://example.org/a?b=1', 'http://localhost:8080/x']],
    ['link', 'Spec', [`https://example.org/${'x'.repeat(300)}`, 'https://example.org/b']],
    ['text', 'Command', ['javascript:alert(1)', 'data:text/html,x']],
    ['text', 'Zip code', ['01234', '98765', '00001']],
    ['longText', 'Notes', []],
    ['date', 'Deadline', []],
    ['people', 'Owner', []],
    ['text', 'Whatever', []],
    ['longText', 'Notes', ['one\ntwo', 'three']],
    ['longText', 'Background', ['x'.repeat(600), 'y']],
    ['number', 'Cost', ['1.234,50', '7,00', '12']],
    ['number', 'Share', ['25 %', '7 %']],
    ['number', 'Rank', [1, 2.5, 3]],
    ['checkbox', 'Done?', ['0', '1', '1']],
    ['checkbox', 'Reviewed', [true, false]],
    ['checkbox', 'Approved', ['yes', 'no', 'yes']],
    ['date', 'Due', ['2024-01-31', '2024-02-01']],
    ['date', 'When', ['31.01.2024 10:00', '1.2.2024']],
    ['date', 'Created', ['1735657500', '1735657501']],
    ['timeline', 'Sprint dates', ['2024-01-01 - 2024-01-14', '2024-01-15 - 2024-01-28']],
    ['people', 'Assignee', ['Ada Lovelace', 'Grace Hopper']],
    ['people', 'Owners', ['Ada, Grace', 'Ada']],
    ['status', 'Status', ['To do', 'Done', 'In progress']],
    ['status', 'Team', times(4, ['Blue', 'Red', 'Green'])],
    ['tags', 'Labels', ['ui, api', 'ui', 'docs']],
    ['tags', 'Platforms', times(4, ['web, phone', 'phone, desk', 'web', 'desk'])],
  ])('%s: %s', (kind, title, values) => {
    expect(guess(title, values).kind).toBe(kind)
  })

  test('numbers that are counted are no dates, ones and zeros no answers, unless the title says so', () => {
    expect(guess('Amount', ['1735657500', '1735657501']).kind).toBe('number')
    expect(guess('Count', ['0', '1', '1']).kind).toBe('number')
  })

  test('one value out of place is text in a short column and an exception in a long one', () => {
    const dates = Array.from({ length: 99 }, (_, i) => `2024-01-${String((i % 28) + 1).padStart(2, '0')}`)
    expect(guess('Column', [...dates.slice(0, 9), 'soon']).kind).not.toBe('date')
    expect(guess('Column', [...dates, 'soon'])).toMatchObject({ kind: 'date', confidence: 0.98 })
    expect(guess('Due date', [...dates.slice(0, 4), 'soon'])).toMatchObject({ kind: 'date', confidence: 0.8 })
  })

  test('where day and month cannot be told apart it says so, and follows what a person says', () => {
    const short = ['3/4/2024', '5/6/2024']
    expect(guess('Due', short)).toMatchObject({ settings: { dateStyle: 'dmy', dayOrderUncertain: true } })
    expect(guess('Due', short, false).settings).toEqual({ dateStyle: 'mdy' })
    expect(guess('Due', [...short, '5/31/2024']).settings).toEqual({ dateStyle: 'mdy' })
  })

  test('formulas and names of objects are texts like others', () => {
    expect(guess('Name', ['=1+1', '@SUM(A1)', '+1+cmd', '__proto__', 'constructor']).kind).toBe('text')
  })
})

describe('labels', () => {
  test('statuses get stages and stand in the order of work', () => {
    const { settings } = guess('Status', ['Done', 'In progress', 'Backlog', 'In review', 'To do', "Won't fix", 'Stuck'])
    expect(settings.options?.map(({ name, stage, colour }) => [name, stage, colour])).toEqual([
      ['Backlog', 'backlog', 'grey'],
      ['To do', 'todo', 'slate'],
      ['In progress', 'doing', 'blue'],
      ['Stuck', 'doing', 'red'],
      ['In review', 'review', 'violet'],
      ['Done', 'done', 'green'],
      ["Won't fix", 'canceled', 'grey'],
    ])
  })

  test('priorities stand by urgency whatever their numbers', () => {
    const values = [...times(9, ['Minor']), ...times(5, ['Critical']), 'Blocker', 'Trivial', 'Major']
    const { options } = guess('Priority', values).settings
    expect(options?.map(({ name }) => name)).toEqual(['Blocker', 'Critical', 'Major', 'Minor', 'Trivial'])
    expect(options?.every(({ stage }) => stage === undefined)).toBe(true)
  })

  test('other labels stand by how often they occur, in different colours', () => {
    const { options } = guess('Team', [...times(4, ['Blue']), ...times(8, ['Red']), ...times(6, ['Green'])]).settings
    expect(options?.map(({ name, count }) => [name, count])).toEqual([
      ['Red', 8],
      ['Green', 6],
      ['Blue', 4],
    ])
    expect(new Set(options?.map(({ colour }) => colour)).size).toBe(3)
  })
})

test('titles give columns their meaning to the engine, where the kind allows it', () => {
  const role = (title: string, values: readonly string[]) => columnRoleOf(title, guess(title, values))
  expect(role('Assignee', ['Ada', 'Grace'])).toBe('owner')
  expect(role('Reporter', ['Ada', 'Grace'])).toBeUndefined()
  expect(role('Story Points', ['1', '2'])).toBe('estimate')
  expect(role('Custom field (Story Points)', ['1.0', '2.0'])).toBe('estimate')
  expect(role('Due Date', ['2024-01-01'])).toBe('due')
  expect(role('Due Date', ['soon', 'later'])).toBeUndefined()
  expect(role('Priority', ['High', 'Low'])).toBe('priority')
  expect(role('Status', ['Open', 'Done'])).toBe('status')
  expect(role('Resolution', ['Fixed', 'Duplicate'])).toBeUndefined()
  expect(role('Colour', ['red', 'blue'])).toBeUndefined()
})
