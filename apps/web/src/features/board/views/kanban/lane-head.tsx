import { Icon, type LabelColour } from '@fulcrum/ui'
import { inDigits } from '@fulcrum/ui/messages'

interface LaneHeadProps {
  readonly title: string
  readonly colour?: LabelColour
  readonly count: number
  readonly shut: boolean
  readonly onToggle: () => void
}

/** What a swimlane is, and how many cards are in it; a click folds it. */
export function LaneHead({ title, colour = 'grey', count, shut, onToggle }: LaneHeadProps) {
  return (
    <button type="button" className="fk-lane-head" aria-expanded={!shut} data-colour={colour} onClick={onToggle}>
      <Icon name={shut ? 'chevron-right' : 'chevron-down'} size={14} />
      <i className="fk-dot" aria-hidden="true" />
      <span className="fu-truncate">{title}</span>
      <span className="fk-count">{inDigits(count)}</span>
    </button>
  )
}
