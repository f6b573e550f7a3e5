import './progress-bar.css'
import type { LabelColour } from './colours.ts'

interface ProgressBarProps {
  /** 0 to 1. */
  readonly value: number
  /** Accessible name. */
  readonly label: string
  /** Default: the accent, green when complete. */
  readonly colour?: LabelColour
}

/**
 * A thin bar for a share.
 * @example <ProgressBar value={0.45} label="Progress" />
 */
export function ProgressBar({ value, label, colour }: ProgressBarProps) {
  const percent = Math.round(Math.max(0, Math.min(1, value)) * 100)
  return (
    <span
      className="fu-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-colour={colour ?? (percent === 100 ? 'green' : undefined)}
    >
      <i style={{ width: `${percent}%` }} />
    </span>
  )
}
