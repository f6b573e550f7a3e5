import { viewField, viewFields } from '@fulcrum/domain'
import type { FilterSpec, Json, KindOperator } from '@fulcrum/domain'
import { filterOffers, printFilter, readFilterText } from '@fulcrum/domain/filter-text'
import type { FilterLanguage } from '@fulcrum/domain/filter-text'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { contractBoard } from './contract-board.ts'

const board = contractBoard(columnKinds)
const ada = '0190a000-0000-7000-8000-00000000ada0'
const twin = '0190a000-0000-7000-8000-00000000ada1'
const tomas = '0190a000-0000-7000-8000-00000000ada4'
/** A Thursday. */
const today = 20_783

const language: FilterLanguage = {
  fields: [
    ...viewFields(board),
    ...(['group', 'createdAt', 'updatedAt'] as const).flatMap((column) => viewField(board, column) ?? []),
  ],
  groups: [
    { id: 1, name: 'Now or never' },
    { id: 2, name: 'Later' },
  ],
  people: [
    { id: ada, name: 'Ada' },
    { id: twin, name: 'Bo and Co' },
    { id: tomas, name: 'Tomás Rivera' },
    { id: '0190a000-0000-7000-8000-00000000ada5', name: 'Lía Sol' },
    { id: '0190a000-0000-7000-8000-00000000ada6', name: 'Lia Berg' },
    { id: '0190a000-0000-7000-8000-00000000ada2', name: 'Twin' },
    { id: '0190a000-0000-7000-8000-00000000ada3', name: 'Twin' },
  ],
  today,
  texts: {
    findPerson: () => null,
    dayFirst: true,
    timeZone: 'UTC',
    locale: 'en',
    personName: (id) => id,
  },
}

const read = (text: string) => readFilterText(text, language)
const columnOf = (title: string) => language.fields.find((field) => field.title === title)?.column

const day = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.record({ today: fc.integer({ min: -400, max: 400 }) }),
  fc.record({ week: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ month: fc.integer({ min: -1, max: 1 }), end: fc.constant(true) }),
)
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('and', 'a or b', 'not', '"', 'x, y', '(z)', '`', 'ünï', '\u202Ertl\u200B', 'today', '#3', '?'),
)
const ids = fc.constantFrom('me', ada, twin, '0190a000-0000-7000-8000-00000000ada2', 'nobody')

const operands: Readonly<Record<KindOperator['takes'], fc.Arbitrary<Json>>> = {
  nothing: fc.constant(null),
  value: fc.jsonValue() as fc.Arbitrary<Json>,
  text,
  number: fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => number + 0),
  day: day as fc.Arbitrary<Json>,
  days: fc.tuple(day, day) as unknown as fc.Arbitrary<Json>,
  numbers: fc.tuple(fc.integer(), fc.integer()) as unknown as fc.Arbitrary<Json>,
  options: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  people: fc.array(ids, { maxLength: 3 }),
}

const plainJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json

const condition: fc.Arbitrary<FilterSpec> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(...language.fields.filter(({ operators }) => operators.length > 0))
      .chain((field) => fc.tuple(fc.constant(field), fc.constantFrom(...field.operators)))
      .chain(([{ column }, { id: operator, takes }]) =>
        takes === 'nothing'
          ? fc.constant({ column, operator })
          : operands[takes].map((value) => ({ column, operator, value: plainJson(value) })),
      ),
  },
  // Of a column that is gone, of an operator that is none, and before a value was chosen.
  {
    weight: 1,
    arbitrary: fc.record({ column: fc.integer({ min: 90, max: 99 }), operator: text, value: fc.constant(1) }),
  },
  { weight: 1, arbitrary: fc.record({ column: fc.constant(1), operator: fc.constantFrom('is', 'huh`') }) },
)

const { filter } = fc.letrec<{ filter: FilterSpec; group: FilterSpec }>((tie) => ({
  filter: fc.oneof({ maxDepth: 4, depthSize: 'small' }, condition, tie('group')),
  group: fc.oneof(
    fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })),
    tie('filter').map((not) => ({ not })),
  ),
}))

test('what is printed reads back to the same filter', () => {
  fc.assert(
    fc.property(filter, (spec) => {
      expect(read(printFilter(spec, language))).toEqual({ ok: true, filter: spec })
    }),
    { numRuns: 300 },
  )
})

