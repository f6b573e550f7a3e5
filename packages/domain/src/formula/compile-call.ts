import { charge, finished, type Frame, type Thunk } from './frame.ts'
import { isLazy, parameter } from './functions/function.ts'
import type { EagerFunction, FormulaFunction, Parameter } from './functions/function.ts'
import { listProblem } from './compile-operator.ts'
import { shownText } from './shown.ts'
import { isList, type FormulaType } from './types.ts'
import { isFormulaError, type FormulaValue, type ScalarValue } from './value.ts'

/** A call as a closure: arguments are readied as the parameters say, errors and blanks end it before the function runs. */
export function compileCall(called: FormulaFunction, args: readonly Thunk[], types: readonly FormulaType[]): Thunk {
  if (isLazy(called)) return called.compile(args, types)
  const params = called.params.map(parameter)
  if (params.at(-1)?.shape === 'rest') return compileRest(called, params, args, types)
  return compileFixed(
    called,
    params.map((param, index) => readied(param, args[index], types[index] ?? 'blank')),
    params,
  )
}

function compileFixed(called: EagerFunction, args: readonly Thunk[], params: readonly Parameter[]): Thunk {
  const { apply } = called
  const stops = params.map(({ optional, shape, type }) => !optional && shape === 'one' && type !== 'any')
  const [first, second] = args
  const [firstStops = false, secondStops = false] = stops
  if (first === undefined) return (frame) => finished(frame, apply(frame.reader))
  if (second === undefined) {
    return (frame, row) => {
      const a = first(frame, row)
      if (a === null ? firstStops : isFormulaError(a)) return a
      return finished(frame, apply(frame.reader, a))
    }
  }
  if (args.length === 2) {
    return (frame, row) => {
      const a = first(frame, row)
      if (isFormulaError(a)) return a
      const b = second(frame, row)
      if (isFormulaError(b)) return b
      if ((a === null && firstStops) || (b === null && secondStops)) return null
      return finished(frame, apply(frame.reader, a, b))
    }
  }
  return (frame, row) => {
    const values: FormulaValue[] = []
    let blank = false
    for (let index = 0; index < args.length; index++) {
      const value = args[index]?.(frame, row) ?? null
      if (isFormulaError(value)) return value
      if (value === null && stops[index]) blank = true
      values.push(value)
    }
    return blank ? null : finished(frame, apply(frame.reader, ...values))
  }
}

/** An argument as the function gets it. `compileFixed` deals with the blanks and errors that are left. */
function readied(param: Parameter, arg: Thunk | undefined, type: FormulaType): Thunk {
  if (arg === undefined) return () => null
  if (param.type === 'any') return arg
  if (param.shape === 'list' && param.type === 'shown') {
    return (frame, row) => {
      const texts: ScalarValue[] = []
      return gather(frame, texts, arg(frame, row), type) ?? texts
    }
  }
  if (param.shape === 'list') return (frame, row) => withoutBlanks(frame, arg(frame, row))
  if (param.shape === 'places') {
    return (frame, row) => {
      const list = arg(frame, row) ?? []
      return listProblem(frame, list) ?? list
    }
  }
  if (param.optional) return arg
  if (param.type === 'boolean') return (frame, row) => arg(frame, row) ?? false
  if (param.type === 'shown' && type !== 'text') {
    return (frame, row) => {
      const value = arg(frame, row)
      return value === null ? '' : typeof value === 'object' ? value : shownText(value, type)
    }
  }
  if (param.type === 'text' || param.type === 'shown') {
    return (frame, row) => {
      const value = arg(frame, row)
      return typeof value === 'string' ? (charge(frame, value.length) ?? value) : (value ?? '')
    }
  }
  return arg
}

function withoutBlanks(frame: Frame, list: FormulaValue): FormulaValue {
  if (!Array.isArray(list)) return list ?? []
  const problem = charge(frame, 0) ?? listProblem(frame, list)
  if (problem) return problem
  return list.includes(null) ? list.filter((entry) => entry !== null) : list
}

/** Whatever comes before the rest is readied as usual; the rest becomes one list, as the last argument. */
function compileRest(
  called: EagerFunction,
  params: readonly Parameter[],
  args: readonly Thunk[],
  types: readonly FormulaType[],
): Thunk {
  const { apply } = called
  const before = params.length - 1
  const fixed = params.slice(0, before).map((param, index) => readied(param, args[index], types[index] ?? 'blank'))
  const stops = params.slice(0, before).map(({ optional, shape }) => !optional && shape === 'one')
  const rest = args.slice(before)
  const shown = params[before]?.type === 'shown'
  const [only] = rest
  if (before === 0 && only && rest.length === 1 && !shown && isList(types[0] ?? 'blank')) {
    return (frame, row) => {
      const list = withoutBlanks(frame, only(frame, row))
      return isFormulaError(list) ? list : finished(frame, apply(frame.reader, list))
    }
  }
  return (frame, row) => {
    const values: FormulaValue[] = []
    let blank = false
    for (let index = 0; index < fixed.length; index++) {
      const value = fixed[index]?.(frame, row) ?? null
      if (isFormulaError(value)) return value
      if (value === null && stops[index]) blank = true
      values.push(value)
    }
    const list: ScalarValue[] = []
    for (let index = 0; index < rest.length; index++) {
      const value = rest[index]?.(frame, row) ?? null
      const problem = gather(frame, list, value, shown ? (types[before + index] ?? 'blank') : null)
      if (problem) return problem
    }
    if (blank) return null
    return finished(frame, before === 0 ? apply(frame.reader, list) : apply(frame.reader, ...values, list))
  }
}

function gather(frame: Frame, list: ScalarValue[], value: FormulaValue, shown: FormulaType | null) {
  if (value === null) return null
  if (typeof value === 'number') {
    frame.steps += 1
    list.push(shown === null ? value : shownText(value, shown))
    return null
  }
  if (isFormulaError(value)) return value
  const entries = Array.isArray(value) ? value : [value]
  frame.steps += entries.length
  for (const entry of entries) {
    if (entry === null) continue
    if (typeof entry === 'object') return entry
    const given = shown === null ? entry : shownText(entry, shown)
    if (typeof given === 'string') frame.steps += given.length
    list.push(given)
  }
  return charge(frame, 0)
}
