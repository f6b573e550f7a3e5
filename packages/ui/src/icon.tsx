import './icon.css'
import { cx } from './cx.ts'
import { ICON_PATHS, type IconName } from './icon-paths.ts'

interface IconProps {
  readonly name: IconName
  /** Pixels; default 16. */
  readonly size?: number
  /** Says what it means when no word stands beside it; without it the icon is hidden from readers. */
  readonly label?: string
  readonly className?: string
}

/**
 * One of the 16 px stroke icons, in the colour of the text around it.
 * @example <Icon name="filter" />
 */
export function Icon({ name, size = 16, label, className }: IconProps) {
  return (
    <svg
      className={cx('fu-icon', className)}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      // The paths are constants of this package.
      dangerouslySetInnerHTML={{ __html: ICON_PATHS[name] }}
    />
  )
}
