import './tag.css'
import type { LabelColour } from './colours.ts'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { t } from './messages/words.ts'

interface TagProps {
  readonly text: string
  readonly colour?: LabelColour
  /** With it the tag has a small x. */
  readonly onRemove?: () => void
  readonly removeLabel?: string
  readonly className?: string
}

/**
 * A small tag: type, keyword, linked thing.
 * @example <Tag text="Bug" colour="red" />
 */
export function Tag({ text, colour = 'slate', onRemove, removeLabel = t('Remove'), className }: TagProps) {
  return (
    <span className={cx('fu-tag', className)} data-colour={colour}>
      <span className="fu-truncate">{text}</span>
      {onRemove !== undefined && (
        <button type="button" className="fu-tag-remove" aria-label={`${removeLabel} ${text}`} onClick={onRemove}>
          <Icon name="x" size={10} />
        </button>
      )}
    </span>
  )
}
