import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import type { Gate } from './gate.ts'
import { sayError } from './http.ts'
import { useClientStatus, useToasts } from './world.tsx'

/**
 * Signs out on request, and leads to signing in when the session has ended elsewhere. Changes that wait to be sent stay in
 * this browser and go on after the same person has signed in again.
 */
export function useSignOut(gate: Gate): () => void {
  const router = useRouter()
  const toasts = useToasts()
  const { link } = useClientStatus()
  const toSignIn = useCallback(
    (next?: string) => {
      gate.leave()
      void router.navigate({
        to: '/sign-in',
        search: next === undefined || next === '/' ? {} : { next },
        replace: true,
      })
    },
    [gate, router],
  )
  const ended = link.state === 'stopped' && link.reason === 'signed-out'
  const waiting = link.state === 'waiting'
  useEffect(() => {
    let gone = false
    const leave = (): void => {
      if (!gone) toSignIn(router.state.location.href)
    }
    if (ended) leave()
    // A socket that is refused at the door does not say why.
    else if (waiting) void gate.isOver().then((over) => over && leave())
    return () => {
      gone = true
    }
  }, [ended, waiting, gate, router, toSignIn])
  return () => {
    gate.signOut().then(
      () => toSignIn(),
      (error: unknown) => toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
    )
  }
}
