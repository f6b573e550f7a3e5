import './button.css'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './kbd.tsx'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `primary`: the one thing to do here. `plain`: without a box until hovered. Default: a hairline box. */
  readonly variant?: 'default' | 'primary' | 'plain' | 'danger'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: IconName
  readonly iconEnd?: IconName
  /** Keys to show behind the text, e.g. "C" or "Ctrl K". */
  readonly shortcut?: string
  /** Keeps its width and says it is busy; clicks do nothing. */
  readonly busy?: boolean
  /** Pressed look for toggles, with aria-pressed. */
  readonly pressed?: boolean
  readonly className?: string
  readonly children?: ReactNode
}

/**
 * A button with words.
 * @example <Button variant="primary" icon="plus" shortcut="C" onClick={create}>New item</Button>
 */
export function Button(props: ButtonProps) {
  const {
    variant = 'default',
    size = 'normal',
    icon,
    iconEnd,
    shortcut,
    busy,
    pressed,
    className,
    children,
    ...rest
  } = props
  return (
    <button
      type="button"
      {...rest}
      className={cx('fu-button', `fu-button-${variant}`, size !== 'normal' && `fu-button-${size}`, className)}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy === true ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {iconEnd !== undefined && <Icon name={iconEnd} size={14} />}
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </button>
  )
}
