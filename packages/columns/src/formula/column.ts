import type { LaneType, LaneValue } from '@fulcrum/columnar'
import { defineDerivedColumn, fail } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { FormulaErrorCode, FormulaType } from '@fulcrum/domain/formula'
import { errorMeanings, errorText } from '@fulcrum/domain/formula-errors'
import * as z from 'zod/mini'
import { plainText, shownValue } from './shown.ts'
import { variantOf } from './variant.ts'
import { farColumnsOf, farLabelsOf, withColumn, withFarColumn, withLabels } from './with-column.ts'

const scalar = ['number', 'text', 'boolean', 'day', 'instant', 'duration', 'option', 'person', 'blank'] as const

const settings = z.strictObject({
  /** The formula; columns by their numbers: `{#3} * 2`. Titles that are given become numbers. */
  text: z.string().check(z.maxLength(10_000)),
  /** What it comes to; found out when the column is saved. */
  type: z.union([z.enum(scalar), z.strictObject({ list: z.enum(scalar) })]),
  /** What stands behind a number. */
  unit: z.exactOptional(z.string().check(z.trim(), z.maxLength(20))),
  /** Decimals that are shown of a number. */
  precision: z.exactOptional(z.int().check(z.gte(0), z.lte(10))),
})

export interface FormulaSettings {
  readonly [field: string]: Json
  readonly text: string
  readonly type: Extract<FormulaType, string> | { readonly list: Extract<FormulaType, string> }
}

const errorCodes = Object.keys(errorMeanings) as FormulaErrorCode[]

const one = z.union([z.number(), z.string(), z.boolean()])

const value = z.union([
  z.strictObject({ value: z.union([one, z.array(z.nullable(one)).check(z.minLength(1))]) }),
  z.strictObject({ error: z.enum(errorCodes), message: z.exactOptional(z.string().check(z.minLength(1))) }),
])

/** What a formula came to, or why it came to nothing. An empty result is no value. */
export type FormulaResult =
  | { readonly value: Json }
  /** `message` says more than the code: which column is missing, does not fit, or has the error. */
  | { readonly error: FormulaErrorCode; readonly message?: string }

