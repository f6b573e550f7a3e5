import type { BoardReader } from '../../board/board-reader.ts'
import { DomainError } from '../../errors.ts'
import type { Json } from '../../json.ts'
import type { ColumnKind } from '../kind.ts'
import { allowedRules, choiceValue } from './allowed.ts'
import { compilePattern } from './pattern.ts'
import { ruleNames } from './rules.ts'
import type { ColumnRules } from './rules.ts'
import { brokenByValue } from './values.ts'

const words = {
  required: 'be required',
  unique: 'be unique',
  range: 'have a range',
  pattern: 'have a pattern',
  limits: 'have limits',
} as const

/** Rules as they are kept; null where nothing is left of them. Refuses what a column of this kind cannot have. */
export function checkedRules(
  board: BoardReader,
  column: { readonly number: number | null; readonly kind: ColumnKind; readonly settings: Json },
  given: ColumnRules | null,
): Json {
  const problem = given === null ? null : rulesProblem(board, column, given)
  if (problem !== null) throw new DomainError('invalid', problem.message, { field: `rules.${problem.rule}` })
  const { message, range, limits, ...rest } = given ?? {}
  const asks = {
    ...rest,
    ...(range !== undefined && (range.min !== undefined || range.max !== undefined) && { range }),
    ...(limits !== undefined && limits.length > 0 && { limits }),
    ...(message !== undefined && message !== '' && { message }),
  }
  return Object.keys(asks).length === 0 ? null : (asks as Json)
}

/** What is wrong with rules, and which it is; null where nothing is. */
export function rulesProblem(
  board: Pick<BoardReader, 'column'>,
  { number, kind, settings }: { readonly number: number | null; readonly kind: ColumnKind; readonly settings: Json },
  rules: ColumnRules,
): { readonly rule: keyof ColumnRules; readonly message: string } | null {
  const allowed = allowedRules(kind, settings)
  for (const rule of ruleNames) {
    if (rules[rule] === undefined || allowed.rules.has(rule)) continue
    return { rule, message: `A ${kind.label} column cannot ${words[rule]}.` }
  }
  const { required, range, pattern, limits = [] } = rules
  if (typeof required === 'object') {
    const message = enteringProblem(board, number, required)
    if (message !== null) return { rule: 'required', message }
  }
  if (range?.min !== undefined && range.max !== undefined && range.min > range.max) {
    return { rule: 'range', message: 'The least value of the range is above the greatest one.' }
  }
  if (pattern !== undefined) {
    const read = compilePattern(pattern)
    if (!read.ok) return { rule: 'pattern', message: read.message }
  }
  if (new Set(limits.map(({ choice }) => choice)).size < limits.length) {
    return { rule: 'limits', message: 'A choice has one limit: leave the others out.' }
  }
  const unknown = limits.find(({ choice }) => {
    const value = choiceValue(kind, settings, choice)
    return !kind.value.safeParse(value).success || kind.check?.(value, settings)
  })
  if (unknown !== undefined) {
    return { rule: 'limits', message: `This column has no choice number ${unknown.choice}.` }
  }
  const message = rules.default === undefined ? null : defaultProblem({ kind, settings }, rules)
  return message === null ? null : { rule: 'default', message }
}

function enteringProblem(
  board: Pick<BoardReader, 'column'>,
  own: number | null,
  { column: number, choices, stages }: Exclude<ColumnRules['required'], 'always' | undefined>,
): string | null {
  const column = board.column(number)
  if (!column || number === own) return 'Choose the column whose statuses ask for a value.'
  const { kind } = column
  const isChosen = kind.names !== undefined || kind.stageOf !== undefined
  if (!isChosen || kind.derive !== undefined || kind.source !== undefined) {
    return 'Only a column of choices that people make, like a status, can ask for a value.'
  }
  if (stages !== undefined && kind.stageOf === undefined) return 'Choices of that column have no stages.'
  return choices === undefined && stages === undefined ? 'Choose at least one status.' : null
}

function defaultProblem(
  { kind, settings }: { readonly kind: ColumnKind; readonly settings: Json },
  rules: ColumnRules,
): string | null {
  const { default: start } = rules
  const allowed = allowedRules(kind, settings).default
  if (start === undefined) return null
  if (!allowed.value) return `New items cannot begin with a value in a ${kind.label} column.`
  if ('take' in start) {
    if (start.take === 'today') return allowed.today ? null : `Today is no value of a ${kind.label} column.`
    return allowed.me ? null : `People are no values of a ${kind.label} column.`
  }
  const parsed = kind.value.safeParse(start.value)
  if (!parsed.success) return 'What new items begin with is no value of this column.'
  const wrong = kind.check?.(parsed.data, settings) ?? null
  if (wrong !== null) return wrong
  if (brokenByValue({ kind, settings, rules }, parsed.data) !== null)
    return 'What new items begin with breaks a rule itself.'
  return rules.unique === true ? 'New items cannot begin with one value where each has to have another.' : null
}
