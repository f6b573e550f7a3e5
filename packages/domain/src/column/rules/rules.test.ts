import { describe, expect, test } from 'vitest'
import { DomainError, must } from '../../errors.ts'
import type { Json, JsonObject } from '../../json.ts'
import { people, World } from '../../testing/world.ts'
import type { PersonName, Ran } from '../../testing/world.ts'

type Rules = { readonly [rule: string]: Json }

class RuledBoard extends World {
  readonly group1 = this.group('Now')

  ruled(kind: string, title: string, rules: Rules, more: object = {}): number {
    return this.column(kind, title, { rules, ...more })
  }

  setRules(title: string, rules: Rules | null): Ran {
    return this.run('column.update', { id: this.idOf(title), rules })
  }

  idOf(title: string): string {
    return must(this.board.columns().find((column) => column.title === title)).id
  }

  set(column: number, rows: readonly number[], values: readonly Json[], as?: PersonName): Ran {
    return this.run('item.setCells', { column, rows, values }, as)
  }

  make(title: string, cells: readonly (readonly [number, Json])[] = [], more: object = {}): number {
    return this.item(title, this.group1, { cells: cells.map(([column, value]) => ({ column, value })), ...more })
  }
}

/** What a refusal says, without the board. */
function refusal(work: () => unknown): { message: string; details: JsonObject } {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rule-broken') {
      const { board: _, ...details } = error.details
      return { message: error.message, details }
    }
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a value that is required', () => {
  test('cannot be left out of a new item, nor emptied; what is blank already stays so', () => {
    const board = new RuledBoard()
    const note = board.column('note', 'Note')
    const old = board.make('old')
    board.setRules('Note', { required: 'always' })
    expect(refusal(() => board.make('new'))).toEqual({
      message: 'Note cannot be empty.',
      details: { column: note, rule: 'required', rows: [1], broken: 1 },
    })
    const row = board.make('new', [[note, 'x']])
    expect(refusal(() => board.set(note, [row], [null])).details['rows']).toEqual([row])
    board.run('item.setCells', { column: 'title', rows: [old], values: ['still old'] })
    board.set(note, [old], ['y'])
  })

  test('is asked of items or of sub-items only, as the column is', () => {
    const board = new RuledBoard()
    const note = board.ruled('note', 'Note', { required: 'always' }, { appliesTo: 'items' })
    const parent = board.make('parent', [[note, 'x']])
    board.item('child', board.group1, { parent })
    expect(() => board.make('another')).toThrow('Note cannot be empty.')
  })

  test('on entering a status is asked where the status changes to it, and as long as it stays', () => {
    const board = new RuledBoard()
    const stage = board.column('stage', 'Stage')
    const [todo, doing, done] = [2, 3, 5]
    const note = board.ruled('note', 'Why', {
      required: { column: stage, stages: ['done'] },
      message: 'Say how it ended.',
    })
    const row = board.make('a', [[stage, doing]])
    expect(refusal(() => board.set(stage, [row], [done]))).toEqual({
      message: 'Why: Say how it ended.',
      details: { column: note, rule: 'required', rows: [row], broken: 1 },
    })
    board.set(note, [row], ['well'])
    board.set(stage, [row], [done])
    expect(() => board.set(note, [row], [null])).toThrow('Say how it ended.')
    board.set(stage, [row], [todo])
    board.set(note, [row], [null])
    expect(() => board.make('b', [[stage, done]])).toThrow('Say how it ended.')
  })

  test('by choices holds for these choices, and for nothing while that column is in the trash', () => {
    const board = new RuledBoard()
    const pick = board.column('pick', 'Pick', { settings: { options: ['a', 'b', 'c'] } })
    expect(() => board.ruled('note', 'Note', { required: { column: pick, choices: [2] } })).toThrow(
      'Only a column of choices that people make, like a status, can ask for a value.',
    )
    const stage = board.column('stage', 'Stage')
    const note = board.ruled('note', 'Note', { required: { column: stage, choices: [3] } })
    const row = board.make('a')
    expect(() => board.set(stage, [row], [3])).toThrow('Note has to be filled for this status.')
    board.set(stage, [row], [4])
    board.run('column.delete', { id: board.idOf('Stage') })
    board.set(note, [row], ['x'])
    board.set(note, [row], [null])
    board.run('column.restore', { id: board.idOf('Stage') })
    expect(() => board.set(stage, [row], [3])).toThrow('Note has to be filled for this status.')
  })

  test('is not asked of a connection when the item is made, for it is connected once it is there', () => {
    const board = new RuledBoard()
    const settings = { boards: [{ board: board.board.boardId, partner: null }], several: true }
    const link = board.ruled('linked', 'Link', { required: 'always' }, { settings })
    const [a, b] = [board.make('a'), board.make('b')]
    const connect = (value: Json) => board.run('item.connect', { column: link, rows: [a], values: [value], also: [] })
    connect([board.board.system(b, 'id')])
    expect(() => connect(null)).toThrow('Link cannot be empty.')
  })

  test('of a column that the person may not see is refused without a word of it', () => {
    const board = new RuledBoard()
    const stage = board.column('stage', 'Stage')
    board.ruled('note', 'Salary', { required: { column: stage, stages: ['done'] }, message: 'Ask Mia.' })
    const row = board.make('a')
    board.run('column.setAccess', { id: board.idOf('Salary'), readers: [people.owner], editors: null })
    expect(refusal(() => board.set(stage, [row], [5], 'member'))).toEqual({
      message: 'A column that you may not see asks for a value first.',
      details: { rule: 'required' },
    })
  })
})

