import { guessField } from '@fulcrum/integration-kit'
import { isRichText } from '../adf.ts'
import { labelOf, labelShape, labelsShape } from './labels.ts'
import { booleanShape, numberShape } from './numbers.ts'
import { isUser, peopleShape, personShape } from './people.ts'
import { empty, listOf, type FieldFacts, type FieldShape, type Shape } from './shape.ts'
import { longTextShape, textShape } from './texts.ts'

/** Shapes that a value of unknown make can turn out to have. */
const found: ReadonlyMap<FieldShape, Shape> = new Map<FieldShape, Shape>([
  ['boolean', booleanShape],
  ['label', labelShape],
  ['labels', labelsShape],
  ['longText', longTextShape],
  ['number', numberShape],
  ['people', peopleShape],
  ['person', personShape],
])

/** A field of which the export does not say what it is. Its values show it; where they differ it is text. */
export const anyShape: Shape = {
  read(raw, context) {
    if (typeof raw === 'string') return { shape: 'text', value: raw }
    if (typeof raw === 'number') return numberShape.read(raw, context)
    if (typeof raw === 'boolean') return booleanShape.read(raw, context)
    if (Array.isArray(raw)) {
      if (raw.length === 0) return empty('labels')
      if (raw.every(isUser)) return peopleShape.read(raw, context)
      return listOf(raw, 'labels', (element) => (isUser(element) ? undefined : labelOf(element)))
    }
    if (isRichText(raw)) return longTextShape.read(raw, context)
    return (isUser(raw) ? personShape : labelShape).read(raw, context)
  },
  guess(facts) {
    const shape = commonShape(facts)
    if (shape !== undefined) return shape.guess(facts)
    return facts.role === undefined ? guessField(facts.title, facts.profile, {}) : textShape.guess(facts)
  },
}

function commonShape({ seen }: FieldFacts): Shape | undefined {
  const shapes = [...seen]
  const [first] = shapes
  if (first === undefined) return undefined
  if (shapes.length === 1) return found.get(first)
  if (shapes.every((shape) => found.get(shape)?.readHistory === personShape.readHistory)) return peopleShape
  return seen.has('longText') ? longTextShape : undefined
}
