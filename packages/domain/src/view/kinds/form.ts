import * as z from 'zod/mini'
import { jsonValue } from '../../json-value.ts'
import type { BoardColumn } from '../../board/columns.ts'
import type { LabelMerge } from '../../column/kind.ts'
import { mergedNumbers } from '../../column/merged-numbers.ts'
import { idOf } from '../../ids.ts'
import type { Json } from '../../json.ts'
import { askedBy, isRequiredOfAll } from '../form/questions.ts'
import { defineViewKind } from './kind.ts'

/** Questions of one form. */
export const maxQuestions = 50

/** So many hear of the answers to one form. */
const maxHearers = 50

/** What a question before it has to say for another to be asked: a label's number, a tick, or a text. */
const when = z.strictObject({
  column: z.int(),
  is: z.union([z.int(), z.boolean(), z.string().check(z.maxLength(200))]),
})

const question = z.strictObject({
  column: z.union([z.int(), z.literal('title')]),
  /** What is asked, in place of the column's title. */
  label: z.optional(z.string().check(z.maxLength(200))),
  help: z.optional(z.string().check(z.maxLength(500))),
  required: z.optional(z.boolean()),
  when: z.optional(when),
})

const settings = z.strictObject({
  title: z.optional(z.string().check(z.maxLength(200))),
  description: z.optional(z.string().check(z.maxLength(2_000))),
  questions: z.optional(z.array(question).check(z.maxLength(maxQuestions))),
  /** The number of the group into which items go; the first one where absent or gone. */
  group: z.optional(z.int()),
  /** What is set beside the answers. */
  fixed: z.optional(z.array(z.strictObject({ column: z.int(), value: jsonValue(2_000) })).check(z.maxLength(20))),
  /** What is said once an answer has come. */
  thanks: z.optional(z.string().check(z.maxLength(1_000))),
  /** The ids of the members who hear of answers in their inbox; the owners of the board where absent. */
  hear: z.optional(z.array(idOf('member')).check(z.maxLength(maxHearers))),
  /** Answers that are nothing but addresses are refused. */
  refuseLinks: z.optional(z.boolean()),
})

/** What a form keeps. */
export type FormSettings = z.infer<typeof settings>

/** One question, as a form keeps it. */
export type FormQuestionSettings = z.infer<typeof question>

/** With how many questions a new form begins. */
const firstQuestions = 5

/** What whoever reports something can say of it. */
const sayable: readonly Json[] = ['type', 'priority', 'due']

/**
 * How likely a new form asks for a column, the least number first; null where it does not: of where an item stands and whose it is,
 * and of keys that came with an import.
 */
function likelihood(column: BoardColumn): number | null {
  const ask = askedBy(column, 'anybody')
  if (ask === null) return null
  if (isRequiredOfAll(column)) return 0
  const { role, sourceField } = column.fields
  if (typeof role === 'string' && !sayable.includes(role)) return null
  if (role === 'type' || role === 'priority' || ask.as === 'lines') return 1
  if (sourceField !== undefined && ask.as === 'line' && ask.input !== 'date') return null
  return ask.as === 'line' && ask.input === undefined ? 3 : 2
}

/** Items made of answers: of people here, or of anybody who has the form's link. */
export const formView = defineViewKind({
  id: 'form',
  label: 'Form',
  description: 'Questions whose answers become items: bug reports, requests, sign-ups.',
  settings,
  begin: (board) => {
    const columns = board.columns()
    const likely = columns
      .map((column) => ({ column, rank: likelihood(column) }))
      .filter(({ rank }) => rank !== null)
      .sort((left, right) => Number(left.rank) - Number(right.rank))
      .slice(0, firstQuestions - 1)
      .map(({ column }) => column)
    const others = columns.filter((column) => likely.includes(column)).map(({ number }) => ({ column: number }))
    return { settings: { questions: [{ column: 'title', required: true }, ...others] } }
  },
  withColumn: ({ questions, fixed, ...rest }, from, to) => ({
    ...rest,
    ...(questions !== undefined && {
      // What a condition asks for is a value of the old column: another one has none like it.
      questions: questions.map(({ when: condition, ...asked }) => ({
        ...asked,
        ...(asked.column === from && { column: to }),
        ...(condition !== undefined && condition.column !== from && { when: condition }),
      })),
    }),
    ...(fixed !== undefined && { fixed: fixed.filter(({ column }) => column !== from) }),
  }),
  withLabels: ({ questions, fixed, ...rest }, of, merge) => ({
    ...rest,
    ...(questions !== undefined && {
      questions: questions.map(({ when: condition, ...asked }) => ({
        ...asked,
        ...(condition !== undefined && { when: condition.column === of ? conditionOn(condition, merge) : condition }),
      })),
    }),
    ...(fixed !== undefined && {
      fixed: fixed.map((set) => (set.column === of ? { ...set, value: labelsOf(set.value, merge) } : set)),
    }),
  }),
})

/** A condition on the label that others became. */
function conditionOn({ column, is }: z.infer<typeof when>, { from, into }: LabelMerge): z.infer<typeof when> {
  return { column, is: typeof is === 'number' && from.includes(is) ? into : is }
}

/** What is set, where that is a label's number or several: kinds keep several in the order of their numbers. */
function labelsOf(value: Json, merge: LabelMerge): Json {
  if (typeof value === 'number') return mergedNumbers([value], merge)[0] ?? value
  if (!Array.isArray(value)) return value
  // @NOTE a cell with labels holds their numbers.
  return mergedNumbers(value as readonly number[], merge).toSorted((left, right) => left - right)
}
