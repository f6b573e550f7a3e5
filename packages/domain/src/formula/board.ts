import type { LaneType, LaneValue } from '@fulcrum/columnar'
import type { BoardColumn } from '../board/columns.ts'
import type { DerivedBoard, DerivedReader, DeriveSchema } from '../derived/derivation.ts'
import type { FormulaCalendar, FormulaField, FormulaReader } from './reader.ts'
import type { FormulaColumn, FormulaSchema, ShownColumn } from './schema.ts'
import type { FormulaType } from './types.ts'
import { errorOfColumn, formulaErrors } from './value.ts'
import type { FormulaError, FormulaErrorCode, FormulaValue, ListValue } from './value.ts'

/** What formulas can name on a board. `own` is the formula's column, which it cannot. */
export function formulaSchema(schema: DeriveSchema, own?: number): FormulaSchema {
  return { columns: schema.columns().flatMap((column) => (column.number === own ? [] : [toColumn(column, schema)])) }
}

function toColumn(column: BoardColumn, schema: DeriveSchema): FormulaColumn {
  const { number, title, kind, settings, fields } = column
  const connected = kind.connections?.of(settings).boards ?? []
  const labels = kind.names?.(settings)
  const shown = shownBy(column, schema)
  return {
    number,
    title,
    type: typeOf(column),
    ...(labels && { labels }),
    ...(shown && { shown }),
    ...(connected.length > 0 && {
      boards: connected.flatMap(({ board }) => {
        const found = schema.board(board)
        return found
          ? [{ id: board, title: found.title, columns: found.columns().map((each) => toColumn(each, found)) }]
          : []
      }),
    }),
    ...(fields['deletedAt'] !== undefined && { deleted: true }),
  }
}

/** The column with labels whose cells a column shows; undefined where it shows none, or that one is not here. */
function shownBy({ kind, settings }: BoardColumn, schema: DeriveSchema): ShownColumn | undefined {
  const shown = kind.farColumns?.shown?.(settings)
  const column = shown && schema.board(shown.board)?.column(shown.column)
  const labels = column?.fields['deletedAt'] === undefined ? column?.kind.names?.(column.settings) : undefined
  return shown && labels ? { ...shown, labels } : undefined
}

/** What the cells of a column are to formulas; null where they cannot be read. */
function typeOf(column: BoardColumn): FormulaType | null {
  const { kind } = column
  const lane = column.lanes.find(({ name }) => name === kind.defaultLane)
  if (lane === undefined) return null
  if (lane.type === 'refSet') return kind.references?.to === 'member' ? { list: 'person' } : null
  return typesOfLanes[lane.type]
}

const typesOfLanes: Readonly<Record<Exclude<LaneType, 'refSet'>, FormulaType | null>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  instant: 'instant',
  day: 'day',
  option: 'option',
  optionSet: { list: 'option' },
  json: null,
}

/** Reads the cells of a board, and of those it is connected to, as formulas have them. One serves all formulas of a board. */
export function formulaReader(reader: DerivedReader): FormulaReader {
  const own = cellsOf(reader)
  const below = cellsOf(reader, ' of a sub-item')
  const others = new Map<DerivedBoard, ReturnType<typeof cellsOf>>()
  const cellsOfBoard = (board: DerivedBoard): ReturnType<typeof cellsOf> => {
    const known = others.get(board)
    if (known) return known
    const made = cellsOf(board, ' of a connected item')
    others.set(board, made)
    return made
  }
  return {
    cell: own,
    cells: (field) => cellOf(reader, field),
    children: (row, field) => reader.children(row).map((child) => below(child, field)),
    below: (row, field) => {
      const found: FormulaValue[] = []
      const look = (above: number): void => {
        for (const child of reader.children(above)) {
          found.push(below(child, field))
          look(child)
        }
      }
      look(row)
      return found
    },
    linked: (row, through, boardId, field) => {
      const ids = linkedIds(reader, row, through)
      if (ids.length === 0) return []
      const board = reader.board(boardId)
      if (typeof board === 'string') return absent[board]
      const cell = cellsOfBoard(board)
      // Deleted items do not count, nor do those that are set aside.
      return ids.flatMap((id) => {
        const found = board.rowOf(id)
        return found !== undefined && board.isLive(found) ? [cell(found, field)] : []
      })
    },
    get today() {
      return reader.today
    },
    get calendar() {
      return calendarOf(reader)
    },
  }
}