/** A column that is computed from others. */
export const formulaColumn = defineDerivedColumn<'formula', FormulaSettings, FormulaResult>({
  id: 'formula',
  label: 'Formula',
  description: 'Computed from other columns, sub-items and connected items.',
  version: 1,
  migrations: [],
  // @NOTE the schema is narrower than the type only in that optional members may not be undefined.
  settings: settings as unknown as z.ZodMiniType<FormulaSettings>,
  defaultSettings: { text: '', type: 'blank' },
  storage: ({ type }) => ({
    value: laneOf(type),
    ...(isPlainList(type) && { list: 'json' as const }),
    problem: 'text' as const,
  }),
  defaultLane: 'value',
  withColumn: (settings, from, to) => ({ ...settings, text: withColumn(settings.text, from, to) }),
  withLabels: (settings, column, merge) => ({ ...settings, text: withLabels(settings.text, column, merge) }),
  farColumns: {
    of: ({ text }) => farColumnsOf(text),
    replaced: (settings, place) => ({ ...settings, text: withFarColumn(settings.text, place) }),
    labels: ({ text }) => farLabelsOf(text),
  },
  derive: { load: () => import('./derive.ts').then((part) => part.formulaCode) },
  value: value as unknown as z.ZodMiniType<FormulaResult>,
  check: (result, { type }) =>
    'error' in result || fitsType(result.value, type) ? null : 'Not of the formula’s type.',
  toLanes: (result, { type }) => {
    if ('error' in result) return { problem: problemText(result) }
    if (isPlainList(type)) return { value: plainText(result.value, type), list: result.value }
    return { value: type === 'person' ? [String(result.value)] : result.value }
  },
  fromLanes: (lane, { type }) => {
    const problem = problemIn(lane('problem'))
    if (problem) return problem
    const held = lane(isPlainList(type) ? 'list' : 'value') as Json
    const found = type === 'person' && Array.isArray(held) ? (held[0] ?? null) : held
    return found === null || found === '' || (Array.isArray(found) && found.length === 0) ? null : { value: found }
  },
  // Under settings `variant` says what goes with the type.
  operators: [],
  parse: () => fail('A formula is computed and cannot be set.'),
  format: (result, { type }) => ('error' in result ? errorText(result) : plainText(result.value, type)),
  display: (result, given, context) =>
    'error' in result ? errorText(result) : shownValue(result.value, given, context),
  sort: { lane: 'value' },
  aggregates: ['filled'],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  variant: variantOf,
  examples: [
    {
      settings: { text: '{#2} * 2', type: 'number', unit: 'h', precision: 1 },
      values: [
        { value: { value: 16 }, text: '16' },
        { value: { error: 'DIV0' }, text: '#DIV0: Divided by zero.' },
        {
          value: { error: 'REF', message: 'The column “Effort” was deleted.' },
          text: '#REF: The column “Effort” was deleted.',
        },
      ],
      badTexts: ['16'],
      badValues: [16, { value: 'x' }, { error: 'OOPS' }, { value: null }],
    },
    {
      settings: { text: 'IF({#7}, "sure", {#4})', type: 'text' },
      values: [{ value: { value: 'one' }, text: 'one' }],
    },
    { settings: { text: '{#5} + 3', type: 'day' }, values: [{ value: { value: 20_781 }, text: '2026-11-24' }] },
    { settings: { text: '{#2} > 3', type: 'boolean' }, values: [{ value: { value: true }, text: 'TRUE' }] },
    {
      settings: { text: '{#6}', type: { list: 'person' } },
      values: [
        {
          value: { value: ['0190a000-0000-7000-8000-000000000001'] },
          text: '0190a000-0000-7000-8000-000000000001',
        },
      ],
    },
    {
      settings: { text: '{Sub-items.#2}', type: { list: 'number' } },
      values: [{ value: { value: [8, 4, null] }, text: '8, 4' }],
    },
    {
      settings: { text: '{#createdAt}', type: 'instant' },
      values: [{ value: { value: 1_700_000_000_000 }, text: '2023-11-14 22:13' }],
    },
  ],
})

/** How the lane `problem` holds an error: its code, and behind a blank what it is about. */
export function problemText({ error, message }: Extract<FormulaResult, { readonly error: unknown }>): string {
  return message === undefined ? error : `${error} ${message}`
}

/** The error of a text that `problemText` made. */
function problemIn(lane: LaneValue): Extract<FormulaResult, { readonly error: unknown }> | null {
  if (typeof lane !== 'string') return null
  const blank = lane.indexOf(' ')
  const code = blank < 0 ? lane : lane.slice(0, blank)
  const error = errorCodes.find((known) => known === code)
  if (error === undefined) return null
  return blank < 0 ? { error } : { error, message: lane.slice(blank + 1) }
}

/** Lists of people are references; all other lists are held as they are, beside their text. */
export function isPlainList(type: FormulaSettings['type']): boolean {
  return typeof type === 'object' && type.list !== 'person'
}

function laneOf(type: FormulaSettings['type']): LaneType {
  if (typeof type === 'object') return type.list === 'person' ? 'refSet' : 'text'
  return lanes[type]
}

const lanes: Readonly<Record<Extract<FormulaType, string>, LaneType>> = {
  number: 'number',
  duration: 'number',
  text: 'text',
  option: 'text',
  blank: 'text',
  boolean: 'boolean',
  day: 'day',
  instant: 'instant',
  person: 'refSet',
}

/** Whether a value is of a type, as far as its lane can tell. */
function fitsType(found: Json, type: FormulaSettings['type']): boolean {
  if (typeof type === 'object')
    return Array.isArray(found) && found.every((entry) => fitsList(entry as Json, type.list))
  if (Array.isArray(found)) return false
  if (type === 'day' || type === 'instant') return Number.isInteger(found)
  if (type === 'number' || type === 'duration') return typeof found === 'number' && Number.isFinite(found)
  return type === 'boolean' ? typeof found === 'boolean' : typeof found === 'string' && found !== ''
}

function fitsList(entry: Json, type: Extract<FormulaType, string>): boolean {
  return entry === null ? type !== 'person' : fitsType(entry, type)
}