test('any text is read or refused with a place in it, and offers are of it', () => {
  const words = fc.constantFrom('Status', 'is', 'not', 'and', '(', 'Done', ',', '"', 'Due', '<', 'today', '`', 'all(')
  const typed = fc.array(fc.oneof(words, text), { maxLength: 8 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(typed, (given) => {
      const result = read(given)
      if (!result.ok) {
        const { from, to } = result.problem
        expect(from >= 0 && from <= to && to <= given.length).toBe(true)
      }
      for (const offer of filterOffers(given, given.length, language)) expect(offer.from <= given.length).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('reads what people type', () => {
  const status = columnOf('Status')
  const [owner, due, title] = [columnOf('Owner'), columnOf('Due'), columnOf('Item')]
  expect(read('status is not Done and owner is me and due < next friday')).toEqual({
    ok: true,
    filter: {
      and: [
        { column: status, operator: 'is-not', value: [5] },
        { column: owner, operator: 'has-any', value: ['me'] },
        { column: due, operator: 'before', value: today + 1 },
      ],
    },
  })
  expect(read('due is this week or not (item contains "a and b")')).toEqual({
    ok: true,
    filter: {
      or: [
        { column: due, operator: 'between', value: [{ week: 0 }, { week: 0, end: true }] },
        { not: { column: title, operator: 'contains', value: 'a and b' } },
      ],
    },
  })
  expect(read('STATUS is to do,  In  progress')).toMatchObject({ filter: { value: [1, 2] } })
  expect(read('updated since yesterday')).toMatchObject({ filter: { column: 'updatedAt', operator: 'since' } })
  expect(read('points between 1 and 5')).toMatchObject({ filter: { operator: 'between', value: [1, 5] } })
  expect(read('due is empty and group is Later')).toMatchObject({
    filter: { and: [{ operator: 'is-empty' }, { value: [2] }] },
  })
  expect(read('  ')).toEqual({ ok: true, filter: null })
})

test.each([
  'owner is Tomás Rivera',
  'owner is tomas rivera',
  'owner is Tomas',
  'OWNER is TOMÁS',
  'owner is rivera',
  'owner is "Tomas"',
  'owner is To\u006da\u0301s',
])('a person is named without accents, case or the rest of the name: %s', (typed) => {
  expect(read(typed)).toEqual({
    ok: true,
    filter: { column: columnOf('Owner'), operator: 'has-any', value: [tomas] },
  })
})

test('a whole name goes before a part of another, and one with its accents before one without', () => {
  expect(read('owner is Lia Berg, tomas and status is Done')).toMatchObject({
    filter: { and: [{ value: ['0190a000-0000-7000-8000-00000000ada6', tomas] }, { column: columnOf('Status') }] },
  })
  const people = [
    { id: 'plain', name: 'Tomas' },
    { id: 'accent', name: 'Tomás' },
    { id: 'long', name: 'Tomás Rivera' },
  ]
  const meant = (typed: string) => readFilterText(typed, { ...language, people })
  expect(meant('owner is Tomás')).toMatchObject({ filter: { value: ['accent'] } })
  expect(meant('owner is tomas')).toMatchObject({ filter: { value: ['plain'] } })
  expect(meant('owner is tomas rivera')).toMatchObject({ filter: { value: ['long'] } })
})

test('the first column goes by title, name and item, unless another has that name', () => {
  const first = { ok: true, filter: { column: 'title', operator: 'contains', value: 'x' } }
  for (const typed of ['title contains x', 'NAME contains x', 'item contains x', '"title" contains x']) {
    expect(read(typed)).toEqual(first)
  }
  const owner = columnOf('Owner')
  const fields = language.fields.map((each) => (each.column === owner ? { ...each, title: 'Náme' } : each))
  const other = (typed: string) => readFilterText(typed, { ...language, fields })
  expect(other('name is me')).toMatchObject({ filter: { column: owner } })
  expect(other('name contains x')).toMatchObject({
    problem: { message: expect.stringMatching(/^Náme has no “contains”/) },
  })
  expect(other('title contains x')).toEqual(first)
})

test.each([
  ['created by me', 'by'],
  ['created by is me', 'by'],
  ['Created is by me', 'by'],
  ['created by is not me', 'not-by'],
  ['created not by me', 'not-by'],
])('who made an item is asked as it is said: %s', (typed, operator) => {
  const stamps = language.fields.filter(({ source }) => source?.kind.id !== 'created')
  const filter = { column: 'createdAt', operator, value: ['me'] }
  const readHere = (fields: FilterLanguage['fields']) => readFilterText(typed, { ...language, fields })
  expect(readHere(stamps)).toEqual({ ok: true, filter })
  // A column of that name that cannot be asked so is not in the way.
  const named = stamps.map((each) => (each.title === 'Owner' ? { ...each, title: 'Created by' } : each))
  expect(readHere(named).ok).toBe(true)
})

test('of two columns of one name, the one is meant that can be asked so', () => {
  const fields = language.fields.flatMap((each) => (each.title === 'Status' ? [{ ...each, title: 'Updated' }] : each))
  const twins = { ...language, fields }
  expect(readFilterText('updated since yesterday', twins)).toMatchObject({
    filter: { column: 'updatedAt', operator: 'since' },
  })
  expect(readFilterText('updated is Done', twins)).toMatchObject({ filter: { column: columnOf('Status') } })
  expect(readFilterText('updated blah', twins)).toMatchObject({
    problem: { message: expect.stringMatching(/^Updated has no “blah”/) },
  })
  expect(filterOffers('upd', 3, twins).map(({ text }) => text)).toEqual(['Updated'])
})

test.each([
  'Status is not Done and Owner is me and Due is before 2026-11-27',
  'Status is To do, In progress or Due is this week',
  'not (Points is between 1 and 5 and Item contains "a and b")',
  'Owner is Ada, Bo and Co and Updated is since yesterday',
  'Group is Later and Due is empty and Due is next 14 days',
])('prints as people would type it: %s', (typed) => {
  const result = read(typed)
  expect(result.ok && printFilter(result.filter, language)).toBe(typed)
})

test.each([
  ['statsu is Done', 'There is no column “statsu”. Did you mean Status?', 'statsu'],
  ['status is Dona', '“Dona” is nothing that Status can be. Did you mean Done?', 'Dona'],
  ['status is Done status', 'Go on with “and” or “or”.', 'status'],
  ['status blah', 'Status has no “blah”. It has: is, is not, is empty, is not empty.', 'blah'],
  ['owner is lia', '“lia” can be Lía Sol or Lia Berg. Write the whole name as it stands.', 'lia'],
  ['owner is Tomaz', '“Tomaz” is nothing that Owner can be. It can be: me, Ada, Bo and Co …', 'Tomaz'],
  ['owner is Nobodyhere', '“Nobodyhere” is nothing that Owner can be. It can be: me, Ada, Bo and Co …', 'Nobodyhere'],
  ['wxyz is 1', 'There is no column “wxyz”. There are: Item, Status, Points …', 'wxyz'],
  ['created by tomaso', '“tomaso” is nothing that Created can be. Did you mean Tomás?', 'tomaso'],
  ['(due is today', 'The parenthesis that opens here is not closed.', '('],
  ['due < soon', 'A day is needed: today, in 7 days, next friday, 2026-12-24.', 'soon'],
])('%s is refused where it goes wrong', (typed, message, place) => {
  const result = read(typed)
  expect(result).toMatchObject({ ok: false, problem: { message } })
  if (!result.ok) expect(typed.slice(result.problem.from, result.problem.to)).toBe(place)
  expect(typed.lastIndexOf(place)).toBe(result.ok ? -1 : result.problem.from)
})

test('offers what goes on', () => {
  const offers = (typed: string) => filterOffers(typed, typed.length, language).map(({ text: offered }) => offered)
  expect(offers('')).toContain('Status')
  expect(offers('sta')[0]).toBe('Status')
  expect(offers('status ')).toEqual(['is', 'is not', 'is empty', 'is not empty'])
  expect(offers('status is in')).toEqual(['In progress', 'In review'])
  expect(offers('status is Done, blo')[0]).toBe('Blocked')
  expect(offers('status is Done ')).toEqual(['and', 'or'])
  expect(offers('owner is ')[0]).toBe('me')
  expect(offers('due is next ')).toContain('next 7 days')
})
