import './toggle.css'
import type { ComponentProps, ReactNode } from 'react'

interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'children'> {
  readonly label: ReactNode
  readonly onChange?: (checked: boolean) => void
}

/**
 * Turns something on or off at once.
 * @example <Switch label="Dark" checked={dark} onChange={setDark} />
 */
export function Switch({ label, onChange, ...rest }: SwitchProps) {
  return (
    <label className="fu-switch">
      <input type="checkbox" role="switch" {...rest} onChange={(event) => onChange?.(event.target.checked)} />
      {label}
    </label>
  )
}
