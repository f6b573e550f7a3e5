import type { ChangePasswordRequest } from '@fulcrum/protocol'
import { DomainError } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useMe } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { PasswordField } from '../../shell/password-field.tsx'
import { useToasts } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'

/** Changes one's own password. */
export function PasswordPage() {
  const me = useMe()
  const toasts = useToasts()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ readonly ofNext: boolean; readonly text: string }>()
  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const request: ChangePasswordRequest = { current, next }
      await post('/auth/password.change', request)
      setCurrent('')
      setNext('')
      toasts.show({
        tone: 'success',
        icon: 'check',
        text: t('The password is changed. Your other sessions have ended.'),
      })
    } catch (error) {
      const ofNext = error instanceof DomainError && error.details['field'] === 'password'
      setProblem({ ofNext, text: sayError(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <SettingsSection title={t('Change the password')} note={t('All your other sessions end with it.')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void submit()
        }}
      >
        {/* Tells password managers whose password this is. */}
        <input hidden readOnly autoComplete="username" value={me.email ?? ''} />
        <PasswordField
          label={t('Current password')}
          value={current}
          onChange={setCurrent}
          error={problem?.ofNext === false ? problem.text : undefined}
        />
        <PasswordField
          label={t('New password')}
          fresh
          value={next}
          onChange={setNext}
          error={problem?.ofNext === true ? problem.text : undefined}
        />
        <Button type="submit" variant="primary" busy={busy}>
          {t('Change password')}
        </Button>
      </form>
    </SettingsSection>
  )
}
