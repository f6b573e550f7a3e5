import { getRouteApi, useRouter } from '@tanstack/react-router'
import { SignInForm } from '../features/sign-in/sign-in-form.tsx'
import { safeNext } from '../shell/safe-next.ts'
import { PlainPage } from '../shell/plain-page.tsx'

const route = getRouteApi('/sign-in')

/** Signs in, and goes back to where the person came from. */
export function SignInPage() {
  const { next } = route.useSearch()
  const { gate } = route.useRouteContext()
  const router = useRouter()
  return (
    <PlainPage title="Sign in">
      <SignInForm
        {...(next !== undefined && { lead: 'Then you are back where you were.' })}
        onSignedIn={(session) => {
          gate.enter(session)
          router.history.push(safeNext(next, location.origin))
        }}
      />
    </PlainPage>
  )
}
