import './problem.css'
import { Icon } from '@fulcrum/ui'

interface ProblemTextProps {
  readonly text: string
  /** The same in a sentence: for where there is room. */
  readonly detail?: string | undefined
  /** What stands in the tooltip, where that is not the sentence. */
  readonly title?: string
}

/** A cell that has no value for a reason: never to be taken for an empty one. */
export function ProblemText({ text, detail, title = detail ?? text }: ProblemTextProps) {
  return (
    <span className="fc-problem" title={title}>
      <Icon name="warning" size={13} />
      <span className="fu-truncate">{text}</span>
      {detail !== undefined && <span className="fc-problem-detail">{detail}</span>}
    </span>
  )
}
