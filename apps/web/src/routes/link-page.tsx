import type { LinkAnswer } from '@fulcrum/protocol'
import { appHref, Button, ErrorState, Skeleton } from '@fulcrum/ui'
import { useCallback, useEffect, useState } from 'react'
import { LinkForm } from '../features/sign-in/link-form.tsx'
import { linkWords } from '../features/sign-in/link-words.ts'
import { post, sayError } from '../shell/http.ts'
import { PlainPage } from '../shell/plain-page.tsx'
import { useGate, useGo, usePlace } from '../shell/router/router-context.tsx'

type Looked = { readonly link: LinkAnswer } | { readonly error: string }

/** The page of a one-use link: first owner, invitation or reset. Opening it does not use the link up. */
export function LinkPage() {
  const token = usePlace().hash
  const gate = useGate()
  const go = useGo()
  const [looked, setLooked] = useState<Looked>()
  const look = useCallback(() => {
    post<LinkAnswer>('/auth/link', { token }).then(
      (link) => setLooked({ link }),
      (error: unknown) => setLooked({ error: sayError(error) }),
    )
  }, [token])
  useEffect(look, [look])
  const title = looked !== undefined && 'link' in looked ? linkWords(looked.link).title : 'Opening the link'
  return (
    <PlainPage title={title}>
      {looked === undefined && <Skeleton lines={5} heightPx={40} label="Looking at the link" />}
      {looked !== undefined && 'error' in looked && (
        <ErrorState
          text={looked.error}
          action={
            <Button icon="refresh" onClick={look}>
              Try again
            </Button>
          }
          secondary={<a href={appHref('/sign-in')}>Sign in instead</a>}
        />
      )}
      {looked !== undefined && 'link' in looked && (
        <LinkForm
          token={token}
          link={looked.link}
          onSignedIn={(session) => {
            gate.enter(session)
            go('/', { replace: true })
          }}
        />
      )}
    </PlainPage>
  )
}
