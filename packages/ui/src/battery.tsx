import './battery.css'
import type { LabelColour } from './colours.ts'
import { cx } from './cx.ts'

/** One part of a battery. */
export interface BatteryPart {
  readonly label: string
  readonly count: number
  readonly colour: LabelColour
}

interface BatteryProps {
  readonly parts: readonly BatteryPart[]
  /** The sentence for readers; default "Done 2, Blocked 1". */
  readonly text?: string
  readonly size?: 'small' | 'large'
}

/**
 * How a whole splits: one solid segment per label, wide as its count.
 * @example <Battery parts={[{ label: 'Done', count: 2, colour: 'green' }]} />
 */
export function Battery({ parts, text, size = 'small' }: BatteryProps) {
  const shown = parts.filter((part) => part.count > 0)
  const sentence = text ?? shown.map((part) => `${part.label} ${part.count}`).join(', ')
  return (
    <span
      className={cx('fu-battery', size === 'large' && 'fu-battery-large')}
      role="img"
      aria-label={sentence}
      title={sentence}
    >
      {shown.map((part) => (
        <i key={part.label} data-colour={part.colour} style={{ flexGrow: part.count }} />
      ))}
    </span>
  )
}
