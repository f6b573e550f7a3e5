import { Tag } from '@fulcrum/ui'
import { labelOf } from './labels.ts'
import type { LabelSettings } from './labels.ts'

/** Tags that a cell draws; of more, the rest is a number whose names are read and shown on pointing. */
const drawn = 3

interface LabelTagsProps {
  readonly numbers: readonly number[]
  readonly settings: LabelSettings
}

/** Several labels in a cell. */
export function LabelTags({ numbers, settings }: LabelTagsProps) {
  const tags = numbers.flatMap((number) => labelOf(settings, number) ?? [])
  const shown = tags.length > drawn ? tags.slice(0, drawn - 1) : tags
  const rest = tags.slice(shown.length)
  return (
    <span className="fc-tags" title={tags.map(({ name }) => name).join(', ')}>
      {shown.map(({ number, name, colour }) => (
        <Tag key={number} text={name} colour={colour} />
      ))}
      {rest.length > 0 && (
        <span className="fc-more" role="img" aria-label={rest.map(({ name }) => name).join(', ')}>
          +{rest.length}
        </span>
      )}
    </span>
  )
}