function linkedIds(board: DerivedBoard, row: number, through: number): readonly string[] {
  const column = board.column(through)
  const lane = column?.lanes.find(({ name }) => name === column.kind.references?.lane)
  // @NOTE a lane of references holds ids.
  return lane === undefined ? [] : ((board.lane(lane.key, row) ?? []) as readonly string[])
}

type ReadCell = (row: number) => FormulaValue

/** `where` says of whose cells errors come. */
function cellsOf(board: DerivedBoard, where = ''): (row: number, field: FormulaField) => FormulaValue {
  const cells = new Map<FormulaField, ReadCell>()
  return (row, field) => {
    let read = cells.get(field)
    if (read === undefined) cells.set(field, (read = cellOf(board, field, where)))
    return read(row)
  }
}

function cellOf(board: DerivedBoard, field: FormulaField, where = ''): ReadCell {
  if (field === 'key') return (row) => board.keyOf(row)
  if (typeof field === 'string') return laneCell(board, field, plain)
  const column = board.column(field)
  if (!column || column.fields['deletedAt'] !== undefined) return () => formulaErrors.REF
  const { kind, settings, lanes } = column
  const lane = lanes.find(({ name }) => name === kind.defaultLane)
  if (lane === undefined) return () => formulaErrors.REF
  const names = kind.names && new Map(kind.names(settings).map(({ number, name }) => [number, name]))
  const read = laneCell(board, lane.key, lane.type === 'option' || lane.type === 'optionSet' ? named(names) : plain)
  const problem = lanes.find(({ name }) => name === 'problem')?.key
  if (problem === undefined) return read
  const problems = board.laneReader?.(problem) ?? ((row: number) => board.lane(problem, row))
  const title = `“${column.title}”${where}`
  const errors = new Map<string, FormulaError>()
  return (row) => {
    const problem = problems(row)
    if (typeof problem !== 'string') return read(row)
    const known = errors.get(problem)
    if (known) return known
    const error = errorOf(problem, title)
    errors.set(problem, error)
    return error
  }
}

/** Why a derived cell has no value, as a formula that reads it has it: with the column in which the error came about. */
function errorOf(problem: string, column: string): FormulaError {
  // Behind the code may stand what it is about.
  const blank = problem.indexOf(' ')
  const code = blank < 0 ? problem : problem.slice(0, blank)
  const error = Object.hasOwn(formulaErrors, code)
    ? // @NOTE the one before asked.
      (code as FormulaErrorCode)
    : (errorsOfProblems[code] ?? 'REF')
  return { error, message: blank < 0 ? errorOfColumn(error, column) : problem.slice(blank + 1) }
}

/** What the problems of mirrors and progress are to formulas. */
const errorsOfProblems: { readonly [problem: string]: FormulaErrorCode } = {
  'no-access': 'ACCESS',
  loading: 'LOADING',
  'wrong-kind': 'TYPE',
  error: 'VALUE',
}

/** What formulas read of a board that is not to be had. */
export const absent = {
  'no-access': formulaErrors.ACCESS,
  gone: formulaErrors.REF,
  loading: formulaErrors.LOADING,
} as const

function laneCell(board: DerivedBoard, key: string, read: (value: LaneValue) => FormulaValue): ReadCell {
  const held = board.laneReader?.(key) ?? ((row: number) => board.lane(key, row))
  return (row) => {
    const value = held(row)
    return value === null ? null : read(value)
  }
}

function plain(value: LaneValue): FormulaValue {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return null
  // @NOTE lanes of formula types hold numbers, texts, booleans and lists of ids.
  return value as FormulaValue
}

function named(names: ReadonlyMap<number, string> | undefined): (value: LaneValue) => FormulaValue {
  return (value) => {
    if (!Array.isArray(value)) return names?.get(value as number) ?? null
    const list = (value as readonly number[]).flatMap((number) => names?.get(number) ?? [])
    return list.length === 0 ? null : (list as ListValue)
  }
}

const calendars = new WeakMap<DerivedReader, FormulaCalendar>()

/** The days on which the account works, made once for as long as they stay. */
function calendarOf(reader: DerivedReader): FormulaCalendar {
  const { timeZone, workDays } = reader
  const known = calendars.get(reader)
  if (known?.timeZone === timeZone && known.weekend === workDays.weekend && known.holidays === workDays.holidays)
    return known
  const made = { timeZone, ...workDays }
  calendars.set(reader, made)
  return made
}
