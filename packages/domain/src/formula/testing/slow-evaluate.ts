import { unreachable } from '../../errors.ts'
import { power } from '../functions/decimals.ts'
import { isLazy, parameter } from '../functions/function.ts'
import type { FormulaFunction, Parameter } from '../functions/function.ts'
import { formulaLimits } from '../limits.ts'
import type { FormulaReader } from '../reader.ts'
import type { Typed } from '../typed.ts'
import { isList, type FormulaType } from '../types.ts'
import { formulaErrors, isFormulaError, type FormulaError, type FormulaValue, type ListValue } from '../value.ts'
import { order, same, slowFunctions } from './slow-functions.ts'

/**
 * The meaning of a formula, by walking its tree anew for each row: the plain version that the compiled one is held to. It
 * shares the checker's tree, the table's signatures and `power` with it, and nothing else. It counts no steps.
 */
export function slowEvaluate(typed: Typed, reader: FormulaReader, row: number): FormulaValue {
  const value = valueOf(typed, reader, row)
  return Array.isArray(value) ? (firstError(value) ?? value) : value
}

function valueOf(typed: Typed, reader: FormulaReader, row: number): FormulaValue {
  const at = (part: Typed | undefined) => (part ? valueOf(part, reader, row) : null)
  switch (typed.node) {
    case 'literal':
      return typed.value
    case 'own':
      return reader.cell(row, typed.field)
    case 'children':
      return flat([reader.children(row, typed.field)])
    case 'below':
      return flat([reader.below(row, typed.field)])
    case 'linked':
      return flat(typed.sources.map(({ board, field }) => reader.linked(row, typed.through, board, field)))
    case 'prefix': {
      const value = at(typed.of)
      if (isFormulaError(value)) return value
      if (typed.op === 'NOT') return value !== true
      if (typeof value !== 'number') return value
      return typed.op === '%' ? normal(value / 100) : typed.op === '-' ? normal(-value) : value
    }
    case 'infix':
      return infix(typed, at)
    case 'call':
      return isLazy(typed.called)
        ? lazy(typed.called.name, typed.args, at)
        : eager(typed.called, typed.args, typed.args.map(at), reader)
  }
}

function infix(typed: Extract<Typed, { node: 'infix' }>, at: (part: Typed) => FormulaValue): FormulaValue {
  const { op, left, right } = typed
  const a = at(left)
  if (isFormulaError(a)) return a
  if (op === 'AND' && a !== true) return false
  if (op === 'OR' && a === true) return true
  const b = at(right)
  if (isFormulaError(b)) return b
  if (op === 'AND' || op === 'OR') return b === true
  if (op === '=' || op === '<>') {
    const problem = firstError([a, b].filter(Array.isArray).flat())
    const people = [left.type, right.type].some((type) => isList(type) && type.list === 'person')
    return problem ?? equal(a, b, people) === (op === '=')
  }
  if (op === '&') return normal(shown(a, left.type) + shown(b, right.type))
  if (op === '<' || op === '<=' || op === '>' || op === '>=') {
    if (a === null || b === null) return false
    const stands = order(plain(a), plain(b))
    return op === '<' ? stands < 0 : op === '<=' ? stands <= 0 : op === '>' ? stands > 0 : stands >= 0
  }
  const timed = [left.type, right.type].some((type) => type === 'day' || type === 'instant')
  const adds = (op === '+' || op === '-') && !timed
  if (a === null && b === null) return null
  if ((a === null || b === null) && !adds) return null
  const [x, y] = [Number(a), Number(b)]
  const made = op === '+' ? x + y : op === '-' ? x - y : op === '*' ? x * y : op === '/' ? x / y : power(x, y)
  if (op === '/' && y === 0) return formulaErrors.DIV0
  if (typed.type !== 'day') return normal(made)
  const whole = Math.floor(made)
  return whole >= -719_162 && whole <= 2_932_896 ? whole : formulaErrors.NUM
}

function equal(a: FormulaValue, b: FormulaValue, people: boolean): boolean {
  const [first, second] = [listOf(a), listOf(b)]
  if (!Array.isArray(a) && !Array.isArray(b)) return same(plain(a), plain(b))
  if (people) return first.every((entry) => second.includes(entry)) && second.every((entry) => first.includes(entry))
  return (
    first.length === second.length && first.every((entry, index) => same(plain(entry), plain(second[index] ?? null)))
  )
}

