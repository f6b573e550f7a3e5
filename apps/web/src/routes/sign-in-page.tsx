import { t } from '@fulcrum/ui/messages'
import { SignInForm } from '../features/sign-in/sign-in-form.tsx'
import { useGate, useGo, usePlace } from '../shell/router/router-context.tsx'
import { safeNext } from '../shell/safe-next.ts'
import { PlainPage } from '../shell/plain-page.tsx'

/** Signs in, and goes back to where the person came from. */
export function SignInPage() {
  const next = new URLSearchParams(usePlace().search).get('next') ?? undefined
  const gate = useGate()
  const go = useGo()
  return (
    <PlainPage title={t('Sign in')}>
      <SignInForm
        {...(next !== undefined && { lead: t('Then you are back where you were.') })}
        onSignedIn={(session) => {
          gate.enter(session)
          go(safeNext(next, location.origin), { replace: true })
        }}
      />
    </PlainPage>
  )
}
