import { stageNames } from '@fulcrum/columns/web'
import { stages } from '@fulcrum/domain'
import type { ImportLabel } from '@fulcrum/protocol'
import { Label, LABEL_COLOURS, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

interface LabelRowsProps {
  readonly labels: readonly ImportLabel[]
  readonly onChange: (labels: readonly ImportLabel[]) => void
}

const NO_STAGE = 'none'

const stageOptions = [
  { id: NO_STAGE, title: t('No stage') },
  ...stages.map((stage) => ({ id: stage, title: stageNames[stage] })),
]

const colourOptions = LABEL_COLOURS.map((colour) => ({ id: colour, title: colour, colour }))

/** The labels that a field's values become: their colour, and what they mean to sprints and reports. */
export function LabelRows({ labels, onChange }: LabelRowsProps) {
  const change = (at: number, part: Partial<ImportLabel>): void =>
    onChange(labels.map((label, index) => (index === at ? { ...label, ...part } : label)))
  return (
    <ul className="import-labels">
      {labels.map((label, at) => (
        <li key={label.name}>
          <span className="import-label">
            <Label text={label.name} colour={label.colour} />
          </span>
          <Select
            label={t('Colour of {name}', { name: label.name })}
            hideLabel
            size="small"
            options={colourOptions}
            value={label.colour}
            onChange={(id) => change(at, { colour: LABEL_COLOURS.find((colour) => colour === id) ?? label.colour })}
          />
          <Select
            label={t('Stage of {name}', { name: label.name })}
            hideLabel
            size="small"
            options={stageOptions}
            value={label.stage ?? NO_STAGE}
            onChange={(id) => change(at, { stage: stages.find((stage) => stage === id) })}
          />
        </li>
      ))}
    </ul>
  )
}
