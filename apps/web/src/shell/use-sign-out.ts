import { sayError } from './http.ts'
import { useGate, useGo } from './router/router-context.tsx'
import { useToasts } from './world.tsx'

/** Signs out on request. Changes that wait to be sent stay in this browser until the same person has signed in again. */
export function useSignOut(): () => void {
  const gate = useGate()
  const go = useGo()
  const toasts = useToasts()
  return () => {
    gate.signOut().then(
      () => go('/sign-in', { replace: true }),
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
}
