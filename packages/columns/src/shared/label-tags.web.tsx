import { Tag } from '@fulcrum/ui'
import type { SummaryProps } from '../view-contract.web.ts'
import { Fitting, mostChips } from './fitting.web.tsx'
import { labelOf, labelOrder } from './labels.ts'
import type { LabelSettings } from './labels.ts'
import { ShareSummary } from './summary.web.tsx'

interface LabelTagsProps {
  readonly numbers: readonly number[]
  readonly settings: LabelSettings
}

/** Several labels in a cell. */
export function LabelTags({ numbers, settings }: LabelTagsProps) {
  const tags = numbers.flatMap((number) => labelOf(settings, number) ?? [])
  return (
    <Fitting names={tags.map(({ name }) => name)}>
      {tags.slice(0, mostChips).map(({ number, name, colour }) => (
        <Tag key={number} text={name} colour={colour} />
      ))}
    </Fitting>
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
