import * as fc from 'fast-check'
import { formulaFunctions } from '../functions/all.ts'
import { isLazy, parameter, variables } from '../functions/function.ts'
import type { EagerFunction, Parameter, Variable } from '../functions/function.ts'
import { scalarTypes, type ScalarType } from '../types.ts'
import { formulaErrors, type FormulaValue } from '../value.ts'
import { plainReader } from './board.ts'

/** A choice, drawn from the numbers that fast-check gives: formulas are built by plain recursion over them. */
type Draw = (below: number) => number

/** The text of a formula of a random type, about so many calls deep. Nearly all functions and operators come up. */
export function typedFormulas(depth: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(0xffff), { minLength: 60, maxLength: 200 }).map((numbers) => {
    let at = 0
    const draw: Draw = (below) => (numbers[at++ % numbers.length] ?? 0) % below
    return expression(pick(draw, scalarTypes), depth, draw)
  })
}

const columns: Readonly<Record<ScalarType, readonly string[]>> = {
  number: ['{Points}', '{v1\\.2 \\{rc\\}}', '{\\#weird \\\\ one}'],
  text: ['{Note}', '{Title}', '{Key}'],
  boolean: ['{Ready}'],
  day: ['{Due date}'],
  instant: ['{Seen}', '{Created}'],
  duration: ['{Spent}'],
  option: ['{Status}'],
  person: ['FIRST({Owner})'],
}

const lists: Readonly<Record<ScalarType, readonly string[]>> = {
  number: ['{Sub-items.Points}', '{All sub-items.Points}', '{Epic.Weight}'],
  text: ['{Sub-items}', '{All sub-items}', '{Sub-items.Note}', '{Epic.Title}'],
  boolean: ['{Sub-items.Ready}'],
  day: ['{Sub-items.Due date}', '{Epic.Due}'],
  instant: ['{Sub-items.Seen}', '{Epic.Created}'],
  duration: ['{Sub-items.Spent}'],
  option: ['{Sub-items.Status}', '{All sub-items.Status}', '{Tags}', '{Sub-items.Tags}'],
  person: ['{Owner}', '{Sub-items.Owner}', '{Epic.Lead}'],
}

const literals: Readonly<Record<ScalarType, readonly string[]>> = {
  number: ['0', '1', '2', '-1', '0.5', '2.345', '7', '100', '1e6', '12.005', '50%'],
  text: ['"a"', '"Ab"', '"a, b"', '""', '"2026-11-24"', '"12.5"', '"Straße"', '"👍 ok"', '"D.M"'],
  boolean: ['TRUE', 'FALSE'],
  day: ['DATE(2026, 11, 24)', 'DATE(2024, 2, 29)', 'TODAY()'],
  instant: ['{Created}'],
  duration: ['HOURS(1)', 'MINUTES(-90)', 'HOURS(0.0001)'],
  option: ['{Status}'],
  person: ['FIRST({Sub-items.Owner})'],
}

/** Operators that make a type, as texts around parts of other types. */
const operators: Readonly<Partial<Record<ScalarType, readonly (readonly string[])[]>>> = {
  number: [
    ...['+', '-', '*', '/', '^'].map((sign) => ['<number>', ` ${sign} `, '<number>']),
    ['<day>', ' - ', '<day>'],
    ['<duration>', ' / ', '<duration>'],
    ['-', '<number>'],
    ['<number>', '%'],
  ],
  text: [
    ['<text>', ' & ', '<number>'],
    ['<day>', ' & ', '<text>'],
    ['<duration>', ' & ', '<boolean>'],
    ['<option>', ' & ', '<instant>'],
  ],
  boolean: [
    ...['=', '<>', '<', '<=', '>', '>='].flatMap((sign) =>
      ['number', 'text', 'day', 'instant', 'duration'].map((type) => [`<${type}>`, ` ${sign} `, `<${type}>`]),
    ),
    ['<boolean>', ' = ', '<boolean>'],
    ['<person>', ' = ', '<person>'],
    ['<person[]>', ' = ', '<person[]>'],
    ['<text[]>', ' <> ', '<text[]>'],
    ['<boolean>', ' AND ', '<boolean>'],
    ['<boolean>', ' OR ', '<boolean>'],
    ['NOT ', '<boolean>'],
  ],
  day: [
    ['<day>', ' + ', '<number>'],
    ['<number>', ' + ', '<day>'],
    ['<day>', ' - ', '<number>'],
  ],
  instant: [
    ['<instant>', ' + ', '<duration>'],
    ['<instant>', ' - ', '<duration>'],
  ],
  duration: [
    ['<duration>', ' + ', '<duration>'],
    ['<instant>', ' - ', '<instant>'],
    ['<duration>', ' * ', '<number>'],
    ['<duration>', ' / ', '<number>'],
  ],
}

