import './password-field.css'
import { IconButton, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** A password that is being chosen: advice stands below it, and password managers offer one. */
  readonly fresh?: boolean
  readonly error?: string | undefined
}

/** The least that the server takes; it has the last word. */
const LEAST = 8
const GOOD = 15

/** A password that can be looked at, pasted and filled in. */
export function PasswordField({ label, value, onChange, fresh = false, error }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const note = error === undefined ? (fresh ? { hint: advice(value) } : {}) : { error }
  return (
    <div className="password-field">
      <TextField
        label={label}
        size="large"
        type={shown ? 'text' : 'password'}
        name={fresh ? 'new-password' : 'password'}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={fresh ? LEAST : undefined}
        maxLength={256}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...note}
      />
      <span className="password-field-show">
        <IconButton
          icon={shown ? 'eye-off' : 'eye'}
          label={shown ? t('Hide the password') : t('Show the password')}
          size="small"
          pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </span>
    </div>
  )
}

/** Length is what counts; the server refuses what is guessed first. */
function advice(password: string): string {
  const { length } = [...password]
  if (length === 0) return t('Four or five words in a row are easy to remember and hard to guess.')
  if (length < LEAST)
    return t('{count, plural, one {# more character} other {# more characters}} at least.', { count: LEAST - length })
  if (length < GOOD) return t('Long enough. A few more words make it strong.')
  return t('Strong.')
}
