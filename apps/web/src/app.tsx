import { Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState, useSyncExternalStore } from 'react'
import type { ReadyPage } from './pages.ts'
import { PageBoundary } from './routes/page-boundary.tsx'
import { PageError } from './routes/page-error.tsx'
import { PageNotFound } from './routes/page-not-found.tsx'
import type { Gate } from './shell/gate.ts'
import { AddressProvider, WaysProvider } from './shell/router/router-context.tsx'
import type { Router, Shown } from './shell/router/router.ts'
import { useInternalLinks } from './shell/router/use-internal-links.ts'

interface AppProps {
  readonly router: Router<ReadyPage>
  readonly gate: Gate
}

/** The page of the present address. */
export function App({ router, gate }: AppProps) {
  const shown = useSyncExternalStore(router.subscribe, router.shown)
  const [ways] = useState(() => ({ ...router, gate }))
  if (shown === null) return <Skeleton lines={3} label={t('Opening Fulcrum')} />
  return (
    <WaysProvider value={ways}>
      <AddressProvider value={shown}>
        <ShownPage shown={shown} onRetry={router.retry} />
      </AddressProvider>
    </WaysProvider>
  )
}

function ShownPage({ shown, onRetry }: { readonly shown: Shown<ReadyPage>; readonly onRetry: () => void }) {
  const links = useInternalLinks()
  return (
    <div className="app-root" {...links}>
      {shown.error !== undefined ? (
        <PageError error={shown.error} onRetry={onRetry} />
      ) : shown.page === null ? (
        <PageNotFound />
      ) : 'Layout' in shown.page ? (
        // Another session is another world: nothing of the old one stays on the page.
        <shown.page.Layout key={shown.page.world.session.sessionId} world={shown.page.world}>
          <PageBoundary place={shown.place.path}>
            <shown.page.Page />
          </PageBoundary>
        </shown.page.Layout>
      ) : (
        <PageBoundary place={shown.place.path}>
          <shown.page.Page />
        </PageBoundary>
      )}
    </div>
  )
}