const lazyCalls: readonly string[] = [
  'IF(<boolean>, <T>, <T>)',
  'IF(<boolean>, <T>)',
  'IFS(<boolean>, <T>, <boolean>, <T>)',
  'SWITCH(<number>, <number>, <T>, <number>, <T>, <T>)',
  'SWITCH(<text>, <text>, <T>)',
  'IFERROR(<T>, <T>)',
  'COALESCE(<T>, <T>, <T>)',
  'COALESCE(BLANK(), <T>)',
  'IFERROR(NA(), <T>)',
  'CHOOSE(<number>, <T>, <T>)',
]
const lazyConditions: readonly string[] = [
  'AND(<boolean>, <boolean>)',
  'OR(<boolean>, <boolean>, <boolean>)',
  'ISERROR(<number>)',
]

const eager = formulaFunctions.filter((each): each is EagerFunction => !isLazy(each))

function expression(type: ScalarType, depth: number, draw: Draw): string {
  if (depth <= 0 || draw(8) === 0) {
    const simple = pick(draw, draw(2) === 0 ? columns[type] : literals[type])
    // A blank of the type: `BLANK()` is of none, and would leave open what an operator makes.
    return draw(12) === 0 ? `IF(FALSE, ${simple})` : simple
  }
  const kind = draw(10)
  const templates = operators[type]
  if (kind < 3 && templates)
    return `(${pick(draw, templates)
      .map((part) => filled(part, type, depth, draw))
      .join('')})`
  if (kind < 5)
    return filled(pick(draw, type === 'boolean' ? [...lazyCalls, ...lazyConditions] : lazyCalls), type, depth, draw)
  const makers = eager.filter(({ returns }) => makes(returns, type, false))
  return makers.length === 0 ? pick(draw, columns[type]) : call(pick(draw, makers), type, depth, draw)
}

function list(type: ScalarType, depth: number, draw: Draw): string {
  if (depth <= 0 || draw(3) > 0) return pick(draw, lists[type])
  const makers = eager.filter(({ returns }) => makes(returns, type, true))
  return call(pick(draw, makers), type, depth, draw)
}

function makes(returns: string, type: ScalarType, many: boolean): boolean {
  const name = many ? returns.replace('[]', '') : returns
  if (many !== returns.endsWith('[]')) return false
  return name === type || (isVariable(name) && variables[name].includes(type))
}

function call({ name, params, returns }: EagerFunction, type: ScalarType, depth: number, draw: Draw): string {
  const bound = new Map<Variable, ScalarType>()
  const made = returns.replace('[]', '')
  if (isVariable(made)) bound.set(made, type)
  const args: string[] = []
  for (const param of params.map(parameter)) {
    if (param.optional && param.shape !== 'rest' && draw(2) === 0) break
    args.push(argument(name, param, bound, depth - 1, draw))
    if (param.shape === 'rest' && draw(2) === 0) args.push(argument(name, param, bound, depth - 1, draw))
  }
  return `${name}(${args.join(', ')})`
}

function argument(name: string, param: Parameter, bound: Map<Variable, ScalarType>, depth: number, draw: Draw): string {
  const type = typeFor(param, bound, draw)
  // What a plain version would take for ever to count.
  if (name === 'ADDWORKDAYS' && param.name === 'count') return String(draw(60) - 30)
  if (/^(REPT|PADLEFT)$/.test(name) && type === 'number') return String(draw(9))
  if (param.shape === 'one') return expression(type, depth, draw)
  return param.shape === 'rest' && draw(2) === 0 ? expression(type, depth, draw) : list(type, depth, draw)
}

