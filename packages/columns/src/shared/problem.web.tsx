import './problem.css'
import { Icon } from '@fulcrum/ui'

/** A cell that has no value for a reason: never to be taken for an empty one. */
export function ProblemText({ text, detail }: { readonly text: string; readonly detail?: string | undefined }) {
  return (
    <span className="fc-problem" title={detail ?? text}>
      <Icon name="warning" size={13} />
      <span className="fu-truncate">{text}</span>
      {detail !== undefined && <span className="fc-problem-detail">{detail}</span>}
    </span>
  )
}
