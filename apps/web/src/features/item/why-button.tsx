import { cx, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { usePainted } from '../../shell/after-paint.tsx'

interface WhyButtonProps {
  /** The field's. */
  readonly title: string
  readonly asked: boolean
  readonly onWhy: () => void
}

/** Asks why a field is what it is. It is seen where somebody points: until the fields themselves are seen, there is only its room. */
export function WhyButton({ title, asked, onWhy }: WhyButtonProps) {
  if (!usePainted() && !asked) return <i className="item-why-room" />
  return (
    <IconButton
      icon="history"
      size="small"
      className={cx('item-why-button', asked && 'item-why-on')}
      label={t('Why is {title} so?', { title })}
      aria-pressed={asked}
      onClick={onWhy}
    />
  )
}
