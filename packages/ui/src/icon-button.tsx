import './icon-button.css'
import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label' | 'title'> {
  readonly icon: IconName
  /** What it does; its accessible name and its tooltip. */
  readonly label: string
  readonly shortcut?: string
  readonly pressed?: boolean
  /** A hairline box around it. */
  readonly boxed?: boolean
  readonly size?: 'small' | 'normal'
}

/**
 * A button without words; its tooltip says them, and its key.
 * @example <IconButton icon="undo" label="Undo" shortcut="Mod Z" onClick={undo} />
 */
export function IconButton(props: IconButtonProps) {
  const { icon, label, shortcut, pressed, boxed, size = 'normal', className, ...rest } = props
  return (
    <Tooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'fu-icon-button',
          boxed === true && 'fu-icon-button-boxed',
          size === 'small' && 'fu-icon-button-small',
          className,
        )}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  )
}
