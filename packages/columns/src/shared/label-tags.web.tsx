import { Tag } from '@fulcrum/ui'
import type { SummaryProps } from '../view-contract.web.ts'
import { labelOf, labelOrder } from './labels.ts'
import type { LabelSettings } from './labels.ts'
import { ShareSummary } from './summary.web.tsx'

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

/** How a group splits by labels of which a cell may hold several. */
export function LabelSetSummary(props: SummaryProps<LabelSettings>) {
  const { settings } = props
  return (
    <ShareSummary
      {...props}
      sets
      order={labelOrder(settings).map(String)}
      words={(value) => {
        const label = labelOf(settings, Number(value))
        return label && { label: label.name, colour: label.colour }
      }}
    />
  )
}