function lazy(name: string, args: readonly Typed[], at: (part: Typed | undefined) => FormulaValue): FormulaValue {
  const [first, ...rest] = args
  switch (name) {
    case 'ISERROR':
      return isFormulaError(at(first))
    case 'IFERROR': {
      const value = at(first)
      return isFormulaError(value) ? at(rest[0]) : value
    }
    case 'COALESCE':
      return args.map((arg) => () => at(arg)).reduce<FormulaValue>((found, next) => found ?? next(), null)
    case 'IF': {
      const holds = at(first)
      return isFormulaError(holds) ? holds : at(holds === true ? rest[0] : rest[1])
    }
    case 'IFS': {
      if (first === undefined) return null
      const holds = at(first)
      if (isFormulaError(holds)) return holds
      return holds === true ? at(rest[0]) : lazy(name, rest.slice(1), at)
    }
    case 'SWITCH': {
      const wanted = at(first)
      if (isFormulaError(wanted)) return wanted
      if (rest.length < 2) return at(rest[0])
      const found = at(rest[0])
      if (isFormulaError(found)) return found
      return same(plain(found), plain(wanted)) ? at(rest[1]) : lazy(name, first ? [first, ...rest.slice(2)] : [], at)
    }
    case 'AND':
    case 'OR': {
      if (first === undefined) return name === 'AND'
      const value = at(first)
      if (isFormulaError(value)) return value
      return (value === true) === (name === 'OR') ? name === 'OR' : lazy(name, rest, at)
    }
    case 'CHOOSE': {
      const place = at(first)
      if (typeof place !== 'number') return place
      const chosen = Math.trunc(place) >= 1 ? rest[Math.trunc(place) - 1] : undefined
      return chosen ? at(chosen) : formulaErrors.NA
    }
    default:
      throw new Error(`${name} has no plain version`)
  }
}

function eager(
  called: FormulaFunction,
  parts: readonly Typed[],
  values: readonly FormulaValue[],
  reader: FormulaReader,
): FormulaValue {
  const params = called.params.map(parameter)
  const ready: FormulaValue[] = []
  let blank = false
  for (const [index, param] of params.entries()) {
    const mine = param.shape === 'rest' ? values.slice(index) : values.slice(index, index + 1)
    const types = parts.slice(index).map(({ type }) => type)
    const value = readied(param, mine, types)
    if (isFormulaError(value)) return value
    if (value === null && param.shape === 'one' && !param.optional && param.type !== 'any') blank = true
    ready.push(value)
  }
  const slow = slowFunctions[called.name]
  if (!slow) throw new Error(`${called.name} has no plain version`)
  return blank ? null : normal(slow(ready.map(plain), reader))
}

function readied(param: Parameter, values: readonly FormulaValue[], types: readonly FormulaType[]): FormulaValue {
  const problem = values.find(isFormulaError)
  if (param.shape === 'one') {
    const value = values[0] ?? null
    if (problem || param.optional || param.type === 'any') return problem ?? value
    if (param.type === 'boolean') return value ?? false
    if (param.type === 'text') return value ?? ''
    return param.type === 'shown' ? shown(value, types[0] ?? 'blank') : value
  }
  const entries: ListValue[number][] = []
  for (const [index, value] of values.entries()) {
    if (isFormulaError(value)) return value
    for (const entry of listOf(value)) {
      if (entry !== null && isFormulaError(entry)) return entry
      if (entry === null && param.shape !== 'places') continue
      entries.push(param.type === 'shown' ? shown(entry, types[index] ?? 'blank') : entry)
    }
  }
  return values.length === 0 && param.shape !== 'rest' ? null : entries
}

function listOf(value: FormulaValue): ListValue {
  if (Array.isArray(value)) return value
  // @NOTE what is no list here is a scalar or an error.
  return value === null ? [] : ([value] as ListValue)
}

function flat(lists: readonly (readonly FormulaValue[] | FormulaError)[]): FormulaValue {
  const problem = lists.find(isFormulaError)
  if (problem) return problem
  // @NOTE cells hold no lists of lists.
  const entries = lists.flatMap((list) => (isFormulaError(list) ? [] : [...list])).flat() as ListValue
  return entries.length === 0 ? null : entries
}

function firstError(list: ListValue): FormulaError | null {
  for (const entry of list) if (entry !== null && isFormulaError(entry)) return entry
  return null
}

function normal(value: FormulaValue): FormulaValue {
  if (typeof value === 'number') return Number.isFinite(value) ? (value === 0 ? 0 : value) : formulaErrors.NUM
  if (typeof value === 'string')
    return value === '' ? null : value.length > formulaLimits.resultLength ? formulaErrors.LIMIT : value
  return Array.isArray(value) && value.length === 0 ? null : value
}

function plain(value: FormulaValue) {
  if (isFormulaError(value)) throw new Error('An error stands where a value is wanted.')
  // @NOTE errors in lists were passed through before.
  return value as number | string | boolean | null | readonly (number | string | boolean | null)[]
}

function shown(value: FormulaValue, type: FormulaType): string {
  if (value === null) return ''
  if (typeof value === 'object') return unreachable(value as never)
  if (typeof value === 'boolean') return String(value).toUpperCase()
  if (typeof value === 'string') return value
  const scalar = isList(type) ? type.list : type
  if (scalar === 'day') return new Date(value * 86_400_000).toISOString().slice(0, 10)
  if (scalar === 'instant') {
    const known = value >= -719_162 * 86_400_000 && value < 2_932_897 * 86_400_000
    return known
      ? new Date(Math.floor(value / 60_000) * 60_000).toISOString().slice(0, 16).replace('T', ' ')
      : String(value)
  }
  if (scalar !== 'duration') return String(value)
  const seconds = Math.round(Math.abs(value) / 1_000)
  const two = (number: number) => String(number).padStart(2, '0')
  const tail = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`
  return `${value < 0 && seconds > 0 ? '-' : ''}${Math.floor(seconds / 3_600)}:${two(Math.floor((seconds % 3_600) / 60))}${tail}`
}
