import type { LinkAnswer, SessionAnswer } from '@fulcrum/protocol'
import { appHref, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useState } from 'react'
import { LinkForm } from '../features/sign-in/link-form.tsx'
import { linkWords } from '../features/sign-in/link-words.ts'
import { Failure } from '../shell/failure.tsx'
import { post } from '../shell/http.ts'
import { PlainPage } from '../shell/plain-page.tsx'
import { useGate, useGo, usePlace } from '../shell/router/router-context.tsx'
import { troubleOf, type Trouble } from '../shell/trouble.ts'

type Looked = { readonly me: SessionAnswer | null } & ({ readonly link: LinkAnswer } | { readonly error: Trouble })

/** The page of a one-use link: first owner, invitation or reset. Opening it does not use the link up. */
export function LinkPage() {
  const token = usePlace().hash
  const gate = useGate()
  const go = useGo()
  const [looked, setLooked] = useState<Looked>()
  const look = useCallback(() => {
    // Who is signed in only spares typing: where that cannot be found out, the link works as for anybody.
    const session = gate.session().catch(() => null)
    post<LinkAnswer>('/auth/link', { token }).then(
      async (link) => setLooked({ link, me: await session }),
      async (error: unknown) => setLooked({ error: troubleOf(error), me: await session }),
    )
  }, [token, gate])
  useEffect(look, [look])
  const title =
    looked !== undefined && 'link' in looked ? linkWords(looked.link, looked.me).title : t('Opening the link')
  return (
    <PlainPage title={title}>
      {looked === undefined && <Skeleton lines={5} heightPx={40} label={t('Looking at the link')} />}
      {looked !== undefined && 'error' in looked && (
        <Failure
          trouble={looked.error}
          refused={t('This link is not for you. Ask whoever sent it for another one.')}
          onRetry={look}
          wayOn={
            looked.me === null ? (
              <a href={appHref('/sign-in')}>{t('Sign in instead')}</a>
            ) : (
              <a href={appHref('/')}>{t('Go on as {name}', { name: looked.me.name })}</a>
            )
          }
        />
      )}
      {looked !== undefined && 'link' in looked && (
        <LinkForm
          token={token}
          link={looked.link}
          me={looked.me}
          onSignedIn={(session) => {
            gate.enter(session)
            go('/', { replace: true })
          }}
        />
      )}
    </PlainPage>
  )
}
