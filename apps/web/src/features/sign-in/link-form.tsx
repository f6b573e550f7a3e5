import type { AcceptLinkRequest, LinkAnswer, SessionAnswer } from '@fulcrum/protocol'
import { DomainError } from '@fulcrum/domain/errors'
import { Button, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { post, sayError } from '../../shell/http.ts'
import { PasswordField } from '../../shell/password-field.tsx'
import { FormError } from './form-error.tsx'
import { linkWords } from './link-words.ts'
import { SignInCard } from './sign-in-card.tsx'

interface LinkFormProps {
  readonly token: string
  readonly link: LinkAnswer
  /** Who is signed in in this browser already. */
  readonly me: SessionAnswer | null
  readonly onSignedIn: (session: SessionAnswer) => void
}

/** Uses a link up: asks for what the link does not know yet, and signs in. */
export function LinkForm({ token, link, me, onSignedIn }: LinkFormProps) {
  const [name, setName] = useState(link.name ?? '')
  const [email, setEmail] = useState(link.email ?? me?.email ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ readonly field: string; readonly text: string }>()
  const words = linkWords(link, me)
  const asksEmail = link.kind !== 'reset' && link.email === null
  /** Whoever is here already is known by their address, and has a password. */
  const isMe = asksEmail && me !== null && email.trim().toLowerCase() === me.email.toLowerCase()
  const hasPassword = isMe || (link.hasPassword && link.kind !== 'reset')
  const asksName = link.kind !== 'reset' && !hasPassword
  const errorOf = (field: string): string | undefined => (problem?.field === field ? problem.text : undefined)

  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const request: AcceptLinkRequest = {
        token,
        password,
        ...(asksName && { name: name.trim() }),
        ...(asksEmail && { email: email.trim() }),
      }
      onSignedIn(await post<SessionAnswer>('/auth/link/accept', request))
    } catch (error) {
      const field = error instanceof DomainError ? error.details['field'] : undefined
      const known = field === 'password' || (field === 'name' && asksName) || (field === 'email' && asksEmail)
      setProblem({ field: known ? String(field) : 'form', text: sayError(error) })
      setBusy(false)
    }
  }
  return (
    <SignInCard place={link.accountName} title={words.title} lead={words.lead} foot={words.foot}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void submit()
        }}
      >
        {asksName && (
          <TextField
            label={t('Your name')}
            size="large"
            name="name"
            autoComplete="name"
            required
            maxLength={200}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={errorOf('name')}
          />
        )}
        {/* Shown also where it is fixed, so that password managers know whose password this is. */}
        <TextField
          label={t('E-mail')}
          size="large"
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          readOnly={!asksEmail}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={errorOf('email')}
        />
        <PasswordField
          label={hasPassword ? t('Your password') : t('Choose a password')}
          value={password}
          onChange={setPassword}
          fresh={!hasPassword}
          error={errorOf('password')}
        />
        <FormError text={errorOf('form')} />
        <Button type="submit" variant="primary" size="large" busy={busy}>
          {words.button}
        </Button>
      </form>
    </SignInCard>
  )
}
