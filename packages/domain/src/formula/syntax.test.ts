import { describe, expect, test } from 'vitest'
import { compileFormula, printFormula, restoreFormula } from './formula.ts'
import { parseExpression } from './parser.ts'
import { printExpression } from './printer.ts'
import type { FormulaColumn, FormulaSchema } from './schema.ts'
import { problem, result, testSchema } from './testing/board.ts'

test('operators bind as in spreadsheets', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 ^ 2', 4],
    ['2 ^ 3 ^ 2', 64],
    ['2 ^ -1', 0.5],
    ['10 - 4 - 3', 3],
    ['50% * 8', 4],
    ['200%%', 0.02],
    ['1 + 1 & "x"', '2x'],
    ['"a" & 1 = "A1"', true],
    ['NOT 1 > 2 AND TRUE', true],
    ['not(true) or false', false],
    ['TRUE OR FALSE AND FALSE', true],
  ]
  for (const [text, value] of cases) expect([text, result(text)]).toEqual([text, value])
  expect(result('=MAX(1; 2)')).toBe(2)
  expect(result('\'it\'\'s\' & "a ""b"""')).toBe('it\'sa "b"')
  expect(result('IF(3 ≥ 2, 6 ÷ 2 × 5 − 1, 0)')).toBe(14)
})

test('blanks are as the page of rules says', () => {
  const blank = 'FIRST({Sub-items.Spent})'
  const cases: readonly (readonly [string, unknown])[] = [
    ['BLANK() + 1', 1],
    ['1 - BLANK()', 1],
    ['{Spent} - HOURS(1)', -3_600_000],
    ['BLANK() + BLANK()', null],
    ['BLANK() * 2', null],
    ['-BLANK()', null],
    ['{Seen} + HOURS(1)', null],
    ['TODAY() + BLANK()', null],
    ['BLANK() & "a"', 'a'],
    ['"" = BLANK()', true],
    ['{Note} = ""', false],
    ['BLANK() = 0', false],
    ['BLANK() < 1', false],
    ['BLANK() >= BLANK()', false],
    ['NOT BLANK()', true],
    ['IF({Ready}, 1, 2)', 2],
    ['AVERAGE(4, BLANK(), 6)', 5],
    ['SUM({Epic.Weight})', 0],
    [blank, null],
  ]
  for (const [text, value] of cases) expect([text, result(text)]).toEqual([text, value])
})

describe('problems say where they are and what to do', () => {
  const cases: readonly (readonly [text: string, problem: RegExp])[] = [
    ['{Duedate} + 1', /^0-9 There is no column \{Duedate\}\. Did you mean \{Due date\}\?$/],
    ['SUM(1, {Owner})', /^7-14 SUM needs a number, as the argument before, this column is people\. COUNT/],
    ['SUM({Owner})', /^4-11 SUM needs numbers or durations, this column is people\. COUNT/],
    ['1 + "a"', /^0-7 \+ does not go with a number and a text\. & joins texts\.$/],
    ['{Sub-items.Points} * 2', /^0-22 \* does not go with a list of numbers and a number\. SUM, AVERAGE or FIRST/],
    ['SUMM(1)', /^0-4 There is no function SUMM\. Did you mean SUM\?$/],
    ['ROUND(1, 2, 3)', /^0-14 ROUND\(number, \[digits\]\) takes 1 to 2 arguments, not 3\.$/],
    ['IF({Points}, 1, 2)', /^3-11 A condition is TRUE or FALSE, this is a number\.$/],
    ['IF(TRUE, 1, "a")', /^12-15 This is a text, the one before a number: they must be alike\.$/],
    ['{Status} = "Dnoe"', /^11-17 \{Status\} has no label "Dnoe"\. Did you mean "Done"\?$/],
    ['{Due date} > {Created}', /^0-22 A day and a moment cannot be compared\. DATEOF/],
    ['{Gone} + 1', /^0-6 The column \{Gone\} was deleted\.$/],
    ['{Attachment}', /^0-12 Formulas cannot read \{Attachment\}\.$/],
    ['{Points.Title}', /^0-14 \{Points\} leads to no other items/],
    ['Points + 1', /^0-6 POINTS needs parentheses if it is a function, and braces if it is a column/],
    ['(1 + 2', /^0-1 This \( is never closed\.$/],
    ['1 + 2)', /^5-6 This \) closes nothing\.$/],
    ['1 2', /^2-3 Expected an operator before 2\.$/],
    ['5 % 3', /^2-3 % makes hundredths.*MOD/],
    ['“a”', /^0-1 “ means nothing here\..*straight quotes/],
    ['TRUE && FALSE', /&&/],
    ['', /^0-0 A formula is missing\.$/],
    ['NOT(1) + {Pionts}', /^4-5 NOT needs TRUE or FALSE/],
  ]
  for (const [text, says] of cases) test(text, () => expect(problem(text)).toMatch(says))

  test('all of them at once', () => {
    const compiled = compileFormula('{Pionts} + SUM({Owner}) + nope(1)', testSchema)
    expect(compiled.ok ? [] : compiled.errors.map(({ from }) => from)).toEqual([0, 15, 26])
  })
})

