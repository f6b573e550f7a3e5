import './toggle.css'
import type { ComponentProps, ReactNode } from 'react'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'children'> {
  readonly label: ReactNode
  /** Some of many: drawn as a dash. */
  readonly mixed?: boolean
  readonly onChange?: (checked: boolean) => void
}

/**
 * A box to tick.
 * @example <Checkbox label="Show archived" checked={shown} onChange={setShown} />
 */
export function Checkbox({ label, mixed, onChange, ...rest }: CheckboxProps) {
  return (
    <label className="fu-check">
      <input
        type="checkbox"
        {...rest}
        ref={(input) => {
          if (input !== null) input.indeterminate = mixed === true
        }}
        onChange={(event) => onChange?.(event.target.checked)}
      />
      {label}
    </label>
  )
}
