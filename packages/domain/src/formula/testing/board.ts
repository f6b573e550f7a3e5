import { must } from '../../errors.ts'
import { compileFormula } from '../formula.ts'
import type { FormulaReader } from '../reader.ts'
import type { FormulaColumn, FormulaLabel, FormulaSchema } from '../schema.ts'
import { isFormulaError, type FormulaError, type FormulaValue } from '../value.ts'

/** Columns of each type, titles that want escaping, a deleted one, and a connection to a second board. */
export const testSchema: FormulaSchema = {
  columns: [
    { number: 1, title: 'Points', type: 'number' },
    { number: 2, title: 'Due date', type: 'day' },
    { number: 3, title: 'Owner', type: { list: 'person' } },
    { number: 4, title: 'Status', type: 'option', labels: labels('To do', 'Doing', 'Done') },
    { number: 5, title: 'Note', type: 'text' },
    { number: 6, title: 'Ready', type: 'boolean' },
    { number: 7, title: 'Spent', type: 'duration' },
    { number: 8, title: 'Seen', type: 'instant' },
    { number: 9, title: 'Tags', type: { list: 'option' }, labels: labels('Bug', 'UI') },
    { number: 10, title: 'v1.2 {rc}', type: 'number' },
    { number: 11, title: '#weird \\ one', type: 'number' },
    { number: 12, title: 'Gone', type: 'number', deleted: true },
    { number: 13, title: 'Attachment', type: null },
    {
      number: 14,
      title: 'Epic',
      type: null,
      boards: [{ id: 'epics', title: 'Epics', columns: epicColumns() }],
    },
  ],
}

function labels(...names: readonly string[]): FormulaLabel[] {
  return names.map((name, index) => ({ number: index + 1, name }))
}

function epicColumns(): FormulaColumn[] {
  return [
    { number: 1, title: 'Due', type: 'day' },
    { number: 2, title: 'Weight', type: 'number' },
    { number: 3, title: 'Lead', type: { list: 'person' } },
  ]
}

/** Cells by row and field (`1:4`), sub-items and connected items by row. */
export interface PlainCells {
  readonly cells: ReadonlyMap<string, FormulaValue>
  readonly children?: readonly number[]
  /** Below the items of `children`. */
  readonly grandchildren?: readonly number[]
  readonly linked?: readonly number[]
}

/** A reader over plain maps; rows of the connected board are `e0`, `e1`, … in the keys. */
export function plainReader({ cells, children = [], grandchildren = [], linked = [] }: PlainCells): FormulaReader {
  return {
    cell: (row, field) => cells.get(`${row}:${field}`) ?? null,
    children: (_row, field) => children.map((row) => cells.get(`${row}:${field}`) ?? null),
    below: (_row, field) => [...children, ...grandchildren].map((row) => cells.get(`${row}:${field}`) ?? null),
    linked: (_row, _through, _board, field) => linked.map((row) => cells.get(`e${row}:${field}`) ?? null),
    today: 20_783,
    calendar: { timeZone: 'Europe/Berlin', weekend: [6, 7], holidays: [20_812, 20_813] },
  }
}

const story = plainReader({
  cells: new Map<string, FormulaValue>([
    ['0:1', 5],
    ['0:2', 20_781],
    ['0:4', 'Doing'],
    ['0:5', 'Log in, then out'],
    ['0:title', 'Login'],
    ['0:key', 'ENG-12'],
    ['0:createdAt', Date.UTC(2026, 10, 1, 23, 30)],
    ['1:1', 3],
    ['1:3', ['ann', 'bob']],
    ['1:4', 'Done'],
    ['1:title', 'Form'],
    ['2:1', 2],
    ['2:3', ['bob']],
    ['2:4', 'Done'],
    ['2:title', 'Session'],
    ['3:1', 3],
    ['3:4', 'To do'],
    ['3:title', 'Logout'],
    ['4:1', 8],
    ['4:title', 'Forgotten password'],
    ['e0:1', 20_790],
    ['e0:title', 'Sign in'],
    ['e1:1', 20_800],
  ]),
  children: [1, 2, 3],
  grandchildren: [4],
  linked: [0, 1],
})

/** What a formula comes to on the first row of a small board. Fails where it does not compile. */
export function result(text: string, reader = story): FormulaValue {
  const compiled = compileFormula(text, testSchema)
  if (!compiled.ok) throw new Error(`${text}: ${compiled.errors.map(({ message }) => message).join(' ')}`)
  return compiled.formula.evaluate(reader, 0)
}

/** The first problem of a formula that must not compile. */
export function problem(text: string, schema = testSchema): string {
  const compiled = compileFormula(text, schema)
  if (compiled.ok) throw new Error(`${text} compiles`)
  const { message, from, to } = must(compiled.errors[0])
  return `${from}-${to} ${message}`
}

/** The error of a result, if it is one. */
export function errorOf(value: FormulaValue): FormulaError['error'] | null {
  return isFormulaError(value) ? value.error : null
}
