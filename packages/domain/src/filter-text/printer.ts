import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'
import type { FilterCondition, FilterSpec } from '../view/spec.ts'
import type { FilterLanguage } from './language.ts'
import { Parser } from './parser.ts'
import { operatorPhrases } from './operators.ts'
import { quoted, valueWords } from './values.ts'

/** The text of a filter, which `readFilterText` reads back to the same. */
export function printFilter(filter: FilterSpec | null, language: FilterLanguage): string {
  return filter === null ? '' : print(filter, language, 'outer')
}

/** What a part stands in: only `or` may stand bare in nothing, only `and` in an `or`. */
type Around = 'outer' | 'or' | 'and' | 'not'

function print(filter: FilterSpec, language: FilterLanguage, around: Around): string {
  if ('column' in filter) return printCondition(filter, language)
  if ('not' in filter) return `not ${print(filter.not, language, 'not')}`
  const mode = 'and' in filter ? 'and' : 'or'
  const parts = 'and' in filter ? filter.and : filter.or
  if (parts.length < 2) {
    return `${mode === 'and' ? 'all' : 'any'}(${parts.map((part) => print(part, language, 'outer')).join('; ')})`
  }
  const text = parts.map((part) => print(part, language, mode)).join(` ${mode} `)
  const isBare = around === 'outer' || (around === 'or' && mode === 'and')
  return isBare ? text : `(${text})`
}

/** The nicest text that reads back to the condition, whatever follows it. */
function printCondition(condition: FilterCondition, language: FilterLanguage): string {
  for (const text of conditionTexts(condition, language)) {
    if (readsBack(text, condition, language)) return text
  }
  return rawText(condition)
}

function readsBack(text: string, condition: FilterCondition, language: FilterLanguage): boolean {
  return ['', ' and #1', ' or #1', ')'].every((behind) => {
    const parser = new Parser(`${text}${behind}`, language)
    try {
      // @NOTE conditions are JSON.
      const same = sameJson(parser.condition() as unknown as Json, condition as unknown as Json)
      return same && parser.scan.at === text.length
    } catch {
      return false
    }
  })
}

function* conditionTexts(condition: FilterCondition, language: FilterLanguage): Iterable<string> {
  const field = language.fields.find(({ column }) => column === condition.column)
  const operator = field?.operators.find(({ id }) => id === condition.operator)
  if (field === undefined || operator === undefined) return
  const phrase = operatorPhrases(field).find(([, named]) => named === operator)?.[0]
  const words = phrase === undefined ? [] : [phrase.toLowerCase() === phrase ? phrase : phrase]
  const { value } = condition
  const values =
    operator.takes === 'nothing'
      ? ['']
      : value === undefined
        ? ['?']
        : [...valueWords[operator.takes].write(value, field, language), raw(value)]
  const titles = [field.title, quoted(field.title), `#${field.column}`]
  const short = field.operators.find(({ takes, lane }) => takes === 'day' && lane === operator.lane)
  for (const title of /^not\b/i.test(field.title) ? titles.slice(1) : titles) {
    // `due is this week` rather than `due is between this week`.
    if (operator.takes === 'days' && short !== undefined) {
      for (const text of values) yield `${title} is ${text}`
    }
    for (const word of words) for (const text of values) yield `${title} ${word} ${text}`.trimEnd()
  }
}

function rawText({ column, operator, value }: FilterCondition): string {
  const ticks = `#${column} ${raw(null, operator)}`
  return value === undefined ? ticks : `${ticks} ${raw(value)}`
}

function raw(value: Json, text = JSON.stringify(value)): string {
  return `\`${text.replaceAll('`', '``')}\``
}
