import { formulaFunction, formulaFunctions } from './functions/all.ts'
import { isLazy, parameter, variables } from './functions/function.ts'
import type { EagerFunction, FormulaFunction, LazyFunction, Parameter, Variable } from './functions/function.ts'
import { parseDay } from './days.ts'
import { hint } from './operators.ts'
import { didYouMean } from './suggest.ts'
import { FormulaRefusal, type Span } from './syntax.ts'
import type { Typed } from './typed.ts'
import { fits, isList, joined, typeName, type FormulaType, type ScalarType } from './types.ts'

/** Types a call. Null where an argument has a problem that is told already; throws a `FormulaRefusal` for one of its own. */
export function checkCall(name: string, args: readonly (Typed | null)[], { from, to }: Span): Typed | null {
  const called = formulaFunction(name)
  if (!called) {
    const meant = didYouMean(
      name,
      formulaFunctions.map((each) => each.name),
    )
    throw new FormulaRefusal(`There is no function ${name}.${meant}`, { from, to: from + name.length })
  }
  checkCount(called, args.length, { from, to })
  if (!args.every((arg) => arg !== null)) return null
  const typed = isLazy(called) ? checkLazy(called, args) : checkEager(called, args)
  return { node: 'call', called, from, to, ...typed }
}

type Call = { readonly args: readonly Typed[]; readonly type: FormulaType }

/** Least and most arguments of a function. */
function argumentCounts(called: FormulaFunction): readonly [least: number, most: number] {
  const params = called.params.map(parameter)
  const least = params.filter(({ optional }) => !optional).length
  return [least, isOpen(called) ? Infinity : params.length]
}

function checkCount(called: FormulaFunction, count: number, span: Span): void {
  const [least, most] = argumentCounts(called)
  if (count >= least && count <= most) return
  const wanted = least === most ? String(least) : most === Infinity ? `at least ${least}` : `${least} to ${most}`
  throw new FormulaRefusal(
    `${signature(called)} takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${count}.`,
    span,
  )
}

function checkLazy(called: LazyFunction, args: readonly Typed[]): Call {
  const type = called.typed(args.map((arg) => arg.type))
  if (typeof type === 'object' && 'problem' in type) {
    throw new FormulaRefusal(type.problem, args[type.argument] ?? { from: 0, to: 0 })
  }
  return { args, type }
}

function checkEager(called: EagerFunction, args: readonly Typed[]): Call {
  const bound = new Map<Variable, ScalarType | 'blank'>()
  const params = called.params.map(parameter)
  const checked = args.map((arg, index) => {
    const param = params[Math.min(index, params.length - 1)]
    return param ? checkArgument(called, param, arg, bound) : arg
  })
  return { args: checked, type: returned(called, bound) }
}

function checkArgument(
  called: EagerFunction,
  param: Parameter,
  arg: Typed,
  bound: Map<Variable, ScalarType | 'blank'>,
): Typed {
  const { type } = arg
  if (param.type === 'any') return arg
  const inner = isList(type) ? type.list : type
  const wantsList = param.shape === 'list' || param.shape === 'places'
  if (isList(type) ? param.shape === 'one' : wantsList && type !== 'blank') throw misfit(called, param, arg)
  if (param.type === 'shown') {
    if (inner === 'person') throw misfit(called, param, arg)
    return arg
  }
  if (isVariable(param.type)) {
    const together = joined(bound.get(param.type) ?? 'blank', inner)
    const allowed: readonly FormulaType[] = [...variables[param.type], 'blank']
    if (together === null || isList(together) || !allowed.includes(together))
      throw misfit(called, param, arg, bound.get(param.type))
    bound.set(param.type, together)
    return arg
  }
  if (param.type === 'day' && arg.node === 'literal' && typeof arg.value === 'string') {
    const day = parseDay(arg.value)
    if (day !== null) return { ...arg, type: 'day', value: day }
  }
  if (!fits(inner, param.type)) throw misfit(called, param, arg)
  return arg
}

function isVariable(type: Parameter['type'] | 'blank'): type is Variable {
  return Object.hasOwn(variables, type)
}

function misfit(called: EagerFunction, param: Parameter, arg: Typed, before?: FormulaType): FormulaRefusal {
  const wanted =
    before === undefined || before === 'blank' ? wantedName(param) : `${typeName(before)}, as the argument before`
  const named = arg.node === 'own' || arg.node === 'children' || arg.node === 'linked' ? 'this column is' : 'this is'
  const helps = hint(
    arg.type,
    ...(param.type in variables || param.type === 'shown' || param.type === 'any' ? [] : [param.type as ScalarType]),
  )
  return new FormulaRefusal(`${called.name} needs ${wanted}, ${named} ${typeName(arg.type)}.${helps}`, arg)
}

function wantedName({ type, shape }: Parameter): string {
  const list = shape === 'list' || shape === 'places'
  if (type === 'any') return 'a value'
  if (type === 'shown' || type === 'T') return list ? 'a list' : type === 'T' ? 'one value' : 'a text'
  const names = (isVariable(type) ? variables[type] : [type]).map((each) =>
    shape === 'one' ? typeName(each) : typeName({ list: each }).replace(/^a list of /, ''),
  )
  return `${list ? 'a list of ' : ''}${names.join(', ').replace(/, ([^,]*)$/, ' or $1')}`
}

function returned(called: EagerFunction, bound: ReadonlyMap<Variable, ScalarType | 'blank'>): FormulaType {
  const [, name = '', many = ''] = /^(\w+)(\[\])?$/.exec(called.returns) ?? []
  // @NOTE `ReturnType` leaves nothing else.
  const known = name as ScalarType | 'blank' | Variable
  // Blanks alone are taken for what a function makes of none: a sum of nothing is a number.
  const type = isVariable(known) ? (bound.get(known) ?? 'blank') : known
  if (type === 'blank' && known === 'N') return 'number'
  return many === '' ? type : { list: type }
}

/** `ROUND(number, [digits])` */
export function signature(called: FormulaFunction): string {
  return `${called.name}(${signatureParts(called).join(', ')})`
}

/** `number` and `[digits]` */
export function signatureParts(called: FormulaFunction): string[] {
  const names = called.params.map(parameter).map(({ name, optional }) => (optional ? `[${name}]` : name))
  return [...names, ...(isOpen(called) ? ['…'] : [])]
}

/** True where the last parameters may come again. */
function isOpen(called: FormulaFunction): boolean {
  return called.params.map(parameter).at(-1)?.shape === 'rest' || (isLazy(called) && called.repeats !== undefined)
}
