import { appHref } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Failure } from '../shell/failure.tsx'
import { PlainPage } from '../shell/plain-page.tsx'
import { troubleOf } from '../shell/trouble.ts'

interface PageErrorProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** What stands where a page could not be loaded or drawn. */
export function PageError({ error, onRetry }: PageErrorProps) {
  return (
    <PlainPage title={t('Something failed')}>
      <Failure
        trouble={troubleOf(error)}
        refused={t('This page is not shared with you. Ask whoever sent you here.')}
        onRetry={onRetry}
        wayOn={<a href={appHref('/')}>{t('Go home')}</a>}
      />
    </PlainPage>
  )
}
