import type { SessionAnswer, SignInRequest } from '@fulcrum/protocol'
import { Button, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { post, sayError } from '../../shell/http.ts'
import { PasswordField } from '../../shell/password-field.tsx'
import { FormError } from './form-error.tsx'
import { SignInCard } from './sign-in-card.tsx'

interface SignInFormProps {
  /** Said above the form: why one is here. */
  readonly lead?: string
  readonly onSignedIn: (session: SessionAnswer) => void
}

/** Asks for e-mail and password. Fields can be pasted into and filled by password managers; what was typed stays. */
export function SignInForm({ lead, onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      const request: SignInRequest = { email: email.trim(), password }
      onSignedIn(await post<SessionAnswer>('/auth/sign-in', request))
    } catch (problem) {
      setError(sayError(problem))
      setBusy(false)
    }
  }
  return (
    <SignInCard
      place="Fulcrum"
      title={t('Sign in')}
      lead={lead}
      foot={t('Forgotten the password? An owner or admin of your account can make a reset link for you.')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void submit()
        }}
      >
        <TextField
          label={t('E-mail')}
          size="large"
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField label={t('Password')} value={password} onChange={setPassword} />
        <FormError text={error} />
        <Button type="submit" variant="primary" size="large" busy={busy}>
          {t('Sign in')}
        </Button>
      </form>
    </SignInCard>
  )
}
