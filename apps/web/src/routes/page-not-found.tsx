import { appHref, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { PlainPage } from '../shell/plain-page.tsx'

/** What stands at an address that leads nowhere. */
export function PageNotFound() {
  return (
    <PlainPage title={t('Nothing here')}>
      <EmptyState
        icon="search"
        text={t('There is nothing at this address.')}
        action={<a href={appHref('/')}>{t('Go home')}</a>}
      />
    </PlainPage>
  )
}
