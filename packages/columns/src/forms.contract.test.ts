import { formQuestions, formView, isOnlyLinks, missingFromForm, readAnswers, shownQuestions } from '@fulcrum/domain'
import type { ColumnKind, FormQuestion, FormSettings, ParseContext } from '@fulcrum/domain'
import { describe, expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { contractBoard } from './contract-board.ts'

// Columns of the board: 1 Status, 2 Points, 4 Text, 5 Due, 6 Owner, 7 Sure.

const board = contractBoard(columnKinds as readonly ColumnKind[])
const texts: ParseContext = { findPerson: () => null, dayFirst: true, timeZone: 'UTC' }
const ask = (questions: object[], audience: 'members' | 'anybody' = 'anybody') =>
  formQuestions(board, { questions: questions as never }, audience)
const problems = (questions: FormQuestion[], answers: object) => {
  const read = readAnswers(board, questions, answers as never, texts)
  return 'problems' in read ? read.problems.map(({ column }) => column) : null
}

test('a title is always asked, a column once, and what is gone or names people not at all', () => {
  const questions = ask([{ column: 4 }, { column: 4 }, { column: 6 }, { column: 99 }])
  expect(questions.map(({ column }) => column)).toEqual(['title', 4])
  expect(ask([{ column: 6 }], 'members').map(({ column }) => column)).toEqual(['title', 6])
})

test('a new form asks for what whoever reports something can say, not for where it stands or whose it is', () => {
  const said: Readonly<Record<number, object>> = {
    1: { role: 'status' },
    2: { sourceField: 'votes' },
    4: { rules: { required: 'always' } },
    8: { role: 'priority' },
  }
  const reported = Object.create(board, {
    columns: {
      value: () =>
        board.columns().map((column) => ({ ...column, fields: { ...column.fields, ...said[column.number] } })),
    },
  }) as typeof board
  const begun = formView.begin(reported)
  const questions = 'settings' in begun ? (begun.settings as FormSettings).questions : []
  expect(questions?.map(({ column }) => column)).toEqual(['title', 3, 4, 5, 8])
})

test('what the board requires must be answered, and what a form neither asks for nor sets is missing', () => {
  const strict = contractBoard(columnKinds as readonly ColumnKind[])
  for (const number of [4, 6]) {
    const { id, fields } = strict.column(number) ?? {}
    if (id !== undefined) strict.load('column', id, { ...fields, rules: { required: 'always' } })
  }
  const missing = (settings: FormSettings, audience: 'members' | 'anybody') =>
    missingFromForm(strict, settings, formQuestions(strict, settings, audience)).map(({ number }) => number)
  const questions = [{ column: 4 }, { column: 6 }]
  expect(formQuestions(strict, { questions }, 'members').map(({ required }) => required)).toEqual([true, true, true])
  expect(missing({}, 'members')).toEqual([4, 6])
  expect(missing({ questions }, 'members')).toEqual([])
  // Strangers are asked for no person: somebody has to be set beside their answers.
  expect(missing({ questions }, 'anybody')).toEqual([6])
  expect(
    missing({ questions, fixed: [{ column: 6, value: ['0190a000-0000-7000-8000-0000000000d1'] }] }, 'anybody'),
  ).toEqual([])
})

test('answers become values of their columns, and what is left empty no cell', () => {
  const questions = ask([{ column: 1 }, { column: 2 }, { column: 4 }, { column: 5 }, { column: 7 }])
  const answers = { title: ' It\tcrashes ', 1: [5], 2: '1,5', 4: '  ', 5: '2026-11-24', 7: true }
  expect(readAnswers(board, questions, answers, texts)).toEqual({
    title: 'It crashes',
    cells: [
      { column: 1, value: 5 },
      { column: 2, value: 1.5 },
      { column: 5, value: { day: 20_781, minute: null } },
      { column: 7, value: true },
    ],
  })
})

test('each bad answer is told by its question', () => {
  const questions = ask([{ column: 1 }, { column: 2, required: true }, { column: 5 }, { column: 7, required: true }])
  expect(problems(questions, { title: '', 1: [77], 5: 'soon', 7: false })).toEqual(['title', 1, 2, 5, 7])
  expect(problems(questions, { title: 'x', 1: [1, 2], 2: '3', 7: true })).toEqual([1])
  expect(problems(questions, { title: 'x', 1: 'Done', 2: ['3'], 7: true })).toEqual([1, 2])
})

describe('a question with a condition', () => {
  const questions = ask([
    { column: 1 },
    { column: 7, when: { column: 1, is: 2 } },
    { column: 4, required: true, when: { column: 7, is: true } },
    { column: 2, when: { column: 5, is: 1 } },
  ])

  test('is asked where it holds, over any number of them, and required only then', () => {
    const asked = (answers: object) => shownQuestions(questions, answers as never).map(({ column }) => column)
    expect(asked({})).toEqual(['title', 1, 2])
    expect(asked({ 1: [2] })).toEqual(['title', 1, 7, 2])
    expect(asked({ 1: [2], 7: true })).toEqual(['title', 1, 7, 4, 2])
    // What it looks at is not asked any more.
    expect(asked({ 1: [1], 7: true })).toEqual(['title', 1, 2])
    expect(problems(questions, { title: 'x' })).toBeNull()
    expect(problems(questions, { title: 'x', 1: [2], 7: true })).toEqual([4])
  })

  test('leaves out what was answered before it was hidden', () => {
    expect(readAnswers(board, questions, { title: 'x', 1: [1], 7: true, 4: 'old' } as never, texts)).toEqual({
      title: 'x',
      cells: [{ column: 1, value: 1 }],
    })
  })

  test('looks only at questions before it', () => {
    expect(questions.find(({ column }) => column === 2)?.when).toBeUndefined()
  })
})

test('answers that are nothing but addresses are known', () => {
  expect(isOnlyLinks({ title: 'https://buy.example', 4: ' www.buy.example http://x.y ' })).toBe(true)
  expect(isOnlyLinks({ title: 'See https://bug.example' })).toBe(false)
  expect(isOnlyLinks({})).toBe(false)
})

test('every kind that can be asked for is, with choices that can be chosen', () => {
  for (const kind of columnKinds as readonly ColumnKind[]) {
    for (const { settings } of kind.examples) {
      const asks = kind.asks?.(settings)
      if (asks?.as !== 'choices') continue
      for (const { number } of asks.choices) {
        const value = asks.list ? [number] : number
        expect(kind.value.safeParse(value).success, kind.id).toBe(true)
        expect(kind.check?.(value, settings) ?? null, kind.id).toBeNull()
      }
    }
  }
})
