import { appHref, EmptyState } from '@fulcrum/ui'
import { PlainPage } from '../shell/plain-page.tsx'

/** What stands at an address that leads nowhere. */
export function PageNotFound() {
  return (
    <PlainPage title="Nothing here">
      <EmptyState icon="search" text="There is nothing at this address." action={<a href={appHref('/')}>Go home</a>} />
    </PlainPage>
  )
}
