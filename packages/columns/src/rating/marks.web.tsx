import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { RatingSettings } from './column.ts'

interface MarksProps {
  readonly rating: number
  readonly settings: RatingSettings
}

/** The marks of a rating: the full ones in colour, the rest as hollow ones; ten would not fit, so a number stands for them. */
export function Marks({ rating, settings: { max, icon } }: MarksProps) {
  const words = t('{rating} of {max}', { rating, max })
  if (max > 5) {
    return (
      <span className="fc-rating" role="img" aria-label={words} title={words}>
        <i data-on="">
          <Icon name={icon} size={14} />
        </i>
        <span className="fc-num" aria-hidden>
          {rating}
          <span className="fc-quiet">/{max}</span>
        </span>
      </span>
    )
  }
  return (
    <span className="fc-rating" role="img" aria-label={words} title={words}>
      {Array.from({ length: max }, (_, mark) => (
        <i key={mark} data-on={mark < rating ? '' : undefined}>
          <Icon name={icon} size={14} />
        </i>
      ))}
    </span>
  )
}
