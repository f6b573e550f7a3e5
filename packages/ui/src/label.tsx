import './label.css'
import { cx } from './cx.ts'
import type { LabelColour } from './colours.ts'

interface LabelProps {
  readonly text: string
  readonly colour: LabelColour
  /** Fills the cell it stands in. */
  readonly fill?: boolean
  readonly className?: string
}

/**
 * A status or priority: soft fill, strong text and a dot.
 * @example <Label text="In review" colour="violet" fill />
 */
export function Label({ text, colour, fill, className }: LabelProps) {
  return (
    <span className={cx('fu-label', fill === true && 'fu-label-fill', className)} data-colour={colour}>
      <span className="fu-truncate">{text}</span>
    </span>
  )
}