describe('a value that is unique', () => {
  test('is like another one whatever the case and the spaces; a blank one is like nothing', () => {
    const board = new RuledBoard()
    const note = board.ruled('note', 'Code', { unique: true })
    const [a, b] = [board.make('a', [[note, 'Ab  c']]), board.make('b')]
    board.make('c')
    expect(refusal(() => board.set(note, [b], [' aB c']))).toEqual({
      message: `Code must be different for each item (${board.board.keyOf(a)} has this value).`,
      details: { column: note, rule: 'unique', rows: [b], broken: 1, other: a },
    })
    board.set(note, [a], ['ab c'])
    board.set(note, [b], ['d'])
  })

  test('may change places with another in one step, and be the same for no two of one step', () => {
    const board = new RuledBoard()
    const count = board.ruled('count', 'Count', { unique: true })
    const [a, b, c] = [board.make('a', [[count, 1]]), board.make('b', [[count, 2]]), board.make('c')]
    board.set(count, [a, b], [2, 1])
    expect(() => board.set(count, [a, c], [7])).toThrow('Count must be different for each item')
    board.set(count, [a, c], [7, 2])
    expect([a, b, c].map((row) => board.board.cell(row, count))).toEqual([7, 1, 2])
  })

  test('is free again once its item is in the trash, which then cannot come back beside another', () => {
    const board = new RuledBoard()
    const note = board.ruled('note', 'Code', { unique: true })
    const [a, b] = [board.make('a', [[note, 'x']]), board.make('b')]
    const deleted = board.run('item.delete', { rows: [a] })
    board.set(note, [b], ['X'])
    expect(() => board.run('item.restore', { rows: [a] })).toThrow('Code must be different for each item')
    expect(() => board.takeBack('change.undo', deleted)).toThrow('Code must be different for each item')
    board.set(note, [b], ['y'])
    board.run('item.restore', { rows: [a] })
  })

  test('is kept up with what others change, with columns that come and go, and with rules that do', () => {
    const board = new RuledBoard()
    const note = board.column('note', 'Code')
    const [a, b] = [board.make('a', [[note, 'x']]), board.make('b', [[note, 'x']])]
    board.setRules('Code', { unique: true })
    board.set(note, [a], ['y'])
    expect(() => board.set(note, [a], ['x'])).toThrow('must be different')
    board.setRules('Code', null)
    board.set(note, [a], ['x'])
    board.setRules('Code', { unique: true })
    board.set(note, [a, b], ['1', '2'])
    expect(() => board.make('c', [[note, '2']])).toThrow('must be different')
  })
})

test('a range holds for numbers at both ends, a pattern for the whole text', () => {
  const board = new RuledBoard()
  const count = board.ruled('count', 'Points', { range: { min: 1, max: 8 } })
  const note = board.ruled('note', 'Code', { pattern: '[A-Z]{2}-\\d+' })
  const [a, b] = [board.make('a'), board.make('b')]
  board.set(count, [a, b], [1, 8])
  expect(refusal(() => board.set(count, [a, b], [9, 0])).details).toEqual({
    column: count,
    rule: 'range',
    rows: [a, b],
    broken: 2,
  })
  expect(() => board.set(count, [a], [9])).toThrow('Points must be from 1 to 8.')
  expect(() => board.set(note, [a], ['ab-1'])).toThrow('Code must look like [A-Z]{2}-\\d+.')
  board.set(note, [a], ['AB-12'])
})

test('new items begin with the default of their column where nothing else is said', () => {
  const board = new RuledBoard()
  const note = board.ruled('note', 'Note', { default: { value: 'new' }, required: 'always' })
  const who = board.ruled('who', 'Who', { default: { take: 'me' } })
  const sub = board.ruled('count', 'Sub', { default: { value: 3 } }, { appliesTo: 'subitems' })
  const [a, b] = [board.make('a'), board.make('b', [[note, 'other']])]
  const child = board.item('child', board.group1, { parent: a })
  expect([a, b, child].map((row) => [note, who, sub].map((column) => board.board.cell(row, column)))).toEqual([
    ['new', [people.owner], null],
    ['other', [people.owner], null],
    ['new', [people.owner], 3],
  ])
})

