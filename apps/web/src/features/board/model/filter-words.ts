import { hasLabels, labelOf, liveLabels } from '@fulcrum/columns'
import { me } from '@fulcrum/domain'
import type {
  FilterCondition,
  FilterSpec,
  FormatContext,
  Json,
  KindOperator,
  ViewColumn,
  ViewField,
} from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { language, t, told } from '@fulcrum/ui/messages'
import { fieldTitle } from './field-title.ts'
import type { BoardRecords } from './records.ts'

/** What words for filters need to know. */
export interface FilterWordsContext extends FormatContext {
  readonly groups: BoardRecords['groups']
  readonly today: number
}

/** A condition in words, cut as a chip shows it. */
export interface ConditionWords {
  readonly column: string
  readonly operator: string
  /** Null where the operator takes nothing. */
  readonly value: string | null
}

/** Something that an operator on options can name. */
export interface FilterOption {
  readonly id: string
  readonly title: string
  readonly colour?: LabelColour
}

/** The options of a field: its labels, or the groups of the board. */
export function filterOptions(field: ViewField, groups: BoardRecords['groups']): readonly FilterOption[] {
  if (field.column === 'group') {
    return groups.map(({ number, title, colour }) => ({ id: String(number), title, colour }))
  }
  const settings = field.source?.settings ?? null
  return hasLabels(settings)
    ? liveLabels(settings).map(({ number, name, colour }) => ({ id: String(number), title: name, colour }))
    : []
}

/** Says a condition. */
export function conditionWords(
  condition: FilterCondition,
  field: ViewField | undefined,
  context: FilterWordsContext,
): ConditionWords {
  const operator = field?.operators.find(({ id }) => id === condition.operator)
  if (field === undefined || operator === undefined) {
    return { column: field?.title ?? t('A column that is gone'), operator: condition.operator, value: null }
  }
  const value =
    operator.takes === 'nothing' ? null : valueWords[operator.takes](condition.value ?? null, field, context)
  return { column: fieldTitle(field), operator: told(operator.label), value }
}

/** Says a whole filter: `Status is Done or Priority is High`. */
export function filterWords(
  filter: FilterSpec,
  find: (column: ViewColumn) => ViewField | undefined,
  context: FilterWordsContext,
  outer = true,
): string {
  if ('column' in filter) {
    const { column, operator, value } = conditionWords(filter, find(filter.column), context)
    return value === null ? `${column} ${operator}` : `${column} ${operator} ${value}`
  }
  if ('not' in filter) return `not (${filterWords(filter.not, find, context)})`
  const parts = 'and' in filter ? filter.and : filter.or
  const words = parts.map((part) => filterWords(part, find, context, false)).join('and' in filter ? ' and ' : ' or ')
  return outer || parts.length < 2 ? words : `(${words})`
}

type Say = (value: Json, field: ViewField, context: FilterWordsContext) => string

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function plainWords(value: Json): string {
  return value === null || value === '' ? '…' : String(value)
}

/** By what an operator takes, how its value is said. */
const valueWords: Readonly<Record<KindOperator['takes'], Say>> = {
  nothing: () => '',
  options: (value, field, context) => someOf(listOf(value).map((entry) => optionWords(entry, field, context))),
  people: (value, _field, { personName }) =>
    someOf(listOf(value).map((id) => (id === me ? t('Me') : personName(String(id))))),
  day: (value, _field, context) => dayWords(value, context),
  days: (value, _field, context) =>
    spanWords(listOf(value)) ??
    (listOf(value)
      .map((day) => dayWords(day, context))
      .join(' – ') ||
      '…'),
  numbers: (value) => listOf(value).map(String).join(' – ') || '…',
  value: (value, { source }, context) =>
    value === null || source === undefined
      ? '…'
      : (source.kind.display ?? source.kind.format)(value, source.settings, context),
  text: plainWords,
  number: plainWords,
}

function optionWords(entry: Json, field: ViewField, { groups }: FilterWordsContext): string {
  if (field.column === 'group') return groups.find(({ number }) => number === entry)?.title ?? t('a group that is gone')
  const settings = field.source?.settings ?? null
  const label = hasLabels(settings) && typeof entry === 'number' ? labelOf(settings, entry) : undefined
  return label?.name ?? t('a label that is gone')
}

function someOf(words: readonly string[]): string {
  if (words.length === 0) return '…'
  return words.length > 3 ? `${words.slice(0, 2).join(', ')} +${words.length - 2}` : words.join(', ')
}

/** A day of a filter: `today`, `7 days ago`, `24 Nov`. */
export function dayWords(day: Json, { locale }: Pick<FilterWordsContext, 'locale'>): string {
  if (typeof day === 'number') {
    const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
    return format.format(day * 86_400_000)
  }
  if (typeof day !== 'object' || day === null || Array.isArray(day)) return '…'
  // @NOTE what is an object and no list has its values by name.
  const { today, week, month, end } = day as { readonly [field: string]: Json }
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (typeof today === 'number') return words.format(today, 'day')
  const [away, unit] = typeof week === 'number' ? ([week, 'week'] as const) : ([Number(month), 'month'] as const)
  return Number.isNaN(away)
    ? '…'
    : end === true
      ? t('end of {away}', { away: words.format(away, unit) })
      : t('start of {away}', { away: words.format(away, unit) })
}

/** Two days that are all of a week or month: `this week`. */
function spanWords(days: readonly Json[]): string | null {
  // @NOTE days of a filter are numbers or say how far they are away.
  const [from, to] = days as readonly ({ readonly [field: string]: Json } | undefined)[]
  for (const unit of ['week', 'month'] as const) {
    const away = from?.[unit]
    if (typeof away !== 'number' || to?.[unit] !== away || from?.['end'] === true || to['end'] !== true) continue
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(away, unit)
  }
  return null
}
