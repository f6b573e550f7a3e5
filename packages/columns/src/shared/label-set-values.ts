import { fail, ok } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { labelNamed, unknownLabel } from './label-names.ts'
import { labelOf, maxLabelNumber } from './labels.ts'
import type { LabelSettings } from './labels.ts'
import { splitList } from './lists.ts'

/** What a set of labels is called in messages: `{ one: 'tag', many: 'tags', most: 50 }`. */
export interface LabelSetWords {
  readonly one: string
  readonly many: string
  readonly most: number
}

/** Numbers of labels in ascending order, each once, at least one. */
export function labelSetSchema({ one, many, most }: LabelSetWords) {
  return z.array(z.int(`Expected the numbers of ${many}.`).check(z.gte(1), z.lte(maxLabelNumber))).check(
    z.overwrite((numbers) => [...new Set(numbers)].sort((left, right) => left - right)),
    z.minLength(1, `Give at least one ${one}, or null for none.`),
    z.maxLength(most, `A cell holds at most ${most} ${many}.`),
  )
}

/** What is wrong with numbers under the labels of a column, or null. */
export function missingLabel(numbers: readonly number[], settings: LabelSettings, one: string): string | null {
  const missing = numbers.find((number) => labelOf(settings, number) === undefined)
  return missing === undefined ? null : `This column has no ${one} number ${missing}.`
}

/** Reads names that commas, semicolons or line breaks part; a name that holds such a mark counts as one when it stands alone. */
export function readLabelSet(
  text: string,
  settings: LabelSettings,
  { many, most }: Pick<LabelSetWords, 'many' | 'most'>,
): Result<number[] | null> {
  const names = splitList(text)
  if (names.length === 0) return ok(null)
  const labels = names.map((name) => labelNamed(settings, name))
  const known = [...new Set(labels.flatMap((label) => (label ? [label.number] : [])))]
  const whole = labels.every((label) => label !== undefined) ? undefined : labelNamed(settings, text)
  if (whole) return ok([whole.number])
  const unknown = names.find((_, index) => labels[index] === undefined)
  if (unknown !== undefined) return fail(unknownLabel(settings, unknown))
  if (known.length > most) return fail(`A cell holds at most ${most} ${many}.`)
  return ok(known.toSorted((left, right) => left - right))
}