test.each<[string, string, Rules, string]>([
  ['count', 'A Count column cannot have a pattern.', { pattern: 'a' }, 'pattern'],
  ['note', 'A Note column cannot have a range.', { range: { min: 1 } }, 'range'],
  ['linked', 'A Linked column cannot be unique.', { unique: true }, 'unique'],
  ['made', 'A Made column cannot be required.', { required: 'always' }, 'required'],
  ['count', 'The least value of the range is above the greatest one.', { range: { min: 2, max: 1 } }, 'range'],
  ['note', 'This ( is not closed. (at character 1)', { pattern: '(' }, 'pattern'],
  ['count', 'What new items begin with breaks a rule itself.', { range: { max: 1 }, default: { value: 2 } }, 'default'],
  ['count', 'What new items begin with is no value of this column.', { default: { value: 'x' } }, 'default'],
  ['count', 'People are no values of a Count column.', { default: { take: 'me' } }, 'default'],
  ['note', 'Choose the column whose statuses ask for a value.', { required: { column: 9, choices: [1] } }, 'required'],
])('a %s column is refused rules that make no sense: %s', (kind, message, rules, field) => {
  const board = new RuledBoard()
  expect(() => board.ruled(kind, 'Column', rules)).toThrow(
    expect.objectContaining({ code: 'invalid', message, details: { field: `rules.${field}` } }),
  )
})

describe('undo', () => {
  test('is asked like every other edit: it takes back the cells that no rule is against, and keeps the rest', () => {
    const board = new RuledBoard()
    const count = board.column('count', 'Count')
    const rows = [1, 5, 9].map((value) => board.make('item', [[count, value]]))
    const changed = board.set(count, rows, [2])
    board.setRules('Count', { range: { max: 6 } })
    expect(board.takeBack('change.undo', changed).result).toEqual({ taken: 2, kept: 1 })
    expect(rows.map((row) => board.board.cell(row, count))).toEqual([1, 5, 2])
  })

  test('that a rule is against altogether is refused by it', () => {
    const board = new RuledBoard()
    const note = board.column('note', 'Note')
    const row = board.make('a')
    const filled = board.set(note, [row], ['x'])
    board.setRules('Note', { required: 'always' })
    expect(refusal(() => board.takeBack('change.undo', filled))).toMatchObject({
      message: 'Note cannot be empty.',
      details: { kept: 1 },
    })
  })

  test('of rules brings the former ones back', () => {
    const board = new RuledBoard()
    const note = board.ruled('note', 'Note', { required: 'always' })
    const freed = board.setRules('Note', null)
    board.make('a')
    board.takeBack('change.undo', freed)
    expect(() => board.make('b')).toThrow('Note cannot be empty.')
    board.make('b', [[note, 'x']])
  })
})

test('an import leaves out values that break a rule and says how often; its items come all the same', () => {
  const board = new RuledBoard()
  const count = board.ruled('count', 'Count', { range: { max: 5 }, unique: true })
  const stage = board.column('stage', 'Stage')
  const note = board.ruled('note', 'Note', { required: { column: stage, stages: ['done'] } })
  const create = {
    ids: [1, 2, 3, 4].map(() => board.newId()),
    titles: ['a', 'b', 'c', 'd'],
    groups: [1, 1, 1, 1],
    parents: [null, null, null, null],
    ranks: ['a1', 'a2', 'a3', 'a4'],
    sourceKeys: ['1', '2', '3', '4'],
    createdAt: [1, 1, 1, 1],
    createdBy: [null, null, null, null],
    cells: [
      { column: count, at: [0, 1, 2, 3], values: [1, 9, 1, 2] },
      { column: stage, at: [0], values: [5] },
    ],
  }
  const made = board.run('item.import', { create }, 'system')
  expect(made.result).toEqual({
    firstRow: 0,
    broken: [
      { column: count, rule: 'range', count: 1, values: [9] },
      { column: count, rule: 'unique', count: 1, values: [1] },
      { column: note, rule: 'required', count: 1, values: [] },
    ],
  })
  const cells = () => [0, 1, 2, 3].map((row) => board.board.cell(row, count))
  expect([board.board.rowCount, cells(), board.board.cell(0, stage)]).toEqual([4, [1, null, null, 2], 5])
  const update = [{ column: count, rows: [0, 1, 3], values: [7, 2, 3] }]
  expect(board.run('item.import', { update }, 'system').result).toEqual({
    firstRow: null,
    broken: [{ column: count, rule: 'range', count: 1, values: [7] }],
  })
  expect(cells()).toEqual([1, 2, null, 3])
})

test('what was set up under other rules is kept when the kind changes, where the new kind can have it', () => {
  const board = new RuledBoard()
  const note = board.ruled('note', 'Note', { required: 'always', unique: true, message: 'Say it.' })
  board.make('a', [[note, '7']])
  const to = board.newId()
  board.run('column.changeKind', { id: board.idOf('Note'), to, kind: 'count' })
  expect(board.board.record('column', to)?.['rules']).toEqual({ required: 'always', message: 'Say it.' })
  expect(() => board.make('b')).toThrow('Note: Say it.')
})
