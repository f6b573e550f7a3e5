import { appHref, Button, ErrorState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { sayError } from '../shell/http.ts'
import { PlainPage } from '../shell/plain-page.tsx'

interface PageErrorProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** What stands where a page could not be loaded or drawn. */
export function PageError({ error, onRetry }: PageErrorProps) {
  return (
    <PlainPage title={t('Something failed')}>
      <ErrorState
        text={sayError(error)}
        action={
          <Button variant="primary" icon="refresh" onClick={onRetry}>
            {t('Try again')}
          </Button>
        }
        secondary={<a href={appHref('/')}>{t('Go home')}</a>}
      />
    </PlainPage>
  )
}
