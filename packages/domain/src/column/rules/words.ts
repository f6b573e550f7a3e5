import type { FormatContext } from '../kind.ts'
import type { Json } from '../../json.ts'
import type { AllowedRules } from './allowed.ts'
import { allowedRules } from './allowed.ts'
import type { RuledColumn, RuleName } from './rules.ts'

/** Nobody's names and no language: ends of ranges are numbers and days. */
const plain: FormatContext = { personName: (id) => id, locale: 'en', timeZone: 'UTC' }

/** What a rule asks for, where nothing of the board may be quoted: refusals are kept for longer than the trash keeps a column. */
export const plainSentences: Readonly<Record<RuleName, string>> = {
  required: 'A rule of the column asks for a value.',
  unique: 'A rule of the column asks for a value that no other item has.',
  range: 'A rule of the column asks for a value of a range.',
  pattern: 'A rule of the column asks for a text of a pattern.',
}

/** What is said to whoever breaks a rule: the owner's message, else what the rule asks for. `key` names the item in the way. */
export function ruleSentence(column: RuledColumn, rule: RuleName, key?: string): string {
  const { title, rules } = column
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
  }
}

/** `from 1 to 5`, `at least 1`, `at most 5`. */
export function rangeWords(
  { min, max }: { min?: number | undefined; max?: number | undefined },
  text: (end: number) => string,
): string {
  if (min !== undefined && max !== undefined) return `from ${text(min)} to ${text(max)}`
  return min !== undefined ? `at least ${text(min)}` : `at most ${text(max ?? 0)}`
}

/** The end of a range as its kind writes values. */
export function endText(kind: RuledColumn['kind'], settings: Json, end: number): string {
  const value = endValue(kind, settings, end, allowedRules(kind, settings))
  return value === null ? String(end) : kind.format(value, settings, plain)
}

/** The value of a kind that is an end of a range in all lanes that the range holds for. */
export function endValue(
  kind: RuledColumn['kind'],
  settings: Json,
  end: number,
  { lane, type, ranged }: AllowedRules,
): Json {
  const value = kind.fromLanes(
    (name) => ((type === 'day' ? ranged.includes(name) : name === lane) ? end : null),
    settings,
  )
  return value !== null && kind.value.safeParse(value).success ? value : null
}