function typeFor({ type }: Parameter, bound: Map<Variable, ScalarType>, draw: Draw): ScalarType {
  if (type === 'any') return pick(draw, scalarTypes)
  if (type === 'shown') return pick(draw, ['number', 'text', 'boolean', 'day', 'instant', 'duration', 'option'])
  if (!isVariable(type)) return type
  const known = bound.get(type) ?? pick(draw, variables[type])
  bound.set(type, known)
  return known
}

function filled(template: string, type: ScalarType, depth: number, draw: Draw): string {
  return template.replace(/<(\w+)(\[\])?>/g, (_all, name: string, many?: string) => {
    const wanted = name === 'T' ? type : must(scalarTypes.find((each) => each === name))
    return many ? list(wanted, depth - 1, draw) : expression(wanted, depth - 1, draw)
  })
}

function isVariable(name: string): name is Variable {
  return Object.hasOwn(variables, name)
}

function must<V>(value: V | undefined): V {
  if (value === undefined) throw new Error('No such type.')
  return value
}

function pick<V>(draw: Draw, list: readonly V[]): V {
  return must(list[draw(list.length)])
}

const texts = fc.constantFrom('a', 'Ab', 'a, b', 'STRASSE', '12.5', '2026-11-24', '👍 ok', ' x ', 'ﬁn')
const people = fc.constantFrom('ann', 'bob', 'cem')
const labels = fc.constantFrom('To do', 'Doing', 'Done')

/** A cell of each type, blank or an error now and then. */
const cellsOf: Readonly<Record<ScalarType, fc.Arbitrary<FormulaValue>>> = {
  number: fc.oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.constantFrom(0.1, 2.5, 1e15, -0.005, 1.005, 1e-9, 123_456.789),
  ),
  text: texts,
  boolean: fc.boolean(),
  day: fc.oneof(fc.integer({ min: 20_000, max: 21_000 }), fc.integer({ min: -719_162, max: 2_932_896 })),
  instant: fc.integer({ min: -1e12, max: 4e12 }),
  duration: fc.integer({ min: -1e9, max: 1e9 }),
  option: labels,
  person: people,
}

function cell(type: ScalarType): fc.Arbitrary<FormulaValue> {
  const errors = fc.constantFrom(...Object.values(formulaErrors).filter((each) => each !== formulaErrors.LIMIT))
  return fc.oneof(
    { weight: 12, arbitrary: cellsOf[type] },
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: errors },
  )
}

function several(type: ScalarType): fc.Arbitrary<FormulaValue> {
  const some = fc.uniqueArray(cellsOf[type], { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 4, arbitrary: some.map((entries) => entries as readonly string[]) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
}

const fields: Readonly<Record<string, fc.Arbitrary<FormulaValue>>> = {
  1: cell('number'),
  2: cell('day'),
  3: several('person'),
  4: cell('option'),
  5: cell('text'),
  6: cell('boolean'),
  7: cell('duration'),
  8: cell('instant'),
  9: several('option'),
  10: cell('number'),
  11: cell('number'),
  title: cell('text'),
  key: texts,
  createdAt: cellsOf.instant,
}

const linkedFields: Readonly<Record<string, fc.Arbitrary<FormulaValue>>> = {
  1: cell('day'),
  2: cell('number'),
  3: several('person'),
  title: cell('text'),
  createdAt: cellsOf.instant,
}

/** A reader of one item (row 0), its sub-items, those below these, and the items that it is connected to. */
export const readers = fc
  .tuple(
    fc.record(fields),
    fc.array(fc.record(fields), { maxLength: 4 }),
    fc.nat(4),
    fc.array(fc.record(linkedFields), { maxLength: 3 }),
  )
  .map(([own, below, right, linked]) => {
    const cells = new Map<string, FormulaValue>()
    for (const [row, item] of [own, ...below].entries()) {
      for (const [field, value] of Object.entries(item)) cells.set(`${row}:${field}`, value)
    }
    for (const [row, item] of linked.entries()) {
      for (const [field, value] of Object.entries(item)) cells.set(`e${row}:${field}`, value)
    }
    const rows = below.map((_item, index) => index + 1)
    return plainReader({
      cells,
      children: rows.slice(0, right),
      grandchildren: rows.slice(right),
      linked: [...linked.keys()],
    })
  })
