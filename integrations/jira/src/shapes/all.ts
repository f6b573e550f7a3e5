import type { Raw } from '@fulcrum/integration-kit'
import { anyShape } from './any.ts'
import { filesShape } from './files.ts'
import { labelShape, labelsShape, namesShape, wordsShape } from './labels.ts'
import { linksShape } from './links.ts'
import { booleanShape, numberShape } from './numbers.ts'
import { peopleShape, personShape } from './people.ts'
import { empty, type FieldShape, type ReadContext, type Shape, type ShapedValue } from './shape.ts'
import { longTextShape, textShape } from './texts.ts'
import { dayShape, hoursShape, instantShape } from './times.ts'

/** Every shape by its name. */
export const shapes: Readonly<Record<FieldShape, Shape>> = {
  any: anyShape,
  boolean: booleanShape,
  day: dayShape,
  files: filesShape,
  hours: hoursShape,
  instant: instantShape,
  label: labelShape,
  labels: labelsShape,
  links: linksShape,
  longText: longTextShape,
  names: namesShape,
  number: numberShape,
  people: peopleShape,
  person: personShape,
  text: textShape,
  words: wordsShape,
}

/** Reads a raw value; undefined where its form is not understood. */
export function readShape(raw: Raw, shape: FieldShape, context: ReadContext): ShapedValue | undefined {
  if (raw === null || raw === undefined || raw === '') return empty(shape)
  const read = shapes[shape].read(raw, context)
  return read?.value === '' ? empty(read.shape) : read
}
