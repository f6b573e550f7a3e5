import { describe, expect, test } from 'vitest'
import { must } from '../errors.ts'
import { compileTyped } from './compile.ts'
import { compileFormula } from './formula.ts'
import type { Frame } from './frame.ts'
import { formulaLimits } from './limits.ts'
import type { FormulaReader } from './reader.ts'
import { plainReader, problem, testSchema } from './testing/board.ts'
import { formulaErrors, type FormulaValue } from './value.ts'

const globals = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupSetter__',
  'globalThis',
  'process',
  'eval',
  'Function',
  'require',
  'import',
  'this',
  'window',
]

/** Ways to reach for a name that is no column and no function. */
const reaches: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name}()`,
  (name) => `${name}(1)`,
  (name) => `{${name}}`,
  (name) => `{#${name}}`,
  (name) => `{Points.${name}}`,
  (name) => `{Sub-items.${name}}`,
  (name) => `{#children.${name}}`,
  (name) => `{Epic.${name}}`,
  (name) => `{#14.epics:${name}}`,
  (name) => `{#14.${name}:1}`,
  (name) => `{#${name}.epics:1}`,
  (name) => `"text".${name}`,
  (name) => `{Points}["${name}"]`,
  (name) => `{Points}.${name}`,
  (name) => `SUM(${name})`,
  (name) => `SUM.${name}(1)`,
  (name) => `{Status} = ${name}`,
  (name) => `SWITCH({Status}, {${name}}, 1)`,
  (name) => `\${${name}}`,
  (name) => `\`${name}\``,
  (name) => `() => ${name}`,
  (name) => `[${name}]`,
  (name) => `${name}\`1\``,
  (name) => `new ${name}()`,
  (name) => `1; ${name}`,
  (name) => `1, ${name}`,
  (name) => `/*${name}*/ 1`,
  (name) => `// ${name}\n1`,
  (name) => `{Points} = ${name} = 1`,
  (name) => `IF(TRUE, ${name})`,
  (name) => `LIST(1)[${name}]`,
]

test('more than five hundred attempts to reach beyond the columns are refused with a place', () => {
  const attempts = globals.flatMap((name) => reaches.map((reach) => reach(name)))
  expect(attempts.length).toBeGreaterThan(500)
  for (const attempt of attempts) {
    const compiled = compileFormula(attempt, testSchema)
    expect([attempt, compiled.ok]).toEqual([attempt, false])
    if (compiled.ok) continue
    const [first] = compiled.errors
    expect(must(first).message).toMatch(/\S/)
    expect(must(first).from).toBeGreaterThanOrEqual(0)
    expect(must(first).to).toBeLessThanOrEqual(attempt.length)
  }
})

test('texts that are values stay values, whatever they say', () => {
  for (const name of globals) {
    expect(evaluated(`"${name}"`).value).toBe(name)
    expect(evaluated(`COUNTIF(LIST("${name}"), "${name}") + COUNT(UNIQUE(LIST("${name}", "x")))`).value).toBe(3)
  }
  expect(evaluated('DATETEXT("2026-11-24", "constructor __proto__")').value).toBe('constructor __proto__')
  expect(evaluated(`"<img src=x onerror=alert(1)>" & "=cmd|' /C calc'!A0"`).value).toContain('<img')
})

describe('too much is refused before it runs', () => {
  const refused: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['100 kB', `1${'+1'.repeat(50_000)}`, /at most 10,000 characters/],
    ['a text of 100 kB', `"${'x'.repeat(100_000)}"`, /at most 10,000 characters/],
    ['1,000 parentheses', `${'('.repeat(1_000)}1${')'.repeat(1_000)}`, /nested more than 100 deep/],
    ['1,000 calls', `${'ABS('.repeat(1_000)}1${')'.repeat(1_000)}`, /nested more than 100 deep/],
    ['9,000 signs', `${'-'.repeat(9_000)}1`, /nested more than 100 deep/],
    ['1,000 NOTs', `${'NOT '.repeat(1_000)}TRUE`, /nested more than 100 deep/],
    ['2,000 terms', Array.from({ length: 2_000 }, () => '1').join('+'), /at most 1000 parts/],
    ['9,000 percents', `1${'%'.repeat(9_000)}`, /at most 1000 parts/],
    ['9,000 opening braces', '{'.repeat(9_000), /no closing/],
    ['9,000 quotes and one', '"'.repeat(9_001), /no closing quote/],
    ['4,000 dots', `{${'a.'.repeat(4_000)}}`, /no column/],
    ['400 names of 3 dots', Array.from({ length: 400 }, () => '{a.b.c.d}').join('+'), /no column/],
    ['9,000 backslashes', `{${'\\'.repeat(9_000)}}`, /no column/],
    ['a number of 9,000 digits', '9'.repeat(9_000), /too large/],
    ['a name of 9,000 letters', `${'A'.repeat(9_000)}(1)`, /no function/],
  ]
  for (const [name, text, says] of refused) test(name, () => expect(problem(text)).toMatch(says))
})

