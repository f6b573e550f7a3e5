import './chip.css'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { t } from './messages/words.ts'

interface ChipProps {
  /** Parts in order; each may be pressed. The one with `strong` is the value. */
  readonly parts: readonly {
    readonly text: string
    readonly strong?: boolean
    readonly onPress?: (anchor: HTMLElement) => void
  }[]
  readonly icon?: IconName
  readonly onRemove?: () => void
  readonly removeLabel?: string
}

/**
 * A filter in words, in cells: "Sprint | is | 24, Next | x".
 * @example <Chip icon="filter" parts={[{ text: 'Sprint' }, { text: 'is' }, { text: '24', strong: true }]} onRemove={remove} />
 */
export function Chip({ parts, icon, onRemove, removeLabel = t('Remove filter') }: ChipProps) {
  const name = parts.map((part) => part.text).join(' ')
  return (
    <span className="fu-chip" role="group" aria-label={name}>
      {parts.map((part, index) => {
        const content = (
          <>
            {index === 0 && icon !== undefined && <Icon name={icon} />}
            <span className="fu-truncate">{part.text}</span>
          </>
        )
        const { onPress } = part
        return onPress === undefined ? (
          <span key={index} className={cx(part.strong === true && 'fu-chip-strong')}>
            {content}
          </span>
        ) : (
          <button
            key={index}
            type="button"
            className={cx(part.strong === true && 'fu-chip-strong')}
            onClick={(event) => onPress(event.currentTarget)}
          >
            {content}
          </button>
        )
      })}
      {onRemove !== undefined && (
        <button type="button" aria-label={`${removeLabel}: ${name}`} onClick={onRemove}>
          <Icon name="x" />
        </button>
      )}
    </span>
  )
}