describe('references', () => {
  const stored = (text: string) => {
    const compiled = compileFormula(text, testSchema)
    return compiled.ok ? compiled.formula.stored : compiled.errors
  }

  test('are kept by number, and all else as it was typed', () => {
    expect(stored('sum( {points} ,\n {Sub-items.Points},{Epic.Weight} )')).toBe(
      'sum( {#1} ,\n {#children.1},{#14.epics:2} )',
    )
    expect(stored('{v1\\.2 \\{rc\\}} + {\\#weird \\\\ one}')).toBe('{#10} + {#11}')
    expect(stored('{v1.2 \\{rc\\}}')).toBe('{#10}')
    expect(stored('{Title} & {#key}')).toBe('{#title} & {#key}')
  })

  test('come back with the titles of the day', () => {
    const kept = '{#1} * {#10} + SUM({#children.1}) + SUM({#14.epics:2}) + COUNT({#children})'
    expect(printFormula(kept, testSchema)).toBe(
      '{Points} * {v1\\.2 \\{rc\\}} + SUM({Sub-items.Points}) + SUM({Epic.Weight}) + COUNT({Sub-items})',
    )
    const renamed = renaming(1, 'Story } points.')
    expect(printFormula(kept, renamed)).toContain('{Story \\} points\\.} *')
    expect(restoreFormula(kept, renamed)).toMatchObject({ ok: true, formula: { stored: kept } })
  })

  test('to labels are kept by number too, wherever a text is compared with them', () => {
    const kept = 'IF({#4} = {#4:3}, COUNTIF({#children.4}, {#4:1}), SWITCH({#4}, {#4:2}, 1, 0)) & "Done"'
    const written =
      'IF({Status} = "done", COUNTIF({Sub-items.Status}, "To do"), SWITCH({Status}, "Doing", 1, 0)) & "Done"'
    expect(stored(written)).toBe(kept)
    expect(stored('FIRST({Sub-items.Status}) <> "Done"')).toBe('FIRST({#children.4}) <> {#4:3}')
    const renamed: FormulaSchema = {
      columns: testSchema.columns.map((each) =>
        each.number === 4 ? { ...each, labels: [{ number: 3, name: 'Live "now" all' }] } : each,
      ),
    }
    expect(printFormula('{#4} = {#4:3}', renamed)).toBe('{Status} = "Live ""now"" all"')
    expect(restoreFormula('{#4} = {#4:3}', renamed)).toMatchObject({ ok: true, formula: { stored: '{#4} = {#4:3}' } })
    expect(problem('{#4} = {#4:2}', renamed)).toBe('7-13 {Status} does not have the label any more that is named here.')
    expect(problem('HAS({Tags}, "Bgu")')).toBe('12-17 {Tags} has no label "Bgu". Did you mean "Bug"?')
  })

  test('of two columns of one title are told apart by number', () => {
    const twice = renaming(10, 'points')
    expect(printFormula('{#1} + {#10}', twice)).toBe('{Points} + {points}')
    const same = renaming(10, 'Points')
    expect(printFormula('{#1} + {#10}', same)).toBe('{#1} + {#10}')
    expect(problem('{Points}', same)).toBe('0-8 There are several columns {Points}. Write {#1} or {#10}.')
  })

  test('to a column that hides what every item has stay what they are', () => {
    const hiding = renaming(5, 'Title')
    expect(printFormula('{#5} & {#title}', hiding)).toBe('{Title} & {#title}')
  })

  test('to what is gone say so, and nothing else changes', () => {
    expect(printFormula('{#12} + {#99} + {#1}', testSchema)).toBe('{#12} + {#99} + {Points}')
    expect(problem('{#12}')).toBe('0-5 The column {Gone} was deleted.')
    expect(problem('{#99}')).toBe('0-5 This names a column that is not there any more.')
    expect(problem('{#14.other:1}')).toMatch(/not connected to the board/)
  })

  test('say what the result follows from, each once', () => {
    const compiled = compileFormula(
      'IF({Due date} < TODAY(), {Points} + {Points}, SUM({Sub-items.Points}) + SUM({Epic.Weight})) & {Key}',
      testSchema,
    )
    expect(compiled.ok && compiled.formula.inputs).toEqual([
      { of: 'row', column: 2 },
      { of: 'today' },
      { of: 'row', column: 1 },
      { of: 'children', column: 1 },
      { of: 'linked', through: 14, board: 'epics', column: 2 },
      { of: 'system', cell: 'id' },
    ])
  })
})

test('printing keeps few parentheses', () => {
  const printed = (text: string) => printExpression(parseExpression(text))
  expect(printed('((1+(2*3)))')).toBe('1 + 2 * 3')
  expect(printed('(1+2)*3')).toBe('(1 + 2) * 3')
  expect(printed('a(1,-(2^2),-(3%))')).toBe('A(1, -(2 ^ 2), -3%)')
  expect(printed('not (true) = false')).toBe('(NOT TRUE) = FALSE')
  expect(printed('not ((true or false) = false)')).toBe('NOT((TRUE OR FALSE) = FALSE)')
})

function renaming(number: number, title: string): FormulaSchema {
  return {
    columns: testSchema.columns.map((each): FormulaColumn => (each.number === number ? { ...each, title } : each)),
  }
}
