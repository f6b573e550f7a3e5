import type { FormatContext } from '../kind.ts'
import type { Json } from '../../json.ts'
import { allowedRules, choiceValue } from './allowed.ts'
import type { RuledColumn, RuleName } from './rules.ts'

/** Nobody's names and no language: ends of ranges are numbers and days. */
const plain: FormatContext = { personName: (id) => id, locale: 'en', timeZone: 'UTC' }

/** What a rule asks for, where nothing of the board may be quoted: refusals are kept for longer than the trash keeps a column. */
export const plainSentences: Readonly<Record<RuleName, string>> = {
  required: 'A rule of the column asks for a value.',
  unique: 'A rule of the column asks for a value that no other item has.',
  range: 'A rule of the column asks for a value of a range.',
  pattern: 'A rule of the column asks for a text of a pattern.',
  limits: 'A limit of the column lets no more items in.',
}

/** What a sentence of a broken rule tells besides the rule. */
export interface RuleCase {
  /** Names the item in the way. */
  readonly key?: string | undefined
  /** Of a limit: the choice, how many stand there without those that would come, and how many would come. */
  readonly full?: { readonly choice: Json; readonly there: number; readonly coming: number } | undefined
}

/** What is said to whoever breaks a rule: the owner's message, else what the rule asks for. */
export function ruleSentence(column: RuledColumn, rule: RuleName, { key, full }: RuleCase = {}): string {
  const { title, rules } = column
  if (rule === 'limits' && full !== undefined) {
    const said = limitSentence(column, full)
    return rules.message === undefined || rules.message === '' ? said : `${title}: ${rules.message} (${said})`
  }
  const place = rule === 'unique' && key !== undefined ? ` (${key} has this value)` : ''
  if (rules.message !== undefined && rules.message !== '') return `${title}: ${rules.message}${place}`
  return `${title} ${whatItAsks(column, rule)}${place}.`
}

function whatItAsks({ rules, kind, settings }: RuledColumn, rule: RuleName): string {
  switch (rule) {
    case 'required':
      return rules.required === 'always' ? 'cannot be empty' : 'has to be filled for this status'
    case 'unique':
      return 'must be different for each item'
    case 'range':
      return `must be ${rangeWords(rules.range ?? {}, (end) => endText(kind, settings, end))}`
    case 'pattern':
      return `must look like ${rules.pattern ?? ''}`
    case 'limits':
      return 'takes no more items there'
  }
}

/** `In progress takes 3, and 3 are there: finish one first.`; `takes 3 open items` where the status of items says what counts. */
function limitSentence(
  { kind, settings, rules, finishing }: RuledColumn,
  { choice, there, coming }: FullChoice,
): string {
  const name = typeof choice === 'number' ? kind.format(choiceValue(kind, settings, choice), settings, plain) : ''
  const most = rules.limits?.find((limit) => limit.choice === choice)?.most ?? 0
  const what = finishing === null ? most : `${most} open ${most === 1 ? 'item' : 'items'}`
  const takes = `${name} takes ${what}, and ${there} ${there === 1 ? 'is' : 'are'} there`
  return there >= most ? `${takes}: finish one first.` : `${takes}: ${coming} more are too many.`
}

type FullChoice = NonNullable<RuleCase['full']>

/** `from 1 to 5`, `at least 1`, `at most 5`. */
export function rangeWords(
  { min, max }: { min?: number | undefined; max?: number | undefined },
  text: (end: number) => string,
): string {
  if (min !== undefined && max !== undefined) return `from ${text(min)} to ${text(max)}`
  return min !== undefined ? `at least ${text(min)}` : `at most ${text(max ?? 0)}`
}

/** The end of a range as people read it: a day, or a value as its kind writes it. */
export function endText(kind: RuledColumn['kind'], settings: Json, end: number): string {
  const { lane, type } = allowedRules(kind, settings)
  if (type === 'day') return isoDay(end)
  const value = kind.fromLanes((name) => (name === lane ? end : null), settings)
  return value !== null && kind.value.safeParse(value).success ? kind.format(value, settings, plain) : String(end)
}

/** A day as `2026-11-24`. */
export function isoDay(day: number): string {
  const date = new Date(day * 86_400_000)
  return Number.isNaN(date.valueOf()) ? String(day) : date.toISOString().slice(0, 10)
}
