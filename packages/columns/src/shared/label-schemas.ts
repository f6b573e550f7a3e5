import { matchingKey, stages } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { labelColours } from './label-colours.ts'
import { isLive, maxLabelName, maxLabelNumber, maxLabels, maxLabelsEver, oneLine } from './labels.ts'

/**
 * A label of a status or tags column. Cells hold its number, which is never used for another one; a deleted label stays as
 * a retired one, so that what cells and the log hold keeps its name. Only labels of status columns have a stage, and only
 * where it means something (a priority has none).
 */
export const labelSchema = z.strictObject({
  number: z.int().check(z.gte(1), z.lte(maxLabelNumber)),
  name: z.string().check(z.overwrite(oneLine), z.minLength(1, 'A label needs a name.'), z.maxLength(maxLabelName)),
  colour: z.enum(labelColours),
  stage: z.exactOptional(z.enum(stages)),
  retired: z.exactOptional(z.literal(true)),
  /** The number of the label that a retired one became: formulas of other boards that name it mean that one. */
  mergedInto: z.exactOptional(z.int().check(z.gte(1), z.lte(maxLabelNumber))),
})

export type Label = z.infer<typeof labelSchema>

/** The labels of a column in the order in which they are offered and sorted. */
export const labelList = z.array(labelSchema).check(
  z.maxLength(maxLabelsEver, `A column holds at most ${maxLabelsEver} labels, retired ones included.`),
  z.refine((labels) => labels.filter(isLive).length <= maxLabels, `A column holds at most ${maxLabels} labels.`),
  z.refine((labels) => unique(labels.map((label) => label.number)), 'Two labels have the same number.'),
  z.refine((labels) => unique(labels.map((label) => matchingKey(label.name))), 'Two labels have the same name.'),
)

function unique(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length
}
