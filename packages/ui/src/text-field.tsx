import './text-field.css'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './kbd.tsx'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'size'> {
  /** The accessible name; shown above unless `hideLabel`. */
  readonly label: string
  readonly hideLabel?: boolean
  readonly hint?: ReactNode
  /** What is wrong and what to do; also sets aria-invalid. */
  readonly error?: ReactNode
  readonly icon?: IconName
  readonly shortcut?: string
  readonly size?: 'small' | 'normal' | 'large'
}

/**
 * A line of text with its label, hint and error.
 * @example <TextField label="Mail" type="email" error={wrong ? 'Write an address with an @.' : undefined} />
 */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, hint, error, icon, shortcut, size = 'normal', className, id, ...rest } = props
  const ownId = useId()
  const fieldId = id ?? ownId
  const noteId = `${fieldId}-note`
  const note = error ?? hint
  return (
    <div className={cx('fu-field', `fu-field-${size}`, className)}>
      {hideLabel !== true && (
        <label className="fu-field-label" htmlFor={fieldId}>
          {label}
        </label>
      )}
      <span className="fu-field-box">
        {icon !== undefined && <Icon name={icon} />}
        <input
          id={fieldId}
          aria-label={hideLabel === true ? label : undefined}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : noteId}
          {...rest}
        />
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </span>
      {note !== undefined && (
        <span id={noteId} className={error === undefined ? 'fu-field-hint' : 'fu-field-error'}>
          {note}
        </span>
      )}
    </div>
  )
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  readonly label: string
  readonly hideLabel?: boolean
}

/**
 * Several lines of text; grows with them.
 * @example <TextArea label="Description" rows={3} />
 */
export function TextArea({ label, hideLabel, className, id, ...rest }: TextAreaProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <div className={cx('fu-field', className)}>
      {hideLabel !== true && (
        <label className="fu-field-label" htmlFor={fieldId}>
          {label}
        </label>
      )}
      <span className="fu-field-box fu-field-area">
        <textarea id={fieldId} aria-label={hideLabel === true ? label : undefined} rows={2} {...rest} />
      </span>
    </div>
  )
}