describe('too much ends in LIMIT, within the steps that are allowed', () => {
  const crowd = crowded(60_000)
  const bombs: readonly (readonly [name: string, text: string])[] = [
    ['REPT', 'REPT("x", 1000000000)'],
    ['REPT of REPT', 'REPT(REPT(REPT("x", 9999), 9999), 9999)'],
    ['a fraction of a REPT', 'REPT("xx", 5000.9) & "x"'],
    ['PADLEFT', 'PADLEFT("x", 1000000000)'],
    ['SUBSTITUTE', 'SUBSTITUTE(REPT("x", 10000), "x", REPT("y", 10000))'],
    ['SUBSTITUTE in SUBSTITUTE', nested('SUBSTITUTE(', ', "x", "xx")', '"x"', 40)],
    ['CONCAT of itself', `CONCAT(${Array.from({ length: 200 }, () => 'REPT("x", 100)').join(',')})`],
    ['JOIN by a long mark', 'JOIN(SPLIT(REPT("a,", 4000)), REPT("-", 9000))'],
    ['a list of lists', `COUNT(LIST(${Array.from({ length: 100 }, () => '{Sub-items.Points}').join(',')}))`],
    ['many sums over many sub-items', Array.from({ length: 100 }, () => 'SUM({Sub-items.Points})').join('+')],
    ['many long texts', Array.from({ length: 150 }, () => 'LEN(REPT("x", 9999))').join('+')],
    [
      'comparing long lists',
      Array.from({ length: 50 }, () => '({Sub-items.Points} = {Sub-items.Points})').join(' AND '),
    ],
    ['hiding it', `IFERROR(${Array.from({ length: 150 }, () => 'LEN(REPT("x", 9999))').join('+')}, 0)`],
  ]
  for (const [name, text] of bombs) {
    test(name, () => {
      const { value, steps } = evaluated(text, crowd)
      expect(value).toBe(formulaErrors.LIMIT)
      // One part more than allowed, at most: a list of sub-items is counted once it is there.
      expect(steps).toBeLessThan(formulaLimits.steps + 200_000)
    })
  }
})

test('numbers that are none end in NUM, and far days too', () => {
  const made = [
    '1e308 * 10',
    '2 ^ 5000',
    'EXP(1e9)',
    'SQRT(-1)',
    'DATE(1e9, 1, 1)',
    'TODAY() + 1e12',
    'EDATE(TODAY(), 1e300)',
  ]
  for (const text of [...made, 'ADDWORKDAYS(TODAY(), 1e18)', 'ADDWORKDAYS(TODAY(), 1, LIST(), LIST(1,2,3,4,5,6,7))']) {
    expect([text, evaluated(text).value]).toEqual([text, formulaErrors.NUM])
  }
})

function evaluated(
  text: string,
  reader: FormulaReader = plainReader({ cells: new Map() }),
): { value: FormulaValue; steps: number } {
  const compiled = compileFormula(text, testSchema)
  if (!compiled.ok) throw new Error(`${text.slice(0, 80)}: ${compiled.errors[0]?.message}`)
  const frame: Frame = { reader, steps: 0 }
  return { value: compileTyped(compiled.formula.typed)(frame, 0), steps: frame.steps }
}

function nested(before: string, after: string, within: string, times: number): string {
  return before.repeat(times) + within + after.repeat(times)
}

/** An item with so many sub-items. */
function crowded(count: number): FormulaReader {
  const numbers = Array.from({ length: count }, (_, index) => index)
  return { ...plainReader({ cells: new Map() }), children: () => numbers }
}
